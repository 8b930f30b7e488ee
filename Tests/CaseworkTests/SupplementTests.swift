import Basics
import Casework
import Prognosis
import Testing

@Suite("What comes after a signature")
struct SupplementTests {
  private static let now = "2026-11-03T10:00:00Z"
  private static let later = "2026-11-04T10:00:00Z"

  /// Signed as low upon f-1, where the model says high; the entry is `d1`.
  private func signed() throws -> CaseFile {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.signOff = try Example.signOff()
    file.signOff?.entryDigest = "d1"
    return file
  }

  private func amendment(
    _ reading: SignOffDraft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen again"),
    kind: AmendmentClass? = .misinterpretation, upon finding: String = "f-1", told: AmendmentNotice? = nil,
    of digest: String = "d1"
  ) -> SupplementDraft {
    .amendment(AmendmentDraft(kind: kind, reading: reading, findingID: finding, told: told, amends: digest))
  }

  private func problem(_ draft: SupplementDraft, of file: CaseFile) -> TransitionProblem? {
    do throws(TransitionProblem) {
      _ = try file.supplement(draft, reviewer: "Bo", now: Self.now)
      return nil
    } catch { return error }
  }

  @Test("an addendum changes nothing; an amendment is what counts, and the signature stays as it was")
  func way() throws {
    var file = try signed()
    let signOff = file.signOff
    file.take(try file.supplement(.addendum(text: " ER 90 %\n", to: "d1"), reviewer: " Bo ", now: Self.now))
    #expect(file.status == .addendum)
    #expect(file.standing == signOff)
    #expect(file.addenda.map(\.text) == ["ER 90 %"])
    #expect(file.addenda.map(\.reviewer) == ["Bo"])
    file.take(try file.supplement(amendment(), reviewer: "Bo", now: Self.now).written(in: "d2"))
    #expect(file.status == .amended)
    #expect(file.standing?.finalCall == .high)
    #expect(file.standing?.reviewer == "Bo")
    #expect(file.signOff == signOff)
    file.take(try file.supplement(.addendum(text: "more", to: "d2"), reviewer: "Bo", now: Self.now))
    #expect(file.status == .amended)
    #expect(file.addenda.map(\.number) == [1, 2])
    #expect(file.amendments.map(\.number) == [1])
    #expect(problem(amendment(), of: file) == .conflict(.readingChanged(reviewer: "Bo", signedAt: Self.now)))
  }

  @Test("a case that nobody has closed has neither")
  func open() throws {
    var file = try signed()
    file.signOff?.decision = .defer
    #expect(problem(.addendum(text: "x", to: "d1"), of: file) == .amendment(.notClosed))
    file.signOff = nil
    #expect(problem(amendment(), of: file) == .amendment(.notClosed))
  }

  @Test("an amendment needs class, reason and a reading by the rules of a sign-off that closes the case")
  func rules() throws {
    let file = try signed()
    #expect(problem(amendment(kind: nil), of: file) == .amendment(.noClass))
    let silent = SignOffDraft(decision: .confirm, finalCall: .high, comment: " \u{200B}")
    #expect(problem(amendment(silent), of: file) == .amendment(.noReason))
    let deferred = SignOffDraft(decision: .defer, reason: .deferral(.rescan), comment: "x")
    #expect(problem(amendment(deferred), of: file) == .amendment(.staysOpen(.defer)))
    let other = SignOffDraft(decision: .confirm, finalCall: .low, comment: "x")
    #expect(problem(amendment(other), of: file) == .signOff(.otherCall(own: .low, model: .high)))
    let bare = SignOffDraft(decision: .override, finalCall: .low, comment: "x")
    #expect(problem(amendment(bare), of: file) == .signOff(.noReason(.override)))
    #expect(problem(.addendum(text: " ", to: "d1"), of: file) == .amendment(.noText))
    let long = String(repeating: "a", count: 2001)
    #expect(
      problem(.addendum(text: long, to: "d1"), of: file) == .amendment(.textTooLong(length: 2001, limit: 2000)))
    let rejected = SignOffDraft(decision: .reject, reason: .rejection(.wrongSpecimen), comment: "another patient's")
    #expect(problem(amendment(rejected, kind: .misidentification), of: file) == nil)
  }

  @Test("rests upon the finding that was signed upon or the newest, and upon no other")
  func findings() throws {
    var file = try signed()
    #expect(
      problem(amendment(upon: "f-2"), of: file) == .conflict(.findingChanged(seen: "f-2", now: "f-1")))
    file.newerFinding = Example.finding("f-2", call: .low)
    #expect(file.isRescored)
    let confirmed = SignOffDraft(decision: .confirm, finalCall: .low, comment: "the rescan is right")
    file.take(try file.supplement(amendment(confirmed, upon: "f-2"), reviewer: "Bo", now: Self.now))
    #expect(file.standing?.findingID == "f-2")
    #expect(!file.isRescored)
  }

  @Test("says who was told and when, not after now; or that nobody was yet")
  func told() throws {
    let file = try signed()
    func notice(_ person: String, _ at: String) -> SupplementDraft {
      amendment(told: AmendmentNotice(person: person, at: at))
    }
    #expect(problem(notice("Dr Lee", Self.now), of: file) == nil)
    #expect(problem(notice(" ", Self.now), of: file) == .amendment(.noPerson))
    #expect(problem(notice("Dr Lee", "yesterday"), of: file) == .amendment(.badTime("yesterday")))
    #expect(problem(notice("Dr Lee", Self.later), of: file) == .amendment(.toldLater(Self.later)))
  }

  @Test("takes nobody who was told before there was anything to amend: not before the reading that stands was signed")
  func toldEarlier() throws {
    var file = try signed()
    let (signedAt, before) = ("2026-11-02T11:00:00Z", "2026-11-02T10:59:59Z")
    func told(_ at: String, of digest: String) -> SupplementDraft {
      amendment(told: AmendmentNotice(person: "Dr Lee", at: at), of: digest)
    }
    #expect(file.standing?.signedAt == signedAt)
    #expect(problem(told(before, of: "d1"), of: file) == .amendment(.toldEarlier(before, signedAt: signedAt)))
    #expect(problem(told(signedAt, of: "d1"), of: file) == nil)
    file.take(try file.supplement(amendment(), reviewer: "Bo", now: "2026-11-03T08:00:00Z").written(in: "d2"))
    #expect(
      problem(told(signedAt, of: "d2"), of: file)
        == .amendment(.toldEarlier(signedAt, signedAt: "2026-11-03T08:00:00Z")), "of the amendment that stands now")
  }

  @Test("is read back from the ledger as it was written")
  func stored() throws {
    let file = try signed()
    let notice = AmendmentNotice(person: "Dr Lee", at: Self.now)
    for draft in [.addendum(text: "é", to: "d1"), amendment(), amendment(told: notice)] {
      let event = LedgerEvent(try file.supplement(draft, reviewer: "Bo", now: Self.now))
      #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    }
    let event = LedgerEvent(try file.supplement(amendment(), reviewer: "Bo", now: Self.now))
    let text = String(decoding: event.payload, as: UTF8.self)
    #expect(text.contains(#""amends":"sha256:d1""#) && text.contains(#""class":"misinterpretation""#))
  }

  /// Created, registered, scored, opened, signed, added to, amended: entries 1 to 7.
  private func entries(_ change: (inout Addendum, inout Amendment) -> Void = { _, _ in }) throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    func append(_ event: LedgerEvent, to caseID: String = "S26-1") throws {
      entries.append(
        try LedgerEntry.following(
          entries.last.map { ($0.sequence, $0.digest) }, time: Self.now, actor: "account", caseID: caseID,
          event: event, digest: toyDigest))
    }
    try append(.casebookCreated(format: 2), to: "")
    try append(.registered(try Example.record()))
    try append(.scored(Example.finding()))
    try append(.reviewOpened(reviewer: "Ann Rey"))
    try append(.signed(try Example.signOff()))
    var file = try signed()
    let digest = entries[4].digest
    file.signOff?.entryDigest = digest
    let added = try file.supplement(.addendum(text: "x", to: digest), reviewer: "Bo", now: Self.now)
    let amended = try file.supplement(amendment(of: digest), reviewer: "Bo", now: Self.now)
    guard case .addendum(var addendum) = added, case .amendment(var amendment) = amended else {
      throw Example.Missing()
    }
    change(&addendum, &amendment)
    try append(.addendum(addendum))
    try append(.amended(amendment))
    return entries
  }

  @Test("is folded into the case, with the digests of its entries")
  func folded() throws {
    let entries = try entries()
    let projection = try Projection(folding: entries)
    let projected = try #require(projection.cases["S26-1"])
    #expect(projected.supplements == [6, 7])
    #expect(projected.decisive == 7)
    #expect(projected.file.status == .amended)
    #expect(projected.file.addenda.first?.entryDigest == entries[5].digest)
    #expect(projected.file.standing?.entryDigest == entries[6].digest)
  }

  @Test("that does not follow, or that changes another reading than the one that stands, is no entry")
  func impossible() throws {
    let changes: [(inout Addendum, inout Amendment) -> Void] = [
      { addendum, _ in addendum.number = 2 }, { _, amendment in amendment.number = 0 },
      { addendum, _ in addendum.to = "other" }, { _, amendment in amendment.amends = "other" },
      { _, amendment in amendment.reading.findingID = "other" },
      { _, amendment in amendment.reading.decision = .defer },
    ]
    for (index, change) in changes.enumerated() {
      let entries = try entries(change)
      #expect(throws: LedgerBreak.self, "\(index)") { try Projection(folding: entries) }
    }
  }
}
