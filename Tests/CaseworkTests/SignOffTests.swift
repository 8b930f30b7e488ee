import Casework
import Prognosis
import Testing

@Suite("A sign-off")
struct SignOffTests {
  private func make(_ draft: SignOffDraft, call: Call = .high, reviewer: String = "Ann Rey") throws -> SignOff {
    try SignOff.make(draft, finding: Example.finding(call: call), reviewer: reviewer, now: "2026-11-02T11:00:00Z")
  }

  @Test("what is signed follows from the reader's own call and the model's")
  func decision() {
    #expect(Decision(ownCall: .high, modelCall: .high) == .confirm)
    #expect(Decision(ownCall: .low, modelCall: .low) == .confirm)
    #expect(Decision(ownCall: .low, modelCall: .high) == .override)
    #expect(Decision(ownCall: .high, modelCall: .low) == .override)
    #expect(Decision(ownCall: .high, modelCall: .noCall) == .assess)
  }

  @Test("that confirms has the reader's own call, which is the model's, and no reason", arguments: [Call.high, .low])
  func confirm(call: Call) throws {
    let draft = SignOffDraft(
      decision: .confirm, finalCall: call, reason: .override(.other), comment: " ok ", shown: .every)
    #expect(
      try make(draft, call: call)
        == SignOff(
          decision: .confirm, finalCall: call, reason: nil, comment: "ok", reviewer: "Ann Rey",
          signedAt: "2026-11-02T11:00:00Z", meaning: .resultConfirmed, shown: .every, findingID: "f-1"))
  }

  @Test("that overrides has its own call and reason")
  func override() throws {
    let draft = SignOffDraft(decision: .override, finalCall: .low, reason: .override(.wrongRegion))
    let signOff = try make(draft)
    #expect(signOff.finalCall == .low)
    #expect(signOff.reason == .override(.wrongRegion))
    #expect(signOff.meaning == .resultReplaced)
  }

  @Test("of a refusal acknowledges that there is no call, and confirms none")
  func acknowledge() throws {
    let signOff = try make(SignOffDraft(decision: .acknowledge, finalCall: .high), call: .noCall)
    #expect(signOff.finalCall == .noCall)
    #expect(signOff.meaning == .refusalAcknowledged)
  }

  @Test("of a refusal can be the reader's own assessment, which is called so")
  func assess() throws {
    let signOff = try make(SignOffDraft(decision: .assess, finalCall: .high), call: .noCall)
    #expect(signOff.finalCall == .high)
    #expect(signOff.decision == .assess)
    #expect(signOff.meaning == .ownAssessment)
  }

  @Test("that defers or rejects leaves no call, of a call and of a refusal", arguments: [Call.high, .noCall])
  func withoutCall(model: Call) throws {
    let deferred = try make(
      SignOffDraft(decision: .defer, finalCall: .high, reason: .deferral(.rescan)), call: model)
    #expect(deferred.finalCall == nil)
    #expect(deferred.meaning == .callDeferred)
    let rejected = try make(SignOffDraft(decision: .reject, reason: .rejection(.quality)), call: model)
    #expect(rejected.finalCall == nil)
    #expect(rejected.meaning == .slideRejected)
  }

  @Test(
    "that breaks a rule is refused with that rule",
    arguments: [
      (SignOffDraft(), SignOffProblem.noDecision),
      (SignOffDraft(decision: .confirm), .noFinalCall),
      (SignOffDraft(decision: .confirm, finalCall: .noCall), .noFinalCall),
      (SignOffDraft(decision: .confirm, finalCall: .low), .otherCall(own: .low, model: .high)),
      (SignOffDraft(decision: .override), .noFinalCall),
      (SignOffDraft(decision: .override, finalCall: .noCall, reason: .override(.wrongRegion)), .noFinalCall),
      (SignOffDraft(decision: .override, finalCall: .high, reason: .override(.wrongRegion)), .sameCall(.high)),
      (SignOffDraft(decision: .override, finalCall: .low), .noReason(.override)),
      (
        SignOffDraft(decision: .override, finalCall: .low, reason: .deferral(.rescan)),
        .otherReason(code: "rescan", .override)
      ),
      (
        SignOffDraft(decision: .override, finalCall: .low, reason: .override(.other), comment: "\u{1B}\u{07} "),
        .noComment(.override(.other))
      ),
      (SignOffDraft(decision: .defer), .noReason(.defer)),
      (SignOffDraft(decision: .defer, reason: .deferral(.other)), .noComment(.deferral(.other))),
      (
        SignOffDraft(decision: .defer, reason: .deferral(.other), comment: "\u{200B} \u{2060}"),
        .noComment(.deferral(.other))
      ),
      (SignOffDraft(decision: .reject), .noReason(.reject)),
      (SignOffDraft(decision: .reject, reason: .rejection(.other)), .noComment(.rejection(.other))),
      (SignOffDraft(decision: .acknowledge), .modelCallStands(.acknowledge)),
      (SignOffDraft(decision: .assess, finalCall: .low), .modelCallStands(.assess)),
      (
        SignOffDraft(decision: .confirm, finalCall: .high, comment: String(repeating: "é", count: 2001)),
        .commentTooLong(length: 2001, limit: 2000)
      ),
    ])
  func rules(draft: SignOffDraft, problem: SignOffProblem) {
    #expect(throws: problem) { try make(draft) }
  }

  @Test("confirms and overrides nothing where the model makes no call", arguments: [Decision.confirm, .override])
  func refusal(decision: Decision) {
    let draft = SignOffDraft(decision: decision, finalCall: .high, reason: .override(.wrongRegion))
    #expect(throws: SignOffProblem.noModelCall(decision)) { try make(draft, call: .noCall) }
    #expect(throws: SignOffProblem.noFinalCall) { try make(SignOffDraft(decision: .assess), call: .noCall) }
  }

  @Test("needs a name")
  func name() {
    let draft = SignOffDraft(decision: .confirm, finalCall: .high)
    #expect(throws: SignOffProblem.noReviewer) { try make(draft, reviewer: "\u{7} ") }
  }

  @Test("holds a comment of 2000 characters, without control characters")
  func comment() throws {
    let long = String(repeating: "x", count: 1996)
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: long + "\u{1B}a\n\u{202E}\nb")
    #expect(try make(draft).comment == long + "a  b")
  }

  @Test("keeps letters of several scalars: composed where there is one scalar for them, whole where there is none")
  func marks() throws {
    let typed = "e\u{301} क्षि 👩\u{200D}🔬 می\u{200C}خواهم"
    let comment = try make(SignOffDraft(decision: .confirm, finalCall: .high, comment: typed)).comment
    #expect(Array(comment.unicodeScalars) == Array("\u{E9} क्षि 👩\u{200D}🔬 می\u{200C}خواهم".unicodeScalars))
    let full = SignOffDraft(
      decision: .confirm, finalCall: .high, comment: String(repeating: "e\u{301}", count: SignOff.commentLimit))
    #expect(try make(full).comment.unicodeScalars.count == SignOff.commentLimit)
  }

  @Test("reads back as it was written, whatever was signed, with a laboratory's own reason and what was not shown")
  func roundTrip() throws {
    let own = LaboratoryReason(code: "slow-fixation", label: "slow fixation", needsComment: true)
    let drafts: [(SignOffDraft, Call)] = [
      (SignOffDraft(decision: .confirm, finalCall: .high, shown: .allBut(["B.svs"])), .high),
      (SignOffDraft(decision: .override, finalCall: .low, reason: .laboratory(own), comment: "x"), .high),
      (SignOffDraft(decision: .acknowledge, shown: .noPicture), .noCall),
      (SignOffDraft(decision: .assess, finalCall: .low), .noCall),
      (SignOffDraft(decision: .defer, reason: .deferral(.secondOpinion), shown: .every), .low),
      (SignOffDraft(decision: .reject, reason: .rejection(.wrongSpecimen)), .noCall),
    ]
    for (draft, call) in drafts {
      let event = LedgerEvent.signed(try make(draft, call: call))
      #expect(try LedgerEvent(kind: .signed, payload: event.payload) == event)
      #expect(try SignOffDraft(parsing: draft.canonicalBytes) == draft)
    }
  }

  @Test("of before, which held neither what was shown nor a call of one's own, still reads")
  func earlier() throws {
    let payload =
      #"{"comment":"","decision":"confirm","finalCall":"no-call","findingID":"finding:f-1","#
      + #""meaning":"reviewed-and-confirmed","reason":null,"reviewer":"Ann","signedAt":"2026-11-02T11:00:00Z"}"#
    let event = try LedgerEvent(kind: .signed, payload: Array(payload.utf8))
    let expected = SignOff(
      decision: .confirm, finalCall: .noCall, reason: nil, comment: "", reviewer: "Ann",
      signedAt: "2026-11-02T11:00:00Z", meaning: .reviewedAndConfirmed, findingID: "f-1")
    #expect(event == .signed(expected))
  }

  @Test("has reasons that a laboratory adds; one that it retired is not offered, and stays readable")
  func laboratoryReasons() throws {
    let (slow, thick) = (
      LaboratoryReason(code: "slow", label: "slow"), LaboratoryReason(code: "thick", label: "thick")
    )
    let list = ReasonList(own: [
      .init(decision: .override, reason: slow), .init(decision: .override, reason: thick, isRetired: true),
    ])
    #expect(list.offered(for: .override) == SignOffReason.builtIn(for: .override) + [.laboratory(slow)])
    #expect(list.offered(for: .defer) == SignOffReason.builtIn(for: .defer))
    #expect(list.reason(code: "thick", of: .override) == nil)
    #expect(list.reason(code: "rescan", of: .defer) == .deferral(.rescan))
    let old = LedgerEvent.signed(
      try make(SignOffDraft(decision: .override, finalCall: .low, reason: .laboratory(thick))))
    guard case .signed(let read) = try LedgerEvent(kind: .signed, payload: old.payload) else { throw Example.Missing() }
    #expect(read.reason == .laboratory(thick))
  }
}

@Suite("A case that was put off or whose slide was rejected")
struct DeferredCaseTests {
  private func signed(_ draft: SignOffDraft, finding: String = "f-1") throws -> LedgerEvent {
    .signed(
      try SignOff.make(
        draft, finding: Example.finding(finding), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z"))
  }

  private func apply(_ events: [LedgerEvent]) throws -> CaseFile {
    var file: CaseFile?
    for event in events { file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: "d") }
    return try #require(file)
  }

  private func opened() throws -> [LedgerEvent] {
    [.registered(try Example.record()), .scored(Example.finding()), .reviewOpened(reviewer: "Ann Rey")]
  }

  private static let rescan = SignOffDraft(decision: .defer, reason: .deferral(.rescan))

  @Test("goes back to the queue as to do, takes a new finding in place of the old, and is opened and signed again")
  func deferred() throws {
    let put = try opened() + [try signed(Self.rescan)]
    let file = try apply(put)
    #expect(file.status == .deferred)
    #expect(file.status.stage == .scored)
    #expect(file.signOff?.decision == .defer)
    #expect(file.closingSignOff == nil)
    let scored = put + [.scored(Example.finding("f-2"))]
    #expect(try apply(scored).finding?.id == "f-2")
    #expect(try apply(scored).newerFinding == nil)
    let confirmed = SignOffDraft(decision: .confirm, finalCall: .high)
    let closed = try apply(scored + [.reviewOpened(reviewer: "Ann Rey"), try signed(confirmed, finding: "f-2")])
    #expect(closed.status == .signed)
    #expect(closed.closingSignOff?.decision == .confirm)
  }

  @Test("is not signed again before somebody opens it")
  func unopened() throws {
    #expect(throws: TransitionProblem.signOff(.notInReview)) {
      try apply(try opened() + [try signed(Self.rescan), try signed(Self.rescan)])
    }
  }

  @Test("is closed where its slide was rejected: a later finding stands beside, and nothing more is signed")
  func rejected() throws {
    let events = try opened() + [try signed(SignOffDraft(decision: .reject, reason: .rejection(.quality)))]
    let file = try apply(events + [.scored(Example.finding("f-2"))])
    #expect(file.status == .rejected)
    #expect(file.status.stage == .signed)
    #expect(file.finding?.id == "f-1")
    #expect(file.newerFinding?.id == "f-2")
    let again = TransitionProblem.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z"))
    #expect(throws: again) { try apply(events + [.reviewOpened(reviewer: "Ann Rey")]) }
  }

  @Test("is found by what was signed, and stands between the scored and the signed ones")
  func listed() throws {
    let file = try apply(try opened() + [try signed(Self.rescan)])
    #expect(CaseQuery(words: ["deferred"]).holds(file) || CaseQuery(words: ["defer"]).holds(file))
    let keys = [CaseStatus.new, .scored, .deferred, .inReview, .signed, .rejected].map(\.orderKey)
    #expect(keys == keys.sorted())
  }
}
