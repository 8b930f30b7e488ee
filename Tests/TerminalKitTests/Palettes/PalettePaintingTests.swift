import Basics
import Foundation
import Testing

@testable import TerminalKit

@Suite("A palette of 256 colours that follows the pictures")
struct PalettePaintingTests {
  private static let size = TerminalSize(columns: 40, rows: 12)
  private static let theme = Theme.dark.colors
  private static let pink = (ground: SIMD3<Double>(236, 190, 214), ink: SIMD3<Double>(110, 70, 150))
  private static let brown = (ground: SIMD3<Double>(228, 224, 214), ink: SIMD3<Double>(120, 84, 40))

  /// Stained tissue: grounds and nuclei with all that lies between them, and a grain.
  private static func tissue(
    _ stain: (ground: SIMD3<Double>, ink: SIMD3<Double>) = pink, width: Int = 320, height: Int = 192, shift: Int = 0
  ) -> RGBAImage {
    var image = RGBAImage(width: width, height: height, filledWith: RGB(0, 0, 0))
    for y in 0..<height {
      for x in 0..<width {
        let (u, v) = (Double(x + shift), Double(y))
        let share = 0.5 + 0.25 * sin(u / 17) * cos(v / 13) + 0.25 * sin((u + 2 * v) / 41)
        let grain = Double((x &* 73 ^ y &* 151) & 15) - 7.5
        let color = stain.ground + share * (stain.ink - stain.ground) + SIMD3(grain, grain * 0.6, grain * 0.8)
        let level = { (value: Double) in UInt8(min(255, max(0, value.rounded()))) }
        image[color: x, y] = RGB(level(color.x), level(color.y), level(color.z))
      }
    }
    return image
  }

  /// A screen with a line of text in the theme's colours above a picture in true colour.
  private static func screen(_ image: RGBAImage) -> Screen {
    var screen = Screen(size: TerminalSize(columns: size.columns, rows: size.rows + 1), style: Theme.dark[.background])
    screen.write("Slide 1", column: 0, row: 0, style: Theme.dark[.background].overlaid(by: Theme.dark[.title]))
    for (index, cell) in BlockRenderer.render(image, size: size, symbols: .half).enumerated() {
      screen[index % size.columns, 1 + index / size.columns] = cell
    }
    return screen
  }

  private static func wish(_ isAtRest: Bool = true, _ kept: Set<RGB> = theme) -> PaletteWish {
    PaletteWish(keeping: kept, isAtRest: isAtRest)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "␛")
  }

  /// The numbers that `bytes` redefine, in their order.
  private static func defined(_ bytes: [UInt8]) -> [Int] {
    text(bytes).components(separatedBy: "␛\\").filter { $0.hasPrefix("␛]4;") }
      .flatMap { $0.dropFirst(4).split(separator: ";") }.compactMap { Int($0) }
  }

  /// 10 log10 of 255^2 over the mean squared error of a channel.
  private static func decibels(_ pairs: [(RGB, RGB)]) -> Double {
    let sum = pairs.reduce(0) { $0 + $1.0.squaredDistance(to: $1.1) }
    return 10 * log10(255 * 255 / (Double(sum) / Double(3 * max(1, pairs.count))))
  }

  // MARK: What it shows

  @Test("shows tissue far nearer than the fixed palette does, dithered or not")
  func fidelity() {
    let image = Self.tissue(width: 40, height: 24)
    let places = (0..<24).flatMap { y in (0..<40).map { (x: $0, y: y) } }
    let picture = places.map { image[color: $0.x, $0.y] }
    var palette = AdaptivePalette(for: picture, keeping: Self.theme)
    let adapted = Self.decibels(picture.map { ($0, palette.shown($0)) })
    let nearest = Self.decibels(picture.map { ($0, Palette.color256(Palette.nearest256($0))) })
    let dithered = Self.decibels(
      places.map { (image[color: $0.x, $0.y], PaletteDither.quantized(image[color: $0.x, $0.y], $0.x, $0.y)) })
    #expect(adapted > nearest + 6 && adapted > dithered + 6, "\(adapted), \(nearest), \(dithered) dB")
    #expect(adapted > 34)
  }

  @Test("has cells as near to those of true colour as nobody can tell, and text in the colours of before")
  func cells() {
    var painting = PalettePainting()
    let screen = Self.screen(Self.tissue())
    let frame = painting.frame(screen, Self.wish())
    #expect(frame.screen.cells.map(\.glyph) == screen.cells.map(\.glyph))
    #expect(frame.screen.cells.prefix(40) == screen.cells.prefix(40))
    let pairs = zip(screen.cells, frame.screen.cells).compactMap { before, after in
      before.style.background.flatMap { one in after.style.background.map { (one, $0) } }
    }
    #expect(Self.decibels(pairs) > 34)
    var other = PalettePainting()
    #expect(other.frame(screen, Self.wish()).change == frame.change, "the same picture, the same palette")
  }

  @Test("leaves the first 32 numbers, the greys, and those of the theme")
  func numbers() {
    var painting = PalettePainting()
    let defined = Self.defined(painting.frame(Self.screen(Self.tissue()), Self.wish()).change)
    #expect(defined.count > 20 && Set(defined).count == defined.count)
    #expect(defined.allSatisfy { (32...231).contains($0) })
    #expect(Set(defined).isDisjoint(with: Self.theme.map { Palette.nearest256($0) }))
    #expect(Set(painting.numbers.values).isSubset(of: defined))
  }

  // MARK: Bytes

  @Test("is told by OSC 4, taken back by OSC 104 of the same numbers, and named by SGR")
  func bytes() throws {
    var painting = PalettePainting()
    let frame = painting.frame(Self.screen(Self.tissue()), Self.wish())
    let numbers = Self.defined(frame.change)
    let first = try #require(numbers.first)
    #expect(Self.text(frame.change).hasPrefix("␛]4;\(first);rgb:"))
    let back = Self.text(painting.restoration).components(separatedBy: "␛\\").flatMap { part -> [Int] in
      #expect(part.isEmpty || part.hasPrefix("␛]104;"))
      return part.dropFirst(6).split(separator: ";").compactMap { Int($0) }
    }
    #expect(back == numbers.sorted())
    let written = Self.text(
      ScreenDiff.bytes(from: nil, to: frame.screen, depth: .palette256, numbers: painting.numbers))
    #expect(numbers.contains { written.contains(";5;\($0)m") })
    painting.forget()
    #expect(painting.restoration.isEmpty && painting.numbers.isEmpty)
  }

  // MARK: When it changes

  @Test("stays while one moves over a slide, and while another is not at rest; changes for another stain at rest")
  func changes() {
    var painting = PalettePainting()
    #expect(!painting.frame(Self.screen(Self.tissue()), Self.wish(false)).change.isEmpty, "the first, at once")
    #expect(painting.frame(Self.screen(Self.tissue()), Self.wish()).change.isEmpty)
    #expect(painting.frame(Self.screen(Self.tissue(shift: 90)), Self.wish()).change.isEmpty)
    let other = Self.screen(Self.tissue(Self.brown))
    #expect(painting.frame(other, Self.wish(false)).change.isEmpty)
    #expect(!painting.frame(other, Self.wish()).change.isEmpty)
    #expect(painting.frame(other, Self.wish()).change.isEmpty)
  }

  @Test("is left alone without a picture, and without a wish")
  func none() {
    var painting = PalettePainting()
    let bare = Screen(size: Self.size, style: Theme.dark[.background])
    #expect(painting.frame(bare, Self.wish()).change.isEmpty)
    let picture = Self.screen(Self.tissue())
    let frame = painting.frame(picture, nil)
    #expect(frame.change.isEmpty && frame.screen == picture && painting.restoration.isEmpty)
  }

  @Test("gives the colours that another theme needs back at once")
  func theme() throws {
    var painting = PalettePainting()
    let picture = Self.screen(Self.tissue())
    let number = try #require(Self.defined(painting.frame(picture, Self.wish()).change).last)
    let kept = Self.theme.union([Palette.color256(number)])
    let frame = painting.frame(picture, Self.wish(false, kept))
    #expect(Self.text(frame.change).contains("␛]104;\(number)␛\\"))
    #expect(!Self.defined(frame.change).contains(number))
    let bare = Screen(size: Self.size, style: Theme.dark[.background])
    let other = try #require(Self.defined(frame.change).last)
    let gone = painting.frame(bare, Self.wish(false, kept.union([Palette.color256(other)])))
    #expect(Self.text(gone.change).hasPrefix("␛]104;") && painting.numbers.isEmpty)
  }
}
