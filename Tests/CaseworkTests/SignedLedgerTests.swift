import Basics
import Casework
import Microscopy
import Prognosis
import Testing

/// A key whose signature anybody can compute who knows the public one: enough to see what is checked.
private struct ToyKey {
  let publicKey: [UInt8]
  var fingerprint: String { toyDigest(publicKey) }
  var signer: EntrySigner { EntrySigner(fingerprint: fingerprint) { [publicKey] in Self.signature($0, publicKey) } }

  init(_ number: UInt8) { publicKey = [UInt8](repeating: number, count: 32) }

  static func signature(_ message: [UInt8], _ key: [UInt8]) -> [UInt8] { Array(toyDigest(key + message).utf8) }

  static let check: SignatureCheck = { $0 == signature($1, $2) }

  func admission(_ name: String, _ role: ReviewerRole = .pathologist, by admitter: ToyKey? = nil) -> ReviewerAdmission {
    ReviewerAdmission(
      name: name, role: role, publicKey: publicKey, fingerprint: fingerprint,
      admittedBy: (admitter ?? self).fingerprint, replaces: nil, sealedDigest: toyDigest([1]))
  }

  var note: ReviewerKeyNote { ReviewerKeyNote(name: "Ann Rey", fingerprint: fingerprint) }
}

@Suite("A ledger with reviewers")
struct SignedLedgerTests {
  private let ann = ToyKey(1)
  private let bo = ToyKey(2)
  private let eve = ToyKey(3)

  private func entries(_ steps: [(LedgerEvent, EntrySigner?)]) throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    for (event, signer) in steps {
      let isAboutCase =
        switch event {
        case .registered, .scored, .reviewOpened, .signed, .addendum, .amended, .firstRead, .opinion, .labelResolved,
          .outcomeRecorded, .readingRepeated:
          true
        case .casebookCreated, .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked, .protocolSet:
          false
        }
      entries.append(
        try LedgerEntry.following(
          entries.last.map { ($0.sequence, $0.digest) }, time: "2026-11-02T10:00:00Z", actor: "account",
          caseID: isAboutCase ? "S26-1" : "", event: event, signer: signer, digest: toyDigest))
    }
    return entries
  }

  private func found(_ entries: [LedgerEntry]) -> LedgerFault? {
    var checker = LedgerChecker(digest: toyDigest, signatures: ToyKey.check)
    do {
      for entry in entries { try checker.check(entry) }
      return nil
    } catch { return error.fault }
  }

  /// Created, Ann admitted, registered, scored, opened: entries 1 to 5.
  private func begun() throws -> [(LedgerEvent, EntrySigner?)] {
    [
      (.casebookCreated(format: 2), nil), (.reviewerAdmitted(ann.admission("Ann Rey")), ann.signer),
      (.registered(try Example.record()), nil), (.scored(Example.finding()), nil),
      (.reviewOpened(reviewer: "Ann Rey"), nil),
    ]
  }

  private func signed() throws -> (LedgerEvent, EntrySigner?) { (.signed(try Example.signOff()), ann.signer) }

  @Test("holds where each act is signed by a key that may do it")
  func holds() throws {
    let entries = try entries(
      try begun() + [
        signed(), (.passphraseChanged(KeyResealing(key: ann.note, sealedDigest: "0")), ann.signer),
        (.reviewerLocked(ann.note), nil), (.reviewerAdmitted(bo.admission("Bo", by: ann)), ann.signer),
        (.reviewerRetired(ann.note), bo.signer),
      ])
    #expect(found(entries) == nil)
    #expect(entries.map { $0.signature == nil } == [true, false, true, true, true, false, false, true, false, false])
    var projection = Projection()
    for entry in entries { try projection.fold(entry) }
    #expect(projection.roster.active.map(\.name) == ["Bo"])
  }

  @Test("takes that a label was resolved of whoever may sign, in their own name")
  func labels() throws {
    func resolved(_ name: String) -> LedgerEvent {
      let check = LabelCheck(expected: LabelExpectation(manifest: "S26-1"), found: LabelText("S26-2", property: "p"))
      return .labelResolved(
        LabelResolution(
          slide: 0, slideDigest: String(repeating: "d", count: 64), check: check, reason: .misread, comment: "",
          reviewer: name, resolvedAt: "2026-11-02T10:00:00Z"))
    }
    let resident = (LedgerEvent.reviewerAdmitted(bo.admission("Bo", .resident, by: ann)), Optional(ann.signer))
    func fault(_ name: String, _ signer: EntrySigner?) throws -> LedgerFault? {
      found(try entries(try begun() + [resident, (resolved(name), signer)]))
    }
    #expect(try fault("Ann Rey", ann.signer) == nil)
    #expect(try fault("Ann Rey", nil) == .unsigned)
    #expect(
      try fault("Bo", ann.signer) == .impossible(.identity(.otherName(given: "Bo", key: "Ann Rey"))))
    #expect(try fault("Bo", bo.signer) == .impossible(.identity(.noRight(.sign, .resident))))
  }

  @Test("takes what is read again under a name alone, as a first call; where a key signs it, it is that reader's")
  func repeated() throws {
    let read = LedgerEvent.readingRepeated(
      RepeatedRead(reviewer: "Ann Rey", call: .low, readAt: "2026-12-02T10:00:00Z"))
    func fault(_ signer: EntrySigner?) throws -> LedgerFault? {
      let admitted = (LedgerEvent.reviewerAdmitted(bo.admission("Bo", by: ann)), Optional(ann.signer))
      return found(try entries(try begun() + [signed(), admitted, (read, signer)]))
    }
    #expect(try fault(nil) == nil && fault(ann.signer) == nil)
    #expect(try fault(bo.signer) == .impossible(.identity(.otherName(given: "Ann Rey", key: "Bo"))))
    #expect(try fault(eve.signer) == .impossible(.identity(.unknownKey)))
  }

  @Test("names the entry whose signature is another one, of another key, or gone")
  func signatures() throws {
    let whole = try entries(try begun() + [signed()])
    let last = whole.count - 1
    for index in try #require(whole[last].signature).indices {
      var changed = whole
      changed[last].signature?[index] ^= 1
      #expect(found(changed) == .signatureWrong)
    }
    var changed = whole
    changed[last].signature = ToyKey.signature(whole[last].signedBytes, eve.publicKey)
    #expect(found(changed) == .signatureWrong)
    changed[last].signature = nil
    #expect(found(changed) == .contentChanged, "a signer without a signature")
    changed[last].signer = nil
    #expect(found(changed) == .contentChanged, "the signer is part of the digest")
    changed = whole
    changed[last].signer = bo.fingerprint
    changed[last].digest = toyDigest(changed[last].digestInput)
    #expect(found(changed) == .impossible(.identity(.unknownKey)))
  }

  @Test("refuses an act that nobody signed once there is a reviewer, and takes those of before")
  func unsigned() throws {
    var steps = try begun() + [signed()]
    steps[5].1 = nil
    #expect(found(try entries(steps)) == .unsigned)
    steps[1].1 = nil
    #expect(found(try entries(steps)) == .unsigned, "of an admission too")
    steps.remove(at: 1)
    #expect(found(try entries(steps)) == nil, "a casebook without reviewers")
    steps.append((.reviewerAdmitted(ann.admission("Ann Rey")), ann.signer))
    #expect(found(try entries(steps)) == nil, "and one that gets its first later")
  }

  @Test("refuses a key that was retired, that has no right, or that is another one's than the name's")
  func rules() throws {
    let begun = try begun()
    let own = try signed()
    let heir: [(LedgerEvent, EntrySigner?)] = [
      (.reviewerAdmitted(bo.admission("Bo", by: ann)), ann.signer), (.reviewerRetired(ann.note), bo.signer),
    ]
    #expect(found(try entries(begun + heir + [own])) == .impossible(.identity(.unknownKey)))
    let resident = [
      (LedgerEvent.reviewerAdmitted(bo.admission("Bo", .resident, by: ann)), EntrySigner?.some(ann.signer))
    ]
    #expect(
      found(try entries(begun + resident + [(own.0, bo.signer)])) == .impossible(.identity(.noRight(.sign, .resident))))
    #expect(
      found(try entries(begun + heir.prefix(1) + [(own.0, bo.signer)]))
        == .impossible(.identity(.otherName(given: "Ann Rey", key: "Bo"))))
    #expect(
      found(try entries(begun + [(.reviewerAdmitted(eve.admission("Eve")), eve.signer)]))
        == .impossible(.identity(.unknownKey)), "nobody admits themself but the first")
  }

  @Test("refuses a key that is not what its fingerprint says")
  func fingerprint() throws {
    var admission = bo.admission("Bo", by: ann)
    admission.fingerprint = toyDigest([9])
    #expect(found(try entries(try begun() + [(.reviewerAdmitted(admission), ann.signer)])) == .fingerprintWrong)
    var first = ann.admission("Ann Rey")
    first.fingerprint = toyDigest([9])
    first.admittedBy = first.fingerprint
    let signer = EntrySigner(fingerprint: first.fingerprint, sign: ann.signer.sign)
    #expect(
      found(try entries([(.casebookCreated(format: 2), nil), (.reviewerAdmitted(first), signer)])) == .fingerprintWrong)
  }

  @Test("refuses an entry of an older format after one of a newer")
  func formats() throws {
    var whole = try entries([(.casebookCreated(format: 2), nil), (.registered(try Example.record()), nil)])
    whole[1].format = 1
    whole[1].kind = "case registered"
    whole[1].digest = toyDigest(whole[1].digestInput)
    #expect(found(whole) == .formatWentBack(from: 2, to: 1))
    whole[0].format = 1
    whole[0].kind = "casebook created"
    whole[0].digest = toyDigest(whole[0].digestInput)
    whole[1].format = 2
    whole[1].kind = "case-registered"
    whole[1].previous = whole[0].digest
    whole[1].digest = toyDigest(whole[1].digestInput)
    #expect(found(whole) == nil)
  }

  @Test("keeps every property of what it records of reviewers")
  func properties() throws {
    var admission = bo.admission("Bo", .quality, by: ann)
    admission.replaces = eve.fingerprint
    let events: [LedgerEvent] = [
      .reviewerAdmitted(admission), .reviewerRetired(ann.note), .reviewerLocked(ann.note),
      .passphraseChanged(KeyResealing(key: ann.note, sealedDigest: "ab")),
    ]
    for event in events { #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event) }
    #expect(Mirror(reflecting: admission).children.count == 7)
  }
}
