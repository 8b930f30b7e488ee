import Basics
import Testing

@testable import TerminalKit

@Suite("A picture in 256 colours")
struct PaletteDitherTests {
  private static let size = TerminalSize(columns: 8, rows: 8)
  /// Of stained tissue and glass; none is in the palette.
  static let tissue = [
    RGB(230, 180, 205), RGB(200, 120, 170), RGB(160, 140, 190), RGB(215, 160, 190), RGB(240, 240, 242),
  ]

  private func flat(_ color: RGB) -> RGBAImage { RGBAImage(width: 64, height: 128, filledWith: color) }

  private func nearest(_ color: RGB) -> RGB { Palette.color256(Palette.nearest256(color)) }

  /// How far the mean of `shown` is from `color`, in levels of all three channels.
  private func distance(_ shown: [(RGB, Double)], from color: RGB) -> Double {
    let whole = shown.reduce(0) { $0 + $1.1 }
    let sum = shown.reduce(SIMD3<Double>.zero) { $0 + $1.1 * vector($1.0) }
    let off = sum / whole - vector(color)
    return (off * off).sum().squareRoot()
  }

  private func vector(_ color: RGB) -> SIMD3<Double> {
    SIMD3(Double(color.red), Double(color.green), Double(color.blue))
  }

  @Test("has in a flat patch a mean that is nearer than the nearest colour of the palette", arguments: tissue)
  func mean(color: RGB) throws {
    let cells = BlockRenderer.render(flat(color), size: Self.size, symbols: .half, depth: .palette256)
    let inks: [Character: Double] = [" ": 0, "▀": 0.5, "▄": 0.5, "█": 1]
    let shown = try cells.flatMap { cell -> [(RGB, Double)] in
      let ink = try #require(inks[cell.glyph])
      let ground = try #require(cell.style.background)
      return [(nearest(cell.style.foreground ?? ground), ink), (nearest(ground), 1 - ink)]
    }
    #expect(distance(shown, from: color) < distance([(nearest(color), 1)], from: color))
  }

  @Test("is the same when it is drawn again, and made of colours of the palette alone")
  func same() {
    var picture = flat(RGB(230, 180, 205))
    for x in 0..<picture.width { picture[color: x, x] = RGB(90, 60, 140) }
    let cells = BlockRenderer.render(picture, size: Self.size, symbols: .half, depth: .palette256)
    #expect(cells == BlockRenderer.render(picture, size: Self.size, symbols: .half, depth: .palette256))
    for color in cells.flatMap({ [$0.style.foreground, $0.style.background] }).compactMap(\.self) {
      #expect(nearest(color) == color)
    }
  }

  @Test("leaves colours of the palette as they are")
  func exact() {
    // So far from its neighbours that no threshold reaches them.
    let color = Palette.color256(16 + 36 * 5 + 6 * 3 + 4)
    let cells = BlockRenderer.render(flat(color), size: Self.size, depth: .palette256)
    #expect(cells.allSatisfy { $0 == Cell(" ", style: Style(background: color)) })
  }

  @Test("has nothing to do with true colour")
  func trueColor() {
    let cells = BlockRenderer.render(flat(Self.tissue[0]), size: Self.size)
    #expect(cells.allSatisfy { $0.style.background == Self.tissue[0] })
  }
}
