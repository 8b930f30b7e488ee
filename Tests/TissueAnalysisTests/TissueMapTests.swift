import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("What each place of a slide is to a finding")
struct TissueMapTests {
  private let mpp = MicronsPerPixel(x: 8, y: 8)

  /// Tiles of 112 um are 14 px here. Tissue begins 8 px before a tile that is full of it; beside it lie a speck and a
  /// pen mark.
  private static let drawing: TissueDrawing = {
    var drawing = TissueDrawing(width: 168, height: 112)
    drawing.paint(20..<84, 20..<70, TissueDrawing.eosin)
    drawing.paint(110..<126, 10..<26, TissueDrawing.eosin)
    drawing.paint(110..<140, 50..<90, TissueDrawing.greenInk)
    return drawing
  }()

  private func survey() throws -> (survey: TissueSurvey, plan: TilePlan) {
    let mpp = try #require(mpp)
    let survey = try TissueSurvey.survey(of: Self.drawing.slide, mpp: mpp)
    return (survey, TilePlan(mask: survey.mask, slide: Self.drawing.slide.description, mpp: mpp))
  }

  private func place(_ x: Int, _ y: Int, of map: TissueMap) -> TissuePlace { map.places[y * map.size.width + x] }

  @Test("is tissue, glass, pen, an object too small, or tissue where the tiles have too little of it")
  func slide() throws {
    let (survey, plan) = try survey()
    let map = survey.map(plan)
    #expect(place(40, 40, of: map) == .tissue)
    #expect(place(4, 4, of: map) == .glass)
    #expect(place(24, 40, of: map) == .tooLittle && place(40, 24, of: map) == .tooLittle)
    #expect(place(118, 18, of: map) == .tooSmall)
    #expect(place(125, 70, of: map) == .pen && place(107, 70, of: map) == .pen, "with its rim")
  }

  @Test("adds up to the tissue of the mask")
  func areas() throws {
    let (survey, plan) = try survey()
    let areas = survey.map(plan).areasMM2
    let tissue = areas.filter { $0.key.isTissue }.reduce(0) { $0 + $1.value }
    #expect(abs(tissue - survey.mask.areaMM2) < 1e-9 && tissue > 0.15)
    #expect(areas[.unread] == nil && areas[.leftOut] == nil && areas[.unreadable] == nil)
  }

  @Test("follows from a finding: what it did not read, and what is none of its tiles")
  func finding() throws {
    let (survey, plan) = try survey()
    let sites = plan.sites
    try #require(sites.count > 2)
    let map = survey.map(plan, of: FindingTiles(read: Array(sites.dropFirst(2)), unread: [sites[0]]))
    let middle = { (site: TileSite) in place(site.x + site.side / 2, site.y + site.side / 2, of: map) }
    #expect(middle(sites[0]) == .unread && middle(sites[1]) == .leftOut && middle(sites[2]) == .tissue)
    #expect(map.areasMM2[.tooLittle] == survey.map(plan).areasMM2[.tooLittle])
  }

  @Test("is unreadable where no level gives it")
  func unreadable() throws {
    let mpp = try #require(mpp)
    var drawing = TissueDrawing(width: 420, height: 420)
    drawing.paint(70..<350, 70..<350, TissueDrawing.eosin, grain: 24)
    let slide = PatchySlide(drawing.slide, damaged: SlideRegion(x: 144, y: 144, width: 64, height: 80))
    let survey = try TissueSurvey.survey(of: slide, mpp: mpp)
    let map = survey.map(TilePlan(mask: survey.mask, slide: slide.description, mpp: mpp))
    #expect(place(176, 184, of: map) == .unreadable)
    #expect(place(330, 330, of: map).isTissue)
  }
}
