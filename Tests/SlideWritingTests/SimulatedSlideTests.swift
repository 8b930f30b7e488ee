import Basics
import Microscopy
import Testing

@testable import SlideWriting

@Suite("Simulated slides")
struct SimulatedSlideTests {
  /// Small, but with tumour of all grades, fat and glands.
  static let recipe = SlideRecipe(
    seed: 3, size: PixelSize(width: 640, height: 608), tumourFraction: 0.6, highGradeFraction: 0.4, tissueExtent: 1)

  @Test("a region has the same pixels, however the slide is cut into reads")
  func cutting() throws {
    let whole = try SimulatedSlide(Self.recipe).read(level: 0, x: 200, y: 180, size: PixelSize(width: 130, height: 90))
    let part = try SimulatedSlide(Self.recipe).read(level: 0, x: 250, y: 210, size: PixelSize(width: 60, height: 50))
    let same = (0..<50).allSatisfy { y in (0..<60).allSatisfy { part[$0, y] == whole[$0 + 50, y + 30] } }
    #expect(same)
  }

  @Test("the blur of an unfocused slide does not depend on the cut either")
  func cuttingSoft() throws {
    var recipe = Self.recipe
    recipe.focus = .soft
    let whole = try SimulatedSlide(recipe).read(level: 0, x: 300, y: 300, size: PixelSize(width: 50, height: 40))
    let part = try SimulatedSlide(recipe).read(level: 0, x: 320, y: 310, size: PixelSize(width: 20, height: 20))
    let same = (0..<20).allSatisfy { y in (0..<20).allSatisfy { part[$0, y] == whole[$0 + 20, y + 10] } }
    #expect(same)
  }

  @Test("beyond the slide pixels are transparent, on it opaque")
  func outside() throws {
    let image = try SimulatedSlide(Self.recipe).read(level: 0, x: -4, y: -2, size: PixelSize(width: 8, height: 4))
    #expect(image[3, 3].alpha == 0)
    #expect(image[4, 1].alpha == 0)
    #expect(image[4, 2].alpha == 255)
  }

  @Test("a level or a size that does not exist is refused")
  func refusals() {
    let slide = SimulatedSlide(Self.recipe)
    #expect(throws: SlideReadFailure.noSuchLevel(1)) {
      try slide.read(level: 1, x: 0, y: 0, size: PixelSize(width: 1, height: 1))
    }
    #expect(throws: SlideReadFailure.tooLarge(pixels: 1 << 26, limit: 1 << 24)) {
      try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 1 << 13, height: 1 << 13))
    }
  }

  @Test("nuclei are dark where the truth has them, and glass is glass")
  func darkNuclei() throws {
    let slide = SimulatedSlide(Self.recipe)
    let region = SlideRegion(x: 240, y: 240, width: 160, height: 120)
    let image = try slide.read(level: 0, x: 240, y: 240, size: PixelSize(width: 160, height: 120))
    let reds = slide.nuclei(in: region).map { Int(image[Int($0.x) - 240, Int($0.y) - 240].red) }
    #expect(reds.count > 10)
    #expect(reds.filter { $0 < 165 }.count * 20 >= reds.count * 19)
    let corner = try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 4, height: 4))
    #expect(corner[1, 1].red > 225 && corner[1, 1].green > 225)
  }

  @Test("higher grades have larger nuclei of more varied size")
  func gradesDiffer() {
    var recipe = Self.recipe
    recipe.size = PixelSize(width: 1100, height: 1000)
    let nuclei = SimulatedSlide(recipe).nuclei(in: SlideRegion(whole: recipe.size))
    let radii = { (kind: NucleusClass) in
      nuclei.filter { $0.kind == kind }.map { Double(($0.longRadius * $0.shortRadius).squareRoot()) }
    }
    let (low, high) = (Moments(radii(.tumourGrade1)), Moments(radii(.tumourGrade3)))
    #expect((6.5...8).contains(low.mean))
    #expect((11...14).contains(high.mean))
    #expect(high.deviation / high.mean > 1.5 * low.deviation / low.mean)
  }

  @Test("a green pen is green")
  func pen() throws {
    var recipe = Self.recipe
    recipe.pen = .green
    recipe.size = PixelSize(width: 160, height: 160)
    let image = try SimulatedSlide(recipe).read(level: 0, x: 0, y: 0, size: recipe.size)
    let green = (0..<(160 * 160)).filter {
      Int(image.pixels[$0 * 4 + 1]) > Int(image.pixels[$0 * 4]) + 40
    }
    #expect(green.count > 200)
  }
}

/// Mean and standard deviation.
private struct Moments {
  let mean: Double
  let deviation: Double

  init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    self.mean = mean
    let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    deviation = (squares / Double(max(1, values.count))).squareRoot()
  }
}
