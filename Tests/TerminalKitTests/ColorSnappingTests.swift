import Basics
import TerminalKit
import Testing

@Suite("Colours that neighbours share")
struct ColorSnappingTests {
  private static let size = TerminalSize(columns: 40, rows: 6)

  /// Soft clouds with dark spots.
  private static let image = {
    var random = SeededDraws(7)
    var image = RGBAImage(size: PixelSize(width: 8 * size.columns, height: 16 * size.rows), filledWith: (0, 0, 0, 255))
    for y in 0..<image.height {
      for x in 0..<image.width {
        let level = UInt8(170 + (x / 7 + y / 5) % 24)
        image[x, y] = (level, level - 40, level - 10, 255)
      }
    }
    for _ in 0..<30 {
      let (left, top) = (random.next(310), random.next(86))
      for y in top..<(top + 9) {
        for x in left..<(left + 9) { image[x, y] = (90, 60, 130, 255) }
      }
    }
    return image
  }()

  private static func picture(_ symbols: BlockSymbols) -> [Cell] {
    BlockRenderer.render(image, size: size, symbols: symbols)
  }

  /// Ground and ink of a cell; of a blank the ground alone.
  private static func colors(_ cell: Cell) -> [RGB] {
    [cell.style.background, cell.style.foreground].compactMap(\.self)
  }

  private static func distance(_ one: RGB, _ other: RGB) -> Int {
    max(
      abs(Int(one.red) - Int(other.red)), abs(Int(one.green) - Int(other.green)),
      abs(Int(one.blue) - Int(other.blue)))
  }

  private static func bytes(_ cells: [Cell]) -> Int { SGRWriter.text(cells, size: size, depth: .trueColor).count }

  @Test(
    "differ by no more than the tolerance at any place, the two sides of a cell changed or not",
    arguments: [1, 4, 12, 40], [BlockSymbols.half, .blockElements, .mosaics, .all])
  func bound(tolerance: Int, symbols: BlockSymbols) {
    let cells = Self.picture(symbols)
    let snapped = ColorSnapping(symbols: symbols, tolerance: tolerance).snapped(cells, columns: Self.size.columns)
    #expect(snapped.count == cells.count)
    for (before, after) in zip(cells, snapped) {
      // A glyph that changed is the complement, whose ink is the other's ground.
      let wanted = before.glyph == after.glyph ? Self.colors(before) : Self.colors(before).reversed()
      let near = zip(wanted, Self.colors(after)).allSatisfy { Self.distance($0, $1) <= tolerance }
      #expect(near && Self.colors(after).count == wanted.count, "\(before) became \(after)")
    }
    #expect(Self.bytes(snapped) < Self.bytes(cells))
  }

  @Test("change places where the glyph has a complement and a run goes on by it")
  func complement() {
    let (dark, light) = (RGB(90, 60, 130), RGB(240, 220, 235))
    let cells = [
      Cell("▀", style: Style(foreground: dark, background: light)),
      Cell("▀", style: Style(foreground: RGB(241, 221, 234), background: RGB(91, 60, 131))),
    ]
    let snapped = ColorSnapping(symbols: .half, tolerance: 4).snapped(cells, columns: 2)
    #expect(snapped.map(\.glyph) == ["▀", "▄"])
    #expect(snapped[0].style == snapped[1].style)
  }

  @Test("are the same in a row wherever it stands")
  func rows() {
    let (columns, cells) = (Self.size.columns, Self.picture(.mosaics))
    let snapping = ColorSnapping(symbols: .mosaics)
    let all = snapping.snapped(cells, columns: columns)
    let lower = snapping.snapped(Array(cells[(2 * columns)...]), columns: columns)
    #expect(Array(all[(2 * columns)...]) == lower)
  }

  @Test("are never those of text, of what has attributes, or of the terminal's own colours")
  func text() {
    let (ink, ground) = (RGB(100, 100, 100), RGB(200, 200, 200))
    let cells = [
      Cell("▀", style: Style(foreground: RGB(102, 100, 100), background: RGB(198, 200, 200))),
      Cell("7", style: Style(foreground: ink, background: ground)),
      Cell("▀", style: Style(foreground: ink, background: ground, attributes: .bold)),
      Cell(" "), Cell("▀", style: Style(foreground: ink)),
    ]
    #expect(ColorSnapping(symbols: .half, tolerance: 20).snapped(cells, columns: 5) == cells)
  }

  @Test("stay as they are without a tolerance, and where there is no whole row")
  func nothing() {
    let cells = Self.picture(.half)
    #expect(ColorSnapping(symbols: .half, tolerance: 0).snapped(cells, columns: Self.size.columns) == cells)
    #expect(ColorSnapping(symbols: .half).snapped(cells, columns: 7 * Self.size.columns + 1) == cells)
    #expect(ColorSnapping(symbols: .half).snapped([], columns: 3) == [])
  }
}

/// Numbers that look drawn by lot: those of Knuth's MMIX, the upper bits.
struct SeededDraws {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// 0 to `count` - 1.
  mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
}
