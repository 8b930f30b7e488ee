import Basics
import Casework
import Prognosis
import Testing

@Suite("A case that is read again")
struct RepeatedReadTests {
  private static let ann = "Ann Rey"
  /// Two weeks after ``Example/signOff(by:finding:)``, to the second.
  private static let washedOut = "2026-11-16T11:00:00Z"

  private func apply(_ events: [LedgerEvent], to file: CaseFile? = nil) throws -> CaseFile {
    var file = file
    for event in events {
      file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: "r\(file?.repeats.count ?? 0)")
    }
    return try #require(file)
  }

  /// Signed by Ann, low, with the model's call in sight.
  private func signed() throws -> CaseFile {
    try apply([
      .registered(try Example.record()), .scored(Example.finding()), .reviewOpened(reviewer: Self.ann),
      .signed(try Example.signOff()),
    ])
  }

  /// The same read blinded first: high at ten, then low against it at eleven.
  private func signedAfterFirstCall() throws -> CaseFile {
    let read = FirstRead(reviewer: Self.ann, call: .high, confidence: .low, readAt: "2026-11-02T10:30:00Z", nonce: "n")
    var signOff = try Example.signOff()
    (signOff.readingProtocol, signOff.firstRead) = (.blindedFirst, read)
    return try apply([
      .registered(try Example.record()), .scored(Example.finding()),
      .protocolSet(ProtocolSetting(readingProtocol: .blindedFirst, reviewer: Self.ann)),
      .reviewOpened(reviewer: Self.ann), .firstRead(read), .signed(signOff),
    ])
  }

  private func problem(
    _ file: CaseFile, by reviewer: String = Self.ann, at time: String = Self.washedOut, grade: Int? = nil
  ) -> TransitionProblem? {
    do throws(TransitionProblem) {
      _ = try file.repetition(RepeatDraft(call: .low, grade: grade), by: reviewer, now: time)
      return nil
    } catch { return error }
  }

  @Test("takes one call of a reader of it, two weeks after they said anything of it, and stays as it is")
  func taken() throws {
    let before = try signed()
    let read = try before.repetition(
      RepeatDraft(call: .high, confidence: .high, grade: 2), by: " Ann Rey ", now: Self.washedOut)
    #expect(read.reviewer == Self.ann && read.call == .high && read.readAt == Self.washedOut)
    let after = try apply([.readingRepeated(read)], to: before)
    #expect(after.repetition(of: Self.ann)?.entryDigest == "r0" && after.repetition(of: "Bo") == nil)
    #expect(after.status == before.status && after.signOff == before.signOff && after.standing == before.standing)
    #expect(problem(after) == .repetition(.repeatedAlready(at: Self.washedOut)))
    #expect(throws: TransitionProblem.repetition(.repeatedAlready(at: Self.washedOut))) {
      try apply([.readingRepeated(read)], to: after)
    }
  }

  @Test("is refused a second early, of an open case, and to whoever has given no call on it")
  func refused() throws {
    let file = try signed()
    #expect(
      problem(file, at: "2026-11-16T10:59:59Z") == .repetition(.tooEarly(notBefore: Self.washedOut)))
    #expect(problem(file) == nil)
    #expect(problem(file, by: "Bo") == .repetition(.nothingToRepeat))
    #expect(problem(file, by: " ") == .signOff(.noReviewer))
    #expect(problem(file, grade: 4) == .signOff(.noSuchGrade(4)))
    let open = try apply([
      .registered(try Example.record()), .scored(Example.finding()), .reviewOpened(reviewer: Self.ann),
    ])
    #expect(problem(open) == .repetition(.notClosed))
    let early = RepeatedRead(reviewer: Self.ann, call: .low, readAt: "2026-11-10T00:00:00Z")
    #expect(throws: TransitionProblem.repetition(.tooEarly(notBefore: Self.washedOut))) {
      try apply([.readingRepeated(early)], to: file)
    }
  }

  @Test("is held against the first call where there was one, else against the signed one; the washout is after both")
  func earlier() throws {
    let open = try #require(try signed().earlierRead(of: Self.ann))
    #expect(open.call == .low && open.sawModel && open.notBefore.text == Self.washedOut)
    let blinded = try #require(try signedAfterFirstCall().earlierRead(of: Self.ann))
    #expect(blinded.call == .high && !blinded.sawModel && blinded.at.text == "2026-11-02T10:30:00Z")
    #expect(blinded.notBefore.text == Self.washedOut)
    #expect(try signed().earlierRead(of: "Bo") == nil)
  }

  @Test("waits two weeks after whatever its reader has recorded of it")
  func laterAct() throws {
    var file = try signed()
    let outcome = OutcomeDraft(event: .freeOfRelapse, days: 400, source: .visit)
    file = try apply(
      [.outcomeRecorded(try file.outcome(outcome, by: Self.ann, now: "2026-11-20T08:00:00Z"))], to: file)
    #expect(problem(file) == .repetition(.tooEarly(notBefore: "2026-12-04T08:00:00Z")))
  }

  @Test("is told, while it is read again, as it was registered: no finding, no call, nobody's, not even its status")
  func blinded() throws {
    var file = try signedAfterFirstCall()
    file.reviewer = "Bo"
    file.draft = SignOffDraft(decision: .confirm)
    let repeated = try apply(
      [.readingRepeated(RepeatedRead(reviewer: Self.ann, call: .low, readAt: Self.washedOut))], to: file)
    for file in [file, repeated] {
      let told = file.disclosed(to: .repeating(Self.ann))
      #expect(told.record.id == "S26-1" && told.record.clinical == file.record.clinical)
      #expect(told.withheld == .whileRepeated && told.isToRepeat && told.asksFirstCall)
      #expect(told.status == .scored && told.finding == nil && told.newerFinding == nil && told.signOff == nil)
      #expect(told.firstReads.isEmpty && told.readings.isEmpty && told.supplements.isEmpty && told.opinions.isEmpty)
      #expect(told.outcomes.isEmpty && told.repeats.isEmpty && told.marks.isEmpty && told.draft == nil)
      #expect(told.reviewer == nil && told.labelResolutions.isEmpty)
    }
    #expect(file.disclosed(to: .repeating(Self.ann)) == repeated.disclosed(to: .repeating(Self.ann)))
    #expect(file.disclosed(to: .reviewer(Self.ann)).finding != nil)
    #expect(!file.disclosed(to: .reviewer(Self.ann)).isToRepeat)
  }

  @Test("is read back from its entry, which tells of a call")
  func entry() throws {
    let read = RepeatedRead(reviewer: Self.ann, call: .unsure, confidence: .low, readAt: Self.washedOut)
    let event = LedgerEvent.readingRepeated(read)
    #expect(event.kind.rawValue == "reading-repeated" && event.kind.tellsOfCalls)
    #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    #expect(
      String(decoding: event.payload, as: UTF8.self)
        == #"{"call":"unsure","confidence":"low","grade":null,"meaning":"reading-repeated","#
        + #""readAt":"2026-11-16T11:00:00Z","reviewer":"Ann Rey"}"#)
    let placed = LedgerEvent.readingRepeated(
      RepeatedRead(reviewer: Self.ann, call: .low, readAt: Self.washedOut, diagnosisRead: .pacs))
    #expect(try LedgerEvent(kind: placed.kind, payload: placed.payload) == placed)
    #expect(String(decoding: placed.payload, as: UTF8.self).contains(#""diagnosisRead":"pacs""#))
  }
}
