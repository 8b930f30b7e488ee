import Basics
import Microscopy
import Testing

@testable import SlideWriting

@Suite("Ink on a slide")
struct InkedSlideTests {
  /// White glass of 800 x 400 px at half a micrometre, with a second level of a quarter.
  private static let glass = MemorySlide(
    levels: [(800, 400), (200, 100)].map {
      RGBAImage(size: PixelSize(width: $0.0, height: $0.1), filledWith: (250, 250, 250, 255))
    }, mpp: MicronsPerPixel(x: 0.5, y: 0.5), vendor: "test")

  private static func inked(_ ink: MarkerInk = .black, opacity: Double = 1, microns: Double = 20) -> InkedSlide<
    MemorySlide
  > {
    InkedSlide(glass, ink: ink, opacity: opacity, microns: microns)
  }

  private static func read(_ slide: InkedSlide<MemorySlide>) throws -> RGBAImage {
    try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 800, height: 400))
  }

  @Test("is one stroke from the left to the right edge, as wide as it was asked for")
  func stroke() throws {
    let slide = Self.inked()
    let image = try Self.read(slide)
    for x in stride(from: 5, to: 800, by: 45) {
      let covered = (0..<400).filter { slide.isInked(x: Double(x), y: Double($0)) }
      #expect(covered.count >= 39, "20 um are 40 px at a right angle to the stroke; column \(x)")
      #expect(covered == covered.first.map { Array($0..<$0 + covered.count) }, "in one piece; column \(x)")
      #expect(image[x, covered[covered.count / 2]].red < 150, "the middle of a black stroke is dark; column \(x)")
    }
  }

  @Test("leaves the glass beside the stroke as it was")
  func beside() throws {
    let slide = Self.inked()
    let image = try Self.read(slide)
    let clean = (0..<400).allSatisfy { y in
      stride(from: 0, to: 800, by: 7).allSatisfy {
        slide.isInked(x: Double($0), y: Double(y)) || image[$0, y].red == 250
      }
    }
    #expect(clean)
  }

  @Test("of no opacity is no ink, and more opacity is darker")
  func opacity() throws {
    let (none, half, full) = (
      try Self.read(Self.inked(opacity: 0)), try Self.read(Self.inked(opacity: 0.5)), try Self.read(Self.inked())
    )
    #expect(none == (try Self.glass.read(level: 0, x: 0, y: 0, size: PixelSize(width: 800, height: 400))))
    func light(_ image: RGBAImage) -> Int { (0..<400).reduce(0) { $0 + Int(image[100, $1].red) } }
    #expect(light(full) < light(half) && light(half) < light(none))
  }

  @Test("has the same pixels, however the slide is cut into reads, and lies in one place on every level")
  func cutting() throws {
    let slide = Self.inked()
    let whole = try Self.read(slide)
    let part = try slide.read(level: 0, x: 300, y: 150, size: PixelSize(width: 60, height: 100))
    let same = (0..<100).allSatisfy { y in (0..<60).allSatisfy { part[$0, y] == whole[$0 + 300, y + 150] } }
    #expect(same)
    let small = try slide.read(level: 1, x: 0, y: 0, size: PixelSize(width: 200, height: 100))
    let aligned = (0..<100).allSatisfy { y in (0..<200).allSatisfy { small[$0, y] == whole[$0 * 4, y * 4] } }
    #expect(aligned)
  }

  @Test("takes the light of its colour: what a blue pen leaves is blue")
  func colours() throws {
    let slide = Self.inked(.blue)
    let image = try Self.read(slide)
    let row = try #require((0..<400).first { slide.isInked(x: 100, y: Double($0) - 20) })
    let pixel = image[100, row]
    #expect(pixel.blue > pixel.red)
    #expect(slide.description == Self.glass.description && slide.failedReads == 0)
  }
}
