import Casework
import Labels
import Microscopy
import Testing

@Suite("The words of judged and measured tiles")
struct TileLabelsTests {
  private func tiles(_ verdicts: TileVerdict...) -> [JudgedTile] {
    verdicts.map { JudgedTile(place: TissueSquare(slide: 0, x: 0, y: 0, side: 448), verdict: $0) }
  }

  @Test("count what was verified and what was questioned")
  func judged() {
    #expect(tiles().phrase == nil)
    #expect(tiles(.verified).phrase == "1 tile verified")
    #expect(tiles(.questioned, .questioned).phrase == "2 tiles questioned")
    #expect(tiles(.questioned, .verified, .verified).phrase == "2 tiles verified, 1 questioned")
  }

  @Test("say where a measurement stands, in the cohort first")
  func measured() {
    func phrase(_ inCase: Double?, _ inCohort: Double?) -> String {
      MeasureStanding(name: "area_q50", inCase: inCase, inCohort: inCohort).phrase(.shell)
    }
    #expect(phrase(2.14, 1.8) == "median nuclear area 1.8 SD above the cohort, 2.1 above the case")
    #expect(phrase(-0.5, 1) == "median nuclear area 1.0 SD above the cohort, 0.5 below the case")
    #expect(phrase(-0.5, nil) == "median nuclear area 0.5 SD below the case")
    #expect(phrase(nil, nil) == "median nuclear area the same in all tiles")
  }

  @Test("give a measurement that they do not know its own name")
  func unknown() { #expect(MeasureStanding.words(of: "somebody_else") == "somebody_else") }
}
