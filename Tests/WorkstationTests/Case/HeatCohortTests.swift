import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("A heat map held to the tiles that the model was trained on")
struct HeatCohortTests {
  private static let cohort = TileCohort(
    name: "812 patients of metabric.csv", shares: [0, 1], attention: [0, 8], contribution: nil)

  private static func opened(_ cohort: TileCohort?) -> Bench {
    var bench = Bench(columns: 160, rows: 40, cases: [Sketch.high])
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles, cohort: cohort))
    return bench
  }

  private static func reference(_ bench: Bench) -> HeatReference? { bench.state.reading?.heat?.reference }

  @Test("% comes to them behind the case, and says whose they are; then the numbers are raw again")
  func offered() {
    var bench = Self.opened(Self.cohort)
    #expect(Self.reference(bench) == .wholeCase)
    bench.press("%")
    #expect(Self.reference(bench) == .cohort)
    #expect(
      bench.state.notice
        == "Held to the tiles that the model was trained on: those of 812 patients of metabric.csv.")
    bench.press("%")
    #expect(Self.reference(bench) == .raw)
  }

  @Test("% passes over them where the finding does not know them, or nothing of what is shown")
  func passedOver() {
    var none = Self.opened(nil)
    none.press("%")
    #expect(Self.reference(none) == .raw)
    var attentionAlone = Self.opened(Self.cohort)
    attentionAlone.press("A", "%", "%", "%")
    #expect(Self.reference(attentionAlone) == .raw, "raw, the slide, the case, and raw again")
  }

  @Test("a newer finding that does not know them is held to what is usual")
  func lost() {
    var bench = Self.opened(Self.cohort)
    bench.press("%")
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    #expect(Self.reference(bench) == .wholeCase)
  }

  private static func legend(_ shown: HeatShown, isNowhere: Bool = false, columns: Int) -> String {
    var legend = HeatLegend(
      quantity: .attention, colors: [RGB(0, 0, 0), RGB(255, 255, 0)], lowest: 0, highest: 100, reference: .cohort)
    (legend.cohort, legend.isNowhere, legend.share) = ("812 patients of metabric.csv", isNowhere, 10)
    legend.lines = [HeatLegend.ContourLine(share: 10, high: RGB(255, 255, 0), low: RGB(0, 0, 0))]
    return HeatLegendLine(legend, of: shown, theme: .dark, opacity: 50, highest: 10).line(columns: columns).text
  }

  @Test("the legend names them where it has room, and says it where no tile stands out")
  func legend() {
    #expect(
      Self.legend(.outlines, columns: 90)
        == "attention, not risk  ▢ highest 10 % of the tiles of 812 patients of metabric.csv")
    #expect(
      Self.legend(.outlines, isNowhere: true, columns: 60) == "attention, not risk  ▢ top 10 % of cohort: none here")
    #expect(
      Self.legend(.dimmed, columns: 90)
        == "attention, not risk  bright: highest 10 % of the tiles of 812 patients of metabric.csv")
    #expect(
      Self.legend(.colours, columns: 120).hasSuffix(
        " 100 percentile of the tiles of 812 patients of metabric.csv  at 50 %"))
    #expect(Self.legend(.colours, columns: 60).contains(" % of cohort"))
  }
}
