import ArgumentParser
import Arguments
import CasebookStore
import Console
import Foundation
import Microscopy
import Sentences
import SlidePictures
import TerminalKit
import UseCases

/// `coverslip render`: pictures on stdout, or in a file.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print slides, or cases' slides, as pictures.", discussion: CommandHelp.render)

  @OptionGroup var options: CasebookOptions

  @Argument(help: "Slide, PNG or JPEG files, or cases of the casebook; several with --grid.") var subject: [String]

  @Option(help: "ansi, png, kitty or sixel; default: ansi, png where --out is a .png.") var format: PictureFormat?

  @Option(help: ArgumentHelp("A file to write; default: stdout.", valueName: "path")) var out: String?

  @Flag(help: "A sheet of several, with their names.") var grid = false

  @Option(
    help: ArgumentHelp("Columns and rows of a picture; default: the terminal's.", valueName: "160x48"),
    transform: PictureOptions.size)
  var size: TerminalSize?

  @Option(help: "Width: columns, or pixels where it has these.", transform: WholeNumber.within(1...100_000))
  var width: Int?

  @Option(help: "Height: rows, or pixels where it has these.", transform: WholeNumber.within(1...100_000))
  var height: Int?

  @Option(help: "\(BlockSymbols.vocabulary), or a union of them, such as sextant+wedge.")
  var symbols: String = "quadrant"

  @Option(help: ArgumentHelp("Part of the slide, level-0 px.", valueName: "x,y,w,h"), transform: PictureOptions.region)
  var region: SlideRegion?

  @Option(help: "How close: 5x, 10x, 20x, 40x, or 1:1.", transform: PictureOptions.magnification)
  var magnification: PictureMagnification?

  @Option(help: "Its middle, level-0 px: x,y; default: the slide's.", transform: PictureOptions.point)
  var center: SIMD2<Double>?

  @Option(name: .customLong("slide"), help: "Which slide of a case, from 1.", transform: WholeNumber.from(1))
  var slideNumber: Int?

  @Option(help: "h or e: haematoxylin or eosin alone.") var stain = ShownStains.all

  @Flag(help: "The colours as scanned, without the slide's ICC profile.") var rawColour = false

  @Option(help: "Over a case's slide: the model's attention, or the tissue mask.") var overlay = HeatShown.off

  @Flag(help: "The same as --overlay tint.") var heatmap = false

  @Flag(help: "A line below that says what the overlay means.") var legend = false

  @Option(
    name: [.customLong("color"), .customLong("colours")],
    help: "truecolor, 256, 16 or mono; default: truecolor, mono where NO_COLOR is set.")
  var color: ColorDepth?

  func run() throws {
    let pictures = RenderPictures.files(.files(in: options.results) { $0.words(for: $1) }) { sentence(of: $0) }
    let wishes = try wishes
    var opened: Casebook?
    let entries = try pictures.entries(named: subject, wishes, casebook: options.path) { name in
      let casebook = try opened ?? options.openToRead()
      opened = casebook
      return try casebook.caseFile(name)
    }
    let place = RenderWishes.Place(
      size: Standard.pictureSize, cell: Standard.terminalCell, isTerminal: Standard.terminal != nil)
    let outcome = try pictures(entries, wishes, for: place)
    if let out { try GivenFile.write(outcome.bytes, to: out) } else { Standard.output(bytes: outcome.bytes) }
    (outcome.remarks + outcome.failures.map { sentence(of: $0) }).forEach { Standard.error($0) }
    if let failure = outcome.failures.first { throw (words(for: failure)?.exit ?? .ourFault).code }
  }

  private var wishes: RenderWishes {
    get throws {
      var wishes = RenderWishes()
      (wishes.format, wishes.file, wishes.size, wishes.width, wishes.height) = (format, out, size, width, height)
      (wishes.region, wishes.center, wishes.magnification) = (region, center, magnification)
      wishes.symbols = try PictureOptions.symbols(symbols)
      wishes.depth = ColorDepth.printed(asked: color, ProcessInfo.processInfo.environment)
      wishes.colors = PictureColors(profile: rawColour ? .raw : .applied, stains: stain)
      wishes.overlay = overlay.isNone && heatmap ? .colours : overlay
      (wishes.hasLegend, wishes.isSheet, wishes.slide) = (legend, grid, slideNumber)
      return wishes
    }
  }
}

extension ColorDepth: ExpressibleByArgument {}
extension ShownStains: ExpressibleByArgument {}
extension HeatShown: ExpressibleByArgument {}
extension PictureFormat: ExpressibleByArgument {}
