import Basics
import Foundation
import Microscopy
import SlideWriting
import TerminalKit

/// Pictures in block characters, 160 x 48 cells of a simulated slide: processor time against libchafa's, scaling
/// included, and the writer's against libchafa's printing. The pixels are the workstation's, 8 x 16 a cell.
enum PictureBenchmark {
  private static let size = TerminalSize(columns: 160, rows: 48)

  /// The unions with what libchafa calls them, where the Debian of 2023 has the same glyphs.
  private static let unions: [(words: String, symbols: BlockSymbols, selectors: String?)] = [
    ("half", .half, "vhalf"), ("quadrant", .quadrant, "quad"), ("block", .blockElements, "block"),
    ("sextant", .sextants, "sextant"), ("block+sextant", .mosaics, "block+sextant"), ("wedge", .wedges, "wedge"),
    ("sextant+wedge", [.sextants, .wedges], "sextant+wedge"),
    ("block+sextant+wedge", [.mosaics, .wedges], "block+sextant+wedge"), ("octant", .octants, nil), ("all", .all, nil),
  ]

  static func run(_ folder: String) throws {
    let pixels = PixelSize(
      width: size.columns * BlockRenderer.pixelsPerCell.columns, height: size.rows * BlockRenderer.pixelsPerCell.rows)
    let side = PixelSize(width: 3584, height: 3584)
    let slide = SimulatedSlide(SlideRecipe(seed: 101, size: side, highGradeFraction: 0.3))
    let picture = try slide.read(level: 0, x: 1024, y: 1024, size: pixels).flattened()
    let chafa = Chafa()
    if chafa == nil { print("  libchafa0 is not installed: its times are left out") }
    print(
      "  ours; libchafa at -w 9, times ours; writing; libchafa's printing (ms of processor time);"
        + " bytes over libchafa's, whole and with shared colours")
    var sextants = 0.0
    for union in unions {
      let ours = milliseconds { _ = BlockRenderer.render(picture, size: size, symbols: union.symbols) }
      if union.words == "sextant" { sextants = ours }
      let cells = BlockRenderer.render(picture, size: size, symbols: union.symbols)
      let writing = milliseconds { _ = SGRWriter.text(cells, size: size, depth: .trueColor) }
      var words = union.words.padding(toLength: 20, withPad: " ", startingAt: 0) + String(format: " %6.2f", ours)
      if let chafa, let selectors = union.selectors {
        let canvas = chafa.canvas(selectors, size)
        let theirs = milliseconds { chafa.draw(picture, on: canvas) }
        words += String(format: "  %7.2f %5.1f", theirs, theirs / ours)
        words += String(format: "  %5.2f %5.2f", writing, milliseconds { _ = chafa.printed(canvas) })
        words += bytes(picture, union.symbols, against: chafa.printed(canvas))
      } else {
        words += String(format: "  %5.2f of sextants  %5.2f", sextants > 0 ? ours / sextants : .nan, writing)
      }
      print("    \(words)")
    }
  }

  /// The bytes of a frame over `theirs`, as it is and as a slow line gets it.
  private static func bytes(_ picture: RGBAImage, _ symbols: BlockSymbols, against theirs: Int) -> String {
    let whole = BlockRenderer.render(picture, size: size, symbols: symbols)
    let exact = BlockRenderer.render(picture, size: size, symbols: symbols, colors: .leastSquares)
    let shared = ColorSnapping(symbols: symbols).snapped(exact, columns: size.columns)
    let shares = [whole, shared].map {
      Double(SGRWriter.text($0, size: size, depth: .trueColor).count) / Double(max(1, theirs))
    }
    return String(format: "  %4.2f %4.2f", shares[0], shares[1])
  }

  /// Processor time of the median of 15 runs.
  private static func milliseconds(_ work: () -> Void) -> Double {
    (0..<15).map { _ in Timing.of(work).processor * 1000 }.sorted()[7]
  }
}

/// libchafa (Debian: libchafa0), opened where it is installed.
private struct Chafa {
  typealias Object = OpaquePointer

  private let library: UnsafeMutableRawPointer

  init?() {
    guard let library = dlopen("libchafa.so.0", RTLD_NOW) else { return nil }
    self.library = library
  }

  /// A canvas of `size` for the glyphs that `selectors` name, at the greatest effort.
  func canvas(_ selectors: String, _ size: TerminalSize) -> Object? {
    typealias Make = @convention(c) () -> Object?
    guard let map = function("chafa_symbol_map_new", Make.self)?(),
      let config = function("chafa_canvas_config_new", Make.self)?()
    else { return nil }
    typealias Select = @convention(c) (Object, UnsafePointer<CChar>, Object?) -> CInt
    _ = function("chafa_symbol_map_apply_selectors", Select.self)?(map, selectors, nil)
    typealias SetMap = @convention(c) (Object, Object) -> Void
    function("chafa_canvas_config_set_symbol_map", SetMap.self)?(config, map)
    typealias SetSize = @convention(c) (Object, CInt, CInt) -> Void
    function("chafa_canvas_config_set_geometry", SetSize.self)?(config, CInt(size.columns), CInt(size.rows))
    typealias SetEffort = @convention(c) (Object, Float) -> Void
    function("chafa_canvas_config_set_work_factor", SetEffort.self)?(config, 1)
    typealias MakeCanvas = @convention(c) (Object) -> Object?
    return function("chafa_canvas_new", MakeCanvas.self)?(config)
  }

  func draw(_ picture: RGBAImage, on canvas: Object?) {
    typealias Draw = @convention(c) (Object, CInt, UnsafePointer<UInt8>, CInt, CInt, CInt) -> Void
    guard let canvas, let draw = function("chafa_canvas_draw_all_pixels", Draw.self) else { return }
    /// CHAFA_PIXEL_RGBA8_UNASSOCIATED.
    let format: CInt = 4
    draw(canvas, format, picture.pixels, CInt(picture.width), CInt(picture.height), CInt(picture.width * 4))
  }

  /// The length of the text, bytes; the text itself, a GString, is left to the process.
  func printed(_ canvas: Object?) -> Int {
    typealias Print = @convention(c) (Object, Object?) -> UnsafeMutableRawPointer?
    guard let canvas, let text = function("chafa_canvas_print", Print.self)?(canvas, nil) else { return 0 }
    // Behind the pointer to its characters stands how many there are.
    return Int(text.load(fromByteOffset: MemoryLayout<UnsafeRawPointer>.size, as: UInt.self))
  }

  private func function<Function>(_ name: String, _: Function.Type) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
  }
}
