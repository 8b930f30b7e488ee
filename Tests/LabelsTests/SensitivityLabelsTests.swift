import Casework
import Labels
import Prognosis
import Testing

@Suite("The words of what a call hangs on")
struct SensitivityLabelsTests {
  private func turn(_ covariate: Covariate, _ measured: Double, _ turnsAt: Double, isOutside: Bool = false) -> CallTurn
  {
    CallTurn(
      covariate: covariate, measured: measured, turnsAt: turnsAt, call: .low, distance: 0.1,
      isOutsideTraining: isOutside)
  }

  @Test("name the value, where the call turns and what was measured, in the unit of the clinic")
  func phrases() {
    #expect(turn(.ki67Tens, 13, 12).phrase() == "sensitive to Ki-67: turns at 12 %, measured 13 %")
    #expect(turn(.tumourSizeMM, 20.5, 18).phrase() == "sensitive to tumour size: turns at 18 mm, measured 20.5 mm")
    #expect(turn(.grade3, 3, 2).phrase() == "sensitive to grade: turns at 2, given 3")
    #expect(
      turn(.slideScore, 0.1, -0.44).phrase(.shell) == "sensitive to slide score: turns at -0.44, measured 0.10")
    #expect(
      turn(.positiveNodes, 1, 30, isOutside: true).phrase()
        == "sensitive to invaded nodes: turns at 30, beyond what the training saw, given 1")
  }

  @Test("take the nearest, say where nothing turns the call, and say nothing where it is not known or there is no call")
  func finding() {
    var finding = Finding(
      id: "f", model: ModelIdentity(name: "m", version: "1", digest: "d", demonstration: true, threshold: 0.05),
      software: "s", computedAt: "T", tiles: 200, tilesAvailable: 200, tissueMM2: 2, call: .high)
    #expect(finding.hangsPhrase() == nil)
    finding.turns = []
    #expect(finding.hangsPhrase() == "no single value turns the call")
    finding.turns = [turn(.ki67Tens, 13, 12), turn(.grade3, 3, 2)]
    #expect(finding.hangsPhrase() == "sensitive to Ki-67: turns at 12 %, measured 13 %")
    finding.call = .noCall
    #expect(finding.hangsPhrase() == nil)
  }
}
