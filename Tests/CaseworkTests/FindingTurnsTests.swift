import Basics
import Casework
import Prognosis
import Testing

@Suite("What a finding's call hangs on, in the ledger")
struct FindingTurnsTests {
  private func payload(_ finding: Finding) -> String {
    String(decoding: LedgerEvent.scored(finding).payload, as: UTF8.self)
  }

  @Test("is kept with the finding, and the same where nothing turns the call")
  func kept() throws {
    let turn = CallTurn(
      covariate: .ki67Tens, measured: 13, turnsAt: 12, call: .low, distance: 0.02, isOutsideTraining: false)
    for turns in [[turn], []] {
      var finding = Example.finding()
      finding.turns = turns
      let event = LedgerEvent.scored(finding)
      #expect(try LedgerEvent(kind: .caseScored, payload: event.payload) == event)
      #expect(payload(finding).contains(#""hangsOn":{"turns":["#))
    }
  }

  @Test("is no key of a finding that does not know it, so that what was written before stays as it is")
  func older() {
    #expect(!payload(Example.finding()).contains("hangsOn"))
  }

  @Test("is not told of a finding without a call")
  func noCall() {
    var finding = Example.finding(call: .noCall)
    finding.turns = []
    #expect(finding.told.turns == nil)
  }
}
