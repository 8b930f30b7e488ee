import Basics
import Casework
import Prognosis
import Testing

@Suite("What became of a patient")
struct OutcomeTests {
  private static let draft = OutcomeDraft(event: .metastaticRelapse, days: 812, source: .registry, comment: " bone\n ")

  private func file(closed: Bool = true) throws -> CaseFile {
    var events: [LedgerEvent] = [
      .registered(try Example.record()), .scored(Example.finding()), .reviewOpened(reviewer: "Ann Rey"),
    ]
    if closed { events.append(.signed(try Example.signOff())) }
    return try apply(events, to: nil)
  }

  private func apply(_ events: [LedgerEvent], to file: CaseFile?) throws -> CaseFile {
    var file = file
    for event in events {
      file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: "o\(file?.outcomes.count ?? 0)")
    }
    return try #require(file)
  }

  private func problem(_ draft: OutcomeDraft, of file: CaseFile) -> TransitionProblem? {
    do throws(TransitionProblem) {
      _ = try file.outcome(draft, by: "Quinn", now: "2031-01-01T00:00:00Z")
      return nil
    } catch { return error }
  }

  @Test("is recorded of a closed case, changes nothing that was signed, and the last one counts")
  func recorded() throws {
    let before = try file()
    let first = try before.outcome(Self.draft, by: " Quinn ", now: "2031-01-01T00:00:00Z")
    #expect(first.number == 1 && first.comment == "bone" && first.reviewer == "Quinn" && first.days == 812)
    let once = try apply([.outcomeRecorded(first)], to: before)
    #expect(once.status == before.status && once.signOff == before.signOff && once.outcome?.entryDigest == "o0")
    var later = Self.draft
    (later.event, later.days) = (.diedFreeOfRelapse, 900)
    let second = try once.outcome(later, by: "Quinn", now: "2031-02-01T00:00:00Z")
    let twice = try apply([.outcomeRecorded(second)], to: once)
    #expect(twice.outcomes.map(\.number) == [1, 2] && twice.outcome?.event == .diedFreeOfRelapse)
    #expect(throws: TransitionProblem.misplaced) { try apply([.outcomeRecorded(second)], to: twice) }
  }

  @Test("is not taken of an open case: whoever reads it must not know")
  func open() throws {
    let open = try file(closed: false)
    #expect(problem(Self.draft, of: open) == .outcome(.notClosed))
    let outcome = try file().outcome(Self.draft, by: "Quinn", now: "2031-01-01T00:00:00Z")
    #expect(throws: TransitionProblem.outcome(.notClosed)) { try apply([.outcomeRecorded(outcome)], to: open) }
  }

  @Test("says event, days and source, and explains another source")
  func rules() throws {
    let file = try file()
    var draft = OutcomeDraft()
    #expect(problem(draft, of: file) == .outcome(.noEvent))
    draft.event = .freeOfRelapse
    #expect(problem(draft, of: file) == .outcome(.noDays))
    draft.days = 0
    #expect(problem(draft, of: file) == .outcome(.daysOutside(0)))
    draft.days = 20_000
    #expect(problem(draft, of: file) == .outcome(.noSource))
    draft.source = .other
    #expect(problem(draft, of: file) == .outcome(.commentMissing))
    draft.comment = String(repeating: "a", count: 2001)
    #expect(problem(draft, of: file) == .outcome(.commentTooLong(length: 2001, limit: 2000)))
    draft.comment = "telephone"
    #expect(problem(draft, of: file) == nil)
  }

  @Test("is not longer than the patient's life, as far as that is known")
  func lifetime() throws {
    var file = try file()
    // Received on 2026-11-02 at 61.5 years: 1,521 days until 2031-01-01, and 62.5 years of 365.2425 days.
    let most = 1_521 + 22_827
    var draft = Self.draft
    draft.days = most
    #expect(problem(draft, of: file) == nil)
    draft.days = most + 1
    #expect(problem(draft, of: file) == .outcome(.longerThanLife(days: most + 1, most: most)))
    file.record.clinical.age = nil
    #expect(problem(draft, of: file) == nil)
  }

  @Test("says where it can only be counted from a day before the receipt")
  func beforeReceipt() throws {
    var file = try file()
    var outcome = try file.outcome(Self.draft, by: "Quinn", now: "2031-01-01T00:00:00Z")
    outcome.days = 1_521
    #expect(!file.beginsBeforeReceipt(outcome))
    outcome.days = 1_522
    #expect(file.beginsBeforeReceipt(outcome))
    file.record.received = nil
    #expect(!file.beginsBeforeReceipt(outcome))
  }

  @Test("is explained where it does not go on from the one before")
  func contradiction() throws {
    let died = try file().outcome(
      OutcomeDraft(event: .diedFreeOfRelapse, days: 1000, source: .visit), by: "Quinn", now: "2031-01-01T00:00:00Z")
    let file = try apply([.outcomeRecorded(died)], to: try file())
    let standing = try #require(file.outcome)
    var later = OutcomeDraft(event: .freeOfRelapse, days: 2000, source: .visit)
    #expect(problem(later, of: file) == .outcome(.unexplained(standing: standing)))
    later.comment = "that was another patient"
    #expect(problem(later, of: file) == nil)
    #expect(problem(OutcomeDraft(event: .diedFreeOfRelapse, days: 1000, source: .registry), of: file) == nil)
    let free = try file.outcome(later, by: "Quinn", now: "2031-02-01T00:00:00Z")
    let corrected = try apply([.outcomeRecorded(free)], to: file)
    for event in OutcomeEvent.allCases {
      #expect(problem(OutcomeDraft(event: event, days: 2000, source: .visit), of: corrected) == nil)
      let earlier = OutcomeDraft(event: event, days: 1999, source: .visit)
      #expect(problem(earlier, of: corrected) != nil, "\(event)")
    }
  }

  @Test("ends in what the model's probability is of, or is censored")
  func events() {
    #expect(OutcomeEvent.allCases.map(\.isRelapse) == [true, false, false])
  }

  @Test("counts follow-up from the day of receipt to a day that is over")
  func followUp() throws {
    var file = try file()
    let now = "2031-01-01T08:00:00Z"
    file.record.received = "2026-02-28"
    #expect(try file.followUp(until: "2028-03-01", now: now) == 732)
    #expect(try file.followUp(until: "2031-01-01", now: now) == 1_768)
    #expect(throws: OutcomeProblem.noSuchDay("2027-02-29")) { try file.followUp(until: "2027-02-29", now: now) }
    #expect(throws: OutcomeProblem.noSuchDay("soon")) { try file.followUp(until: "soon", now: now) }
    #expect(throws: OutcomeProblem.dayAhead("2031-01-02")) { try file.followUp(until: "2031-01-02", now: now) }
    file.record.received = nil
    #expect(throws: OutcomeProblem.notReceived) { try file.followUp(until: "2028-03-01", now: now) }
  }

  @Test("is read back from its entry")
  func entry() throws {
    let outcome = try file().outcome(Self.draft, by: "Quinn", now: "2031-01-01T00:00:00Z")
    let event = LedgerEvent.outcomeRecorded(outcome)
    #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    #expect(
      String(decoding: event.payload, as: UTF8.self)
        == #"{"comment":"bone","days":812,"event":"metastatic-relapse","meaning":"outcome-recorded","number":1,"#
        + #""recordedAt":"2031-01-01T00:00:00Z","reviewer":"Quinn","source":"cancer-registry"}"#)
  }
}
