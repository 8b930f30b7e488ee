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

  @Option(
    help: ArgumentHelp("Columns and rows; default: the terminal's.", valueName: "160x48"),
    transform: PictureOptions.size)
  var size: TerminalSize?

  @Option(help: "\(BlockSymbols.vocabulary), or a union of them, such as sextant+wedge.")
  var symbols: String = "quadrant"

  @Option(help: ArgumentHelp("Part of the slide, level-0 px.", valueName: "x,y,w,h"), transform: PictureOptions.region)
  var region: SlideRegion?

  @Option(name: .customLong("slide"), help: "Which slide of the case, from 1.", transform: WholeNumber.from(1))
  var slideNumber: Int = 1

  @Option(help: "h or e: haematoxylin or eosin alone.")
  var stain = ShownStains.all

  @Flag(help: "The colours as scanned, without the slide's ICC profile.")
  var rawColour = false

  @Option(help: "The model's attention over a case's slide.")
  var overlay = HeatShown.off

  @Flag(help: "The same as --overlay tint.")
  var heatmap = false

  @Option(help: "truecolor, 256, 16 or mono; default: truecolor, mono where NO_COLOR is set.")
  var color: ColorDepth?

  func run() throws {
    guard let blocks = BlockSymbols(parsing: symbols) else {
      throw CommandFailure(.usage, "--symbols takes \(BlockSymbols.vocabulary), joined by +, not \"\(symbols)\"")
    }
    let render = RenderSlide(.files(in: options.results) { $0.words(for: $1) })
    let chosen = try chosen(by: render)
    let depth = ColorDepth.printed(asked: color, ProcessInfo.processInfo.environment)
    let colors = PictureColors(profile: rawColour ? .raw : .applied, stains: stain)
    let drawn = try render(
      chosen,
      .init(size: size ?? Standard.pictureSize, symbols: blocks, depth: depth, region: region, colors: colors))
    Standard.output(bytes: SGRWriter.text(drawn.cells, size: drawn.size, depth: depth))
    if let remark = drawn.remark(of: chosen.path) { Standard.error(remark) }
  }

  private func chosen(by render: RenderSlide) throws -> RenderSlide.Subject {
    if FileManager.default.fileExists(atPath: subject) || subject.contains("/") || !FilePaths.isFile(options.path) {
      guard !shown.showsModel else {
        throw CommandFailure(.usage, "--overlay goes with a scored case; add and score the slide first")
      }
      return try render.file(FilePaths.absolute(subject))
    }
    return try render.slide(slideNumber, of: try options.openToRead().caseFile(subject), overlay: shown)
  }

  /// What is laid over the slide.
  private var shown: HeatShown { overlay.showsModel ? overlay : heatmap ? .colours : .off }
}

extension ColorDepth: ExpressibleByArgument {}
extension ShownStains: ExpressibleByArgument {}
extension HeatShown: ExpressibleByArgument {}
