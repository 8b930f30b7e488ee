import SurvivalStatistics
import Testing

@Suite("area under the receiver operating characteristic")
struct AreaUnderCurveTests {
  @Test("counts pairs of a positive and a negative, ties one half")
  func pairs() throws {
    // Positives 3, 2, 2 against negatives 2, 1: 1 + 1, 1/2 + 1, 1/2 + 1 of 6.
    let auc = try rocAUC(scores: [3, 2, 2, 2, 1], labels: [true, true, true, false, false])
    #expect(auc == 5.0 / 6)
  }
}
