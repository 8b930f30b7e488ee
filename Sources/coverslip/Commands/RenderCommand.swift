import ArgumentParser
import CasebookStore
import Console
import Files
import Foundation
import Microscopy
import Sentences
import SlidePictures
import TerminalKit
import UseCases

/// `coverslip render`: the preview on stdout.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print a slide, or a case's slide, in block characters.",
    discussion: "UTF-8 with 24-bit colour, also into a file or a pipe; NO_COLOR and --color say otherwise.")

  @OptionGroup var options: CasebookOptions

  @Argument(help: "A slide file, or a case of the casebook.")
  var subject: String

  @Option(help: ArgumentHelp("Columns and rows; default: the terminal's.", valueName: "160x48"))
  var size: TerminalSize?

  @Option(help: "half, quadrant, eighths, sextants or all, with commas between them.")
  var symbols: String = "quadrant"

  @Option(help: ArgumentHelp("Part of the slide, level-0 px.", valueName: "x,y,w,h"))
  var region: SlideRegion?

  @Option(name: .customLong("slide"), help: "Which slide of the case, from 1.")
  var slideNumber: Int = 1

  @Option(help: "The model's attention over a case's slide.")
  var overlay = HeatShown.off

  @Option(help: "truecolor, 256, 16 or mono; default: truecolor, mono where NO_COLOR is set.")
  var color: ColorDepth?

  func run() throws {
    guard let blocks = BlockSymbols(parsing: symbols) else {
      throw CommandFailure(.usage, "--symbols takes half, quadrant, eighths, sextants or all, not \"\(symbols)\"")
    }
    let render = RenderSlide(.files(in: options.results) { $0.words(for: $1) })
    let chosen = try chosen(by: render)
    let depth = ColorDepth.printed(asked: color, ProcessInfo.processInfo.environment)
    let drawn = try render(chosen, .init(size: size ?? .ofTerminal, symbols: blocks, depth: depth, region: region))
    Standard.output(bytes: SGRWriter.text(drawn.cells, size: drawn.size, depth: depth))
    guard drawn.damaged > 0 else { return }
    Standard.error(
      "\(chosen.path): parts of the slide are damaged and show as background: \(drawn.damaged); copy it again")
  }

  private func chosen(by render: RenderSlide) throws -> RenderSlide.Subject {
    if FileManager.default.fileExists(atPath: subject) || subject.contains("/") || !FilePaths.isFile(options.path) {
      guard !overlay.showsModel else {
        throw CommandFailure(.usage, "--overlay goes with a scored case; add and score the slide first")
      }
      return try render.file(FilePaths.absolute(subject))
    }
    return try render.slide(slideNumber, of: try options.openToRead().caseFile(subject), overlay: overlay)
  }
}

extension TerminalSize: ExpressibleByArgument {
  /// `160x48`, columns and rows.
  public init?(argument: String) { self.init(parsing: argument) }

  /// The terminal's size with a row left for the prompt; 80 x 24 where stdout is none.
  fileprivate static var ofTerminal: TerminalSize {
    guard let size = Standard.terminal, size.columns > 0, size.rows > 1 else {
      return TerminalSize(columns: 80, rows: 24)
    }
    return TerminalSize(columns: size.columns, rows: size.rows - 1)
  }
}

extension SlideRegion: ExpressibleByArgument {
  /// `x,y,w,h`, level-0 px.
  public init?(argument: String) { self.init(parsing: argument) }
}

extension ColorDepth: ExpressibleByArgument {}
extension HeatShown: ExpressibleByArgument {}
