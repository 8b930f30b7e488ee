import Basics
import TerminalKit
import Testing

@Suite("A picture in block characters")
struct PictureTests {
  private static let ink = RGB(200, 30, 60)
  private static let ground = RGB(10, 120, 240)
  private static let one = TerminalSize(columns: 1, rows: 1)

  /// One cell of 8 x 24 pixels whose ink is where `isInk` says.
  private func cell(_ isInk: (Int, Int) -> Bool) -> RGBAImage {
    var picture = RGBAImage(width: 8, height: 24, filledWith: Self.ground)
    for y in 0..<24 {
      for x in 0..<8 where isInk(x, y) { picture[color: x, y] = Self.ink }
    }
    return picture
  }

  private func drawn(_ picture: RGBAImage, _ symbols: BlockSymbols = .all) -> Cell {
    BlockRenderer.render(picture, size: Self.one, symbols: symbols)[0]
  }

  @Test(
    "has every shape of its glyphs exactly",
    arguments: [
      ("▀", [0, 0, 8, 12]), ("▌", [0, 0, 4, 24]), ("▘", [0, 0, 4, 12]), ("▝", [4, 0, 8, 12]), ("▖", [0, 12, 4, 24]),
      ("▗", [4, 12, 8, 24]), ("▁", [0, 21, 8, 24]), ("▂", [0, 18, 8, 24]), ("▃", [0, 15, 8, 24]),
      ("▔", [0, 0, 8, 3]), ("▏", [0, 0, 1, 24]), ("▎", [0, 0, 2, 24]), ("▍", [0, 0, 3, 24]), ("▕", [7, 0, 8, 24]),
      ("🬀", [0, 0, 4, 8]), ("🬁", [4, 0, 8, 8]), ("🬂", [0, 0, 8, 8]), ("🬃", [0, 8, 4, 16]), ("🬇", [4, 8, 8, 16]),
      ("🬋", [0, 8, 8, 16]), ("🬏", [0, 16, 4, 24]), ("🬭", [0, 16, 8, 24]), ("\u{1CD03}", [4, 6, 8, 12]),
    ] as [(Character, [Int])])
  func shapes(glyph: Character, box: [Int]) {
    let cell = drawn(cell { x, y in x >= box[0] && y >= box[1] && x < box[2] && y < box[3] })
    #expect(cell == Cell(glyph, style: Style(foreground: Self.ink, background: Self.ground)))
  }

  @Test(
    "has the others with their colours exchanged",
    arguments: [
      ("▅", [0, 9, 8, 24]), ("▆", [0, 6, 8, 24]), ("▔", [0, 3, 8, 24]), ("▋", [0, 0, 5, 24]), ("▊", [0, 0, 6, 24]),
      ("▕", [0, 0, 7, 24]), ("▀", [0, 12, 8, 24]), ("▌", [4, 0, 8, 24]),
    ] as [(Character, [Int])])
  func complements(glyph: Character, box: [Int]) {
    let cell = drawn(
      cell { x, y in x >= box[0] && y >= box[1] && x < box[2] && y < box[3] }, .blockElements)
    let isExchanged = !"▅▆▋▊".contains(glyph)
    let style = Style(foreground: Self.ink, background: Self.ground)
    let exchanged = Style(foreground: Self.ground, background: Self.ink)
    #expect(cell == Cell(glyph, style: isExchanged ? exchanged : style))
  }

  @Test("has wedges where an edge slants")
  func wedges() {
    let slope = cell { x, y in Double(y) + 0.5 > 16 - (Double(x) + 0.5) }
    #expect(drawn(slope, [.mosaics, .wedges]).glyph == "🭆")
  }

  /// A lower quarter of one colour, above which an eighth takes that colour as `part` grows from 0 to 255; under a
  /// fine texture, which no glyph draws.
  private func growing(_ part: Int) -> RGBAImage {
    let (ink, ground) = ([200, 60, 80], [60, 120, 200])
    return RGBAImage(
      width: 8, height: 24,
      rgb: (0..<192).flatMap { pixel in
        let (x, y) = (pixel % 8, pixel / 8)
        let share = y >= 18 ? 255 : y >= 15 ? part : 0
        return zip(ink, ground).map { UInt8(($0 * share + $1 * (255 - share)) / 255 + ((x + y) % 2 == 0 ? 50 : -50)) }
      })
  }

  @Test("keeps the glyph that is shown unless another is clearly better")
  func hysteresis() {
    var shown = [drawn(growing(0), .blockElements)]
    #expect(shown[0].glyph == "▂")
    var changes: [Int] = []
    for part in Array(0...255) + (0...255).reversed() {
      let next = BlockRenderer.render(growing(part), size: Self.one, symbols: .blockElements, previous: shown)
      if next[0].glyph != shown[0].glyph { changes.append(part) }
      shown = next
    }
    let forgetful = (0...255).first { drawn(growing($0), .blockElements).glyph == "▃" } ?? 0
    #expect(changes.count == 2)
    #expect(changes.first.map { $0 > forgetful } == true)
    #expect(changes.last.map { $0 < forgetful - 1 } == true)
    #expect(shown[0].glyph == "▂")
  }

  @Test("does not look at a picture of another number of cells")
  func otherSize() {
    let cells = [Cell("▂"), Cell("▂")]
    #expect(
      BlockRenderer.render(growing(200), size: Self.one, previous: cells)
        == BlockRenderer.render(growing(200), size: Self.one))
  }

  @Test("draws the diagonal of quadrants, and its complement with the colours exchanged")
  func diagonal() {
    #expect(
      drawn(cell { x, y in (x < 4) == (y < 12) })
        == Cell("▚", style: Style(foreground: Self.ink, background: Self.ground)))
    #expect(
      drawn(cell { x, y in (x < 4) != (y < 12) })
        == Cell("▚", style: Style(foreground: Self.ground, background: Self.ink)))
  }

  @Test("draws one colour as a blank, never as a full block", arguments: [BlockSymbols.half, .blockElements, .all])
  func plain(symbols: BlockSymbols) {
    let cell = drawn(cell { _, _ in true }, symbols)
    #expect(cell == Cell(" ", style: Style(background: Self.ink)))
  }

  @Test("uses only the glyphs that it was given")
  func restricted() {
    var random = Noise(seed: 7)
    let size = TerminalSize(columns: 20, rows: 10)
    let picture = RGBAImage(
      size: PixelSize(width: 160, height: 160),
      pixels: (0..<(160 * 160)).flatMap { _ in [random.byte(), random.byte(), random.byte(), 255] })
    let glyphs = { (symbols: BlockSymbols) in
      Set(BlockRenderer.render(picture, size: size, symbols: symbols).map(\.glyph))
    }
    #expect(glyphs(.half) == ["▀"])
    #expect(glyphs([.half, .quadrant]).isSubset(of: Set("▀▌▘▝▖▗▚ ")))
    #expect(glyphs(.blockElements).isSubset(of: Set("▀▌▘▝▖▗▚ ▁▂▃▅▆▔▏▎▍▋▊▕")))
    #expect(glyphs(.blockElements).contains("▗"))
  }

  @Test("has colours between the mean and the mean of the light")
  func halfway() {
    // Black and white in equal parts: 127.5 the mean, 180.3 the quadratic one, 153.9 halfway.
    let picture = RGBAImage(
      width: 8, height: 8, rgb: (0..<64).flatMap { [UInt8]($0 % 2 == 0 ? [0, 0, 0] : [255, 255, 255]) })
    let cells = BlockRenderer.render(picture, size: Self.one, symbols: [])
    #expect(cells == [Cell(" ", style: Style(background: RGB(154, 154, 154)))])
  }

  @Test("shows the background through transparent pixels")
  func transparent() {
    let picture = RGBAImage(size: PixelSize(width: 8, height: 16), pixels: [UInt8](repeating: 0, count: 8 * 16 * 4))
    let cells = BlockRenderer.render(picture, size: Self.one, background: RGB(1, 2, 3))
    #expect(cells == [Cell(" ", style: Style(background: RGB(1, 2, 3)))])
  }

  @Test("of any other number of pixels is resampled", arguments: [(3, 5), (1, 1), (16, 48), (37, 61)])
  func anySize(width: Int, height: Int) {
    let picture = RGBAImage(width: width, height: height, filledWith: Self.ink)
    let cells = BlockRenderer.render(picture, size: TerminalSize(columns: 2, rows: 2))
    #expect(cells == Array(repeating: Cell(" ", style: Style(background: Self.ink)), count: 4))
  }

  @Test("of no cells is empty")
  func empty() {
    let picture = RGBAImage(width: 8, height: 16, filledWith: Self.ink)
    #expect(BlockRenderer.render(picture, size: TerminalSize(columns: 0, rows: 3)) == [])
  }

  @Test("is a mixture of two of the sixteen colours, or a shade of one, where there are no more")
  func fewColors() {
    let grey = RGBAImage(width: 8, height: 16, filledWith: RGB(127, 127, 127))
    #expect(
      BlockRenderer.render(grey, size: Self.one, depth: .palette16)
        == [Cell(" ", style: Style(background: RGB(127, 127, 127)))])
    #expect(BlockRenderer.render(grey, size: Self.one, depth: .monochrome) == [Cell("▒")])
    let pink = RGBAImage(width: 8, height: 16, filledWith: RGB(242, 127, 242))
    let cell = BlockRenderer.render(pink, size: Self.one, depth: .palette16)[0]
    #expect(cell.glyph == "▒")
    #expect([cell.style.foreground, cell.style.background].contains(RGB(255, 0, 255)))
  }
}

/// Noise that is the same every time (xorshift64).
struct Noise {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func byte() -> UInt8 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 32)
  }
}
