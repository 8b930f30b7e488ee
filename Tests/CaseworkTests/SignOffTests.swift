import Casework
import Prognosis
import Testing

@Suite("A sign-off")
struct SignOffTests {
  private func make(_ draft: SignOffDraft, call: Call = .high, reviewer: String = "Ann Rey") throws -> SignOff {
    try SignOff.make(draft, finding: Example.finding(call: call), reviewer: reviewer, now: "2026-11-02T11:00:00Z")
  }

  @Test("that confirms takes over the model's call", arguments: Call.allCases)
  func confirm(call: Call) throws {
    let signOff = try make(
      SignOffDraft(decision: .confirm, finalCall: .low, reason: .other, comment: " ok "), call: call)
    #expect(
      signOff
        == SignOff(
          decision: .confirm, finalCall: call, reason: nil, comment: "ok", reviewer: "Ann Rey",
          signedAt: "2026-11-02T11:00:00Z", meaning: .reviewedAndConfirmed, findingID: "f-1"))
  }

  @Test("that overrides has its own call and reason")
  func override() throws {
    let signOff = try make(SignOffDraft(decision: .override, finalCall: .noCall, reason: .wrongRegion))
    #expect(signOff.finalCall == .noCall)
    #expect(signOff.reason == .wrongRegion)
    #expect(signOff.meaning == .reviewedAndReplaced)
  }

  @Test(
    "that breaks a rule is refused with that rule",
    arguments: [
      (SignOffDraft(), SignOffProblem.noDecision),
      (SignOffDraft(decision: .override), .noFinalCall),
      (SignOffDraft(decision: .override, finalCall: .high, reason: .wrongRegion), .sameCall(.high)),
      (SignOffDraft(decision: .override, finalCall: .low), .noReason),
      (
        SignOffDraft(decision: .override, finalCall: .low, reason: .other, comment: "\u{1B}\u{07} "), .noComment(.other)
      ),
      (
        SignOffDraft(decision: .confirm, comment: String(repeating: "é", count: 2001)),
        .commentTooLong(length: 2001, limit: 2000)
      ),
    ])
  func rules(draft: SignOffDraft, problem: SignOffProblem) {
    #expect(throws: problem) { try make(draft) }
  }

  @Test("needs a name")
  func name() {
    #expect(throws: SignOffProblem.noReviewer) { try make(SignOffDraft(decision: .confirm), reviewer: "\u{7} ") }
  }

  @Test("holds a comment of 2000 characters, without control characters")
  func comment() throws {
    let long = String(repeating: "x", count: 1996)
    #expect(
      try make(SignOffDraft(decision: .confirm, comment: long + "\u{1B}a\n\u{202E}\nb")).comment == long + "a  b")
  }
}
