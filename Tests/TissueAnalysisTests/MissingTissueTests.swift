import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

/// Holes of the scan among tissue, and what scanners leave out.
@Suite("Tissue that a survey could not see")
struct MissingTissueTests {
  /// Tissue of 280 x 280 px in glass of 420 x 420: one square of 112 um is 14 px.
  private func drawing() -> TissueDrawing {
    var drawing = TissueDrawing(width: 420, height: 420)
    drawing.paint(70..<350, 70..<350, TissueDrawing.eosin, grain: 24)
    drawing.paint(140..<280, 140..<280, TissueDrawing.hematoxylin, grain: 24)
    return drawing
  }

  @Test("is none where the whole slide was scanned")
  func whole() throws {
    let survey = try drawing().survey()
    #expect(survey.missingMM2 == 0)
    #expect(!survey.kinds.contains(.unreadableRegions))
  }

  @Test("is the hole within it, and flagged with its area")
  func hole() throws {
    var drawing = drawing()
    drawing.clear(140..<210, 140..<224)
    let survey = try drawing.survey()
    // 70 x 84 px of 8 um.
    #expect(abs(survey.missingMM2 - 70 * 84 * 64e-6) < 0.03)
    #expect(survey.kinds.contains(.unreadableRegions))
  }

  @Test("is a part that a program filled with white, where the glass is darker than that")
  func filled() throws {
    var drawing = TissueDrawing(width: 420, height: 420)
    drawing.paint(0..<420, 0..<420, (243, 242, 244), grain: 2)
    drawing.paint(70..<350, 70..<350, TissueDrawing.eosin, grain: 24)
    drawing.paint(140..<210, 140..<224, (255, 255, 255), grain: 0)
    #expect(abs(try drawing.survey().missingMM2 - 70 * 84 * 64e-6) < 0.03)
    var bright = TissueDrawing(width: 420, height: 420, background: (255, 255, 255))
    bright.paint(70..<350, 70..<350, TissueDrawing.eosin, grain: 24)
    bright.paint(140..<210, 140..<224, (255, 255, 255), grain: 0)
    #expect(try bright.survey().missingMM2 == 0)
  }

  @Test("is none beside glass that was never scanned: a sparse scan")
  func sparse() throws {
    var drawing = drawing()
    drawing.clear(0..<420, 0..<42)
    drawing.clear(0..<42, 0..<420)
    drawing.clear(378..<420, 0..<420)
    let survey = try drawing.survey()
    #expect(survey.missingMM2 == 0)
    #expect(!survey.kinds.contains(.unreadableRegions))
  }

  @Test("reaches a few squares beyond the edge of a scan that cuts it, not to the end of the slide")
  func cut() throws {
    var drawing = TissueDrawing(width: 840, height: 420)
    drawing.paint(70..<280, 70..<350, TissueDrawing.eosin, grain: 24)
    drawing.paint(140..<280, 140..<280, TissueDrawing.hematoxylin, grain: 24)
    drawing.clear(280..<840, 0..<420)
    let survey = try drawing.survey()
    #expect(survey.missingMM2 > 0)
    #expect(survey.missingMM2 < 4.5 * 22 * 0.112 * 0.112)
  }

  @Test("is what no level could give, wherever it lies among tissue")
  func damaged() throws {
    let slide = PatchySlide(drawing().slide, damaged: SlideRegion(x: 144, y: 144, width: 64, height: 80))
    let survey = try TissueSurvey.survey(of: slide, mpp: try #require(MicronsPerPixel(x: 8, y: 8)))
    #expect(survey.unreadableRegions > 0)
    #expect(survey.missingMM2 > 0.2)
  }
}

/// Tiles that come back without an error and are not the tissue that was seen.
@Suite("A tile that is not what the survey saw")
struct TileReadabilityTests {
  private let mpp = MicronsPerPixel(x: 8, y: 8)

  private func tissue() -> TissueDrawing {
    var drawing = TissueDrawing(width: 56, height: 14)
    drawing.paint(0..<56, 0..<14, TissueDrawing.eosin, grain: 24)
    return drawing
  }

  private func plan(_ slide: some SlideSource, tissue: @escaping (Int, Int) -> Bool = { _, _ in true }) throws
    -> TilePlan
  {
    let mask = TissueMask(
      size: PixelSize(width: 56, height: 14), micronsPerPixel: 8, level0PerPixel: 1,
      tissue: (0..<(56 * 14)).map { tissue($0 % 56, $0 / 56) })
    return TilePlan(mask: mask, slide: slide.description, mpp: try #require(mpp), pixels: 14)
  }

  @Test("is unreadable where it is transparent, black or middle grey", arguments: [(0, 0), (0, 255), (128, 255)])
  func empty(gray: UInt8, alpha: UInt8) throws {
    var drawing = tissue()
    for y in 0..<14 { for x in 14..<20 { drawing.image[x, y] = (gray, gray, gray, alpha) } }
    let slide = drawing.slide
    #expect(TileEncoding.unreadable(try plan(slide), slide: slide) == 1)
    let tiles = TileEncoding.encode(try plan(slide), slide: slide, encoder: Width(), workers: 2)
    #expect(tiles.unreadable == 1)
    #expect(tiles.sites.map(\.x) == [0, 28, 42])
  }

  @Test("is read where the survey saw no tissue in what is missing: the edge of a scan")
  func edge() throws {
    var drawing = tissue()
    drawing.clear(0..<4, 0..<14)
    let slide = drawing.slide
    #expect(TileEncoding.unreadable(try plan(slide) { x, _ in x >= 4 }, slide: slide) == 0)
  }

  @Test("is unreadable where another level of the slide shows something else")
  func garbage() throws {
    var fine = RGBAImage(size: PixelSize(width: 448, height: 112), filledWith: (220, 150, 190, 255))
    let coarse = RGBAImage(size: PixelSize(width: 112, height: 28), filledWith: (220, 150, 190, 255))
    for y in 0..<112 { for x in 112..<140 { fine[x, y] = (120, 200, 60, 255) } }
    let slide = MemorySlide(levels: [fine, coarse], mpp: MicronsPerPixel(x: 1, y: 1))
    let mask = TissueMask(
      size: PixelSize(width: 56, height: 14), micronsPerPixel: 8, level0PerPixel: 8,
      tissue: [Bool](repeating: true, count: 56 * 14))
    let plan = TilePlan(
      mask: mask, slide: slide.description, mpp: try #require(MicronsPerPixel(x: 1, y: 1)), pixels: 112)
    #expect(plan.sites.count == 4 && plan.level == 0)
    let tiles = TileEncoding.encode(plan, slide: slide, encoder: Width(pixels: 112), workers: 1)
    #expect(tiles.sites.map(\.x) == [0, 224, 336])
  }
}

/// Says how wide a tile is.
private struct Width: TileEncoder {
  var name: String { "width" }
  var mpp: Double { 8 }
  var pixels = 14
  var tilePixels: Int { pixels }
  var featureCount: Int { 1 }
  func encode(_ tiles: [RGBAImage]) -> [Float] { tiles.map { Float($0.width) } }
}
