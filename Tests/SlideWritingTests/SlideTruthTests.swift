import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideWriting

@Suite("The truth of a simulated slide")
struct SlideTruthTests {
  private static let slide = SimulatedSlide(
    SlideRecipe(
      seed: 12, size: PixelSize(width: 1344, height: 1120), tumourFraction: 0.5, highGradeFraction: 0.3,
      lymphocyteFraction: 0))

  @Test("the tumour's share of the tissue and the grade 3 share of the tumour are those of the recipe")
  func shares() {
    let labels = TissueLabels(anatomy: Self.slide.anatomy, size: Self.slide.recipe.size).labels
    let tissue = labels.filter { $0 != .glass }.count
    let tumour = labels.filter { $0.grade != nil }.count
    let highGrade = labels.filter { $0.grade == 3 }.count
    #expect(abs(Double(highGrade) / Double(tumour) - 0.3) < 0.03)
    // Tumour keeps 20 um from the border of the section.
    #expect(abs(Double(tumour) / Double(tissue) - 0.5) < 0.08)
  }

  @Test("tiles stand on a grid from (0, 0) and none is cut by the border")
  func grid() {
    let tiles = Self.slide.tileFractions()
    #expect(tiles.count == 6 * 5)
    #expect(tiles.first.map { [$0.x, $0.y, $0.side] } == [0, 0, 224])
    #expect(tiles.last.map { [$0.x, $0.y, $0.side] } == [1120, 896, 224])
    #expect(tiles.allSatisfy { $0.highGrade <= $0.tumour && $0.tumour <= $0.tissue && $0.tissue <= 1 })
    #expect(tiles.contains { $0.highGrade > 0.3 })
    #expect(tiles.contains { $0.tumour > 0.3 && $0.highGrade == 0 })
  }

  @Test("nuclei of a region are those of the whole slide that lie in it")
  func nucleiOfRegion() {
    let part = Self.slide.nuclei(in: SlideRegion(x: 500, y: 480, width: 200, height: 150))
    let whole = Self.slide.nuclei(in: SlideRegion(whole: Self.slide.recipe.size))
    let inside = whole.filter { $0.x >= 500 && $0.x < 700 && $0.y >= 480 && $0.y < 630 }
    #expect(!part.isEmpty)
    #expect(Set(part) == Set(inside))
  }

  @Test("the GeoJSON is one, with closed rings, and the same bytes each time")
  func geoJSON() throws {
    let truth = Self.slide.truth
    let bytes = truth.geoJSON()
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let features = try #require(object?["features"] as? [[String: Any]])
    #expect(object?["type"] as? String == "FeatureCollection")
    #expect(features.count == truth.regions.count + truth.nuclei.count)
    let kinds = features.compactMap { ($0["properties"] as? [String: Any])?["objectType"] as? String }
    #expect(kinds.filter { $0 == "annotation" }.count == truth.regions.count)
    #expect(truth.regions.allSatisfy { $0.rings.allSatisfy { $0.count > 4 && $0.first == $0.last } })
    #expect(bytes == Self.slide.truth.geoJSON())
  }

  @Test("the area that a region's rings enclose is its area, holes taken out")
  func ringAreas() {
    for region in Self.slide.truth.regions {
      let enclosed = region.rings.map(Self.area).reduce(0, +) / 4
      // The corners of the squares are cut off, an eighth of a square each.
      #expect(abs(enclosed - region.area) < 0.3 * region.area + 200, "\(region.label)")
    }
  }

  /// The shoelace formula, positive for outlines and negative for holes, in px2.
  private static func area(_ ring: [SIMD2<Double>]) -> Double {
    zip(ring, ring.dropFirst()).map { $0.x * $1.y - $1.x * $0.y }.reduce(0, +) / 2
  }
}
