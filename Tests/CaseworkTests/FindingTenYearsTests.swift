import Basics
import Casework
import Prognosis
import Testing

@Suite("A finding's probability at ten years, in the ledger")
struct FindingTenYearsTests {
  private func payload(_ finding: Finding) -> String {
    String(decoding: LedgerEvent.scored(finding).payload, as: UTF8.self)
  }

  private func finding(_ call: Call = .high) -> Finding {
    var finding = Example.finding(call: call)
    finding.probability10y = 0.125
    finding.interval10y = ProbabilityInterval(lower: 0.0625, upper: 0.25)
    return finding
  }

  @Test("is kept with its interval")
  func kept() throws {
    let event = LedgerEvent.scored(finding())
    #expect(try LedgerEvent(kind: .caseScored, payload: event.payload) == event)
    #expect(payload(finding()).contains(#""interval10y":{"lower":0.0625,"upper":0.25}"#))
    #expect(payload(finding()).contains(#""probability10y":0.125"#))
  }

  @Test("is no key of a finding that has none, so that what was written before stays as it is")
  func older() { #expect(!payload(Example.finding()).contains("10y")) }

  @Test("is not told of a finding without a call")
  func noCall() {
    #expect(finding().told.probability10y == 0.125)
    let told = finding(.noCall).told
    #expect(told.probability10y == nil && told.interval10y == nil)
  }
}
