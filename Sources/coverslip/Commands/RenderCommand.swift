import ArgumentParser
import Basics
import CasebookStore
import Console
import Files
import Foundation
import Microscopy
import Sentences
import SlidePictures
import TerminalKit
import UseCases
import Workstation

/// `coverslip render`: the preview on stdout.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print a slide, or a case's slide, in block characters.",
    discussion: "UTF-8 with 24-bit colour, also into a file or a pipe; --color says otherwise.")

  @OptionGroup var options: CasebookOptions

  @Argument(help: "A slide file, or a case of the casebook.")
  var subject: String

  @Option(help: ArgumentHelp("Columns and rows; default: the terminal's.", valueName: "160x48"))
  var size: CellSize?

  @Option(help: "half, quadrant, eighths, sextants or all, with commas between them.")
  var symbols: String = "quadrant"

  @Option(help: ArgumentHelp("Part of the slide, level-0 px.", valueName: "x,y,w,h"))
  var region: RegionArgument?

  @Option(name: .customLong("slide"), help: "Which slide of the case, from 1.")
  var slideNumber: Int = 1

  @Flag(help: "With the model's attention over a case's slide.")
  var heatmap = false

  @Option(help: "truecolor, 256, 16 or mono.")
  var color: ColorDepth = .trueColor

  func run() throws {
    guard let blocks = BlockSymbols(parsing: symbols) else {
      throw CommandFailure(.usage, "--symbols takes half, quadrant, eighths, sextants or all, not \"\(symbols)\"")
    }
    let render = RenderSlide(.files { $0.words(for: $1) })
    let chosen = try chosen(by: render)
    let drawn = try render(
      chosen,
      .init(size: (size ?? .ofTerminal).cells, symbols: blocks, depth: color, region: region?.region))
    Standard.output(bytes: SGRWriter.text(drawn.cells, size: drawn.size, depth: color))
    if drawn.damaged > 0 {
      Standard.error(
        "\(chosen.path): parts of the slide are damaged and show as background: \(drawn.damaged); copy it again")
    }
  }

  private func chosen(by render: RenderSlide) throws -> RenderSlide.Subject {
    if FileManager.default.fileExists(atPath: subject) || subject.contains("/") || !FilePaths.isFile(options.path) {
      guard !heatmap else {
        throw CommandFailure(.usage, "--heatmap goes with a scored case; add and score the slide first")
      }
      return try render.file(FilePaths.absolute(subject))
    }
    return try render.slide(slideNumber, of: try options.openToRead().caseFile(subject), heat: heatmap)
  }
}

/// `160x48`.
struct CellSize: ExpressibleByArgument {
  let cells: TerminalSize

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1000).contains(columns),
      (1...1000).contains(rows)
    else { return nil }
    cells = TerminalSize(columns: columns, rows: rows)
  }

  private init(cells: TerminalSize) { self.cells = cells }

  /// The terminal's size with a row left for the prompt; 80 x 24 where stdout is none.
  static var ofTerminal: CellSize {
    guard let size = Standard.terminal, size.columns > 0, size.rows > 1 else {
      return CellSize(cells: TerminalSize(columns: 80, rows: 24))
    }
    return CellSize(cells: TerminalSize(columns: size.columns, rows: size.rows - 1))
  }
}

/// `x,y,w,h` in level-0 px.
struct RegionArgument: ExpressibleByArgument {
  let region: SlideRegion

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2], let height = numbers[3],
      [x, y].allSatisfy({ abs($0) < 1e9 }), (1...1e9).contains(width), (1...1e9).contains(height)
    else { return nil }
    region = SlideRegion(x: x, y: y, width: width, height: height)
  }
}

extension ColorDepth: ExpressibleByArgument {}
