import ArgumentParser
import Basics
import CasebookStore
import Casework
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
    let (slide, path, tiles) = try subjectSlide()
    let size = (size ?? .ofTerminal).cells
    let view = region?.region ?? Viewport(whole: slide.description.size, in: size).region(in: size)
    let drawing = PictureDrawing(depth: color, background: RGB(255, 255, 255))
    do {
      let (pixels, damaged) = try drawing.pixels(of: slide, view, size: size)
      let heat = tiles.flatMap {
        HeatLayer(
          $0, quantity: .attention, opacity: 0.5, region: view,
          picture: PixelSize(width: pixels.width, height: pixels.height), depth: color)
      }
      let cells = drawing.cells(pixels, heat: heat, size: size, symbols: blocks)
      Standard.output(bytes: SGRWriter.text(cells, size: size, depth: color))
      if damaged > 0 {
        Standard.error("\(path): parts of the slide are damaged and show as background: \(damaged); copy it again")
      }
    } catch {
      throw error.words(path: path)
    }
  }

  /// The slide to draw, its path, and its tiles where the heat map is wanted.
  private func subjectSlide() throws -> (any SlideSource, String, SlideTiles?) {
    if FileManager.default.fileExists(atPath: subject) || subject.contains("/") || !FilePaths.isFile(options.path) {
      guard !heatmap else {
        throw CommandFailure(.usage, "--heatmap goes with a scored case; add and score the slide first")
      }
      let path = FilePaths.absolute(subject)
      return (try SlideAccess.files.open(path), path, nil)
    }
    let file = try options.openToRead().caseFile(subject)
    guard let record = file.slide(slideNumber - 1) else {
      throw CommandFailure(
        .usage, "case \(file.id) has \(file.record.slides.count) slides, there is no slide \(slideNumber)")
    }
    return (try SlideAccess.files.open(record), record.path, try tiles(of: file))
  }

  private func tiles(of file: CaseFile) throws -> SlideTiles? {
    guard heatmap else { return nil }
    try file.requireTold(.finding)
    guard let result = file.finding?.resultFile else {
      throw CommandFailure(.badData, "case \(file.id) has no tiles to show; coverslip score \(file.id) makes them")
    }
    return PictureTiles(try FeatureFolder().findings(at: result)).slide(slideNumber - 1)
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
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 1 else {
      return CellSize(cells: TerminalSize(columns: 80, rows: 24))
    }
    return CellSize(cells: TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row) - 1))
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
