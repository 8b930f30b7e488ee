import Prognosis
import Testing

@testable import Casework

@Suite("How a case is read")
struct ReadingProtocolTests {
  private static let read = FirstRead(
    reviewer: "Ann Rey", call: .unsure, confidence: .moderate, grade: 2, readAt: "2026-11-02T10:30:00Z")

  /// A scored case that is read blinded first, in Ann's hands.
  private func file() throws -> CaseFile {
    try apply([.registered(Example.record()), .scored(Example.finding()), .protocolSet(Self.blinded), Self.opened])
  }

  private static let blinded = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
  private static let opened = LedgerEvent.reviewOpened(reviewer: "Ann Rey")

  private func apply(_ events: [LedgerEvent], to file: CaseFile? = nil) throws -> CaseFile {
    var file = file
    for event in events { file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: "d") }
    return try #require(file)
  }

  private func signOff(_ file: CaseFile, shown: SlidesShown = .every) throws -> SignOff {
    try file.signing(
      SignOffDraft(decision: .confirm, finalCall: .high, shown: shown), reviewer: "Ann Rey", findingID: "f-1",
      now: "2026-11-02T11:00:00Z")
  }

  // MARK: The rules

  @Test("a first call stands in the case, and again in what is signed after it")
  func way() throws {
    let read = try apply([.firstRead(Self.read)], to: file())
    #expect(read.firstReads == [Self.read])
    let signOff = try signOff(read)
    #expect(signOff.readingProtocol == .blindedFirst)
    #expect(signOff.firstRead == Self.read)
    let signed = try apply([.signed(signOff)], to: read)
    #expect(signed.status == .signed)
    let payload = LedgerEvent.signed(signOff).payload
    guard case .signed(let again) = try LedgerEvent(kind: .signed, payload: payload) else { throw Example.Missing() }
    #expect(again == signOff)
  }

  @Test("nothing is signed before the first call, and nothing from a shell after it")
  func signing() throws {
    let blinded = try file()
    #expect(throws: TransitionProblem.signOff(.firstCallAwaited)) { try signOff(blinded) }
    let read = try apply([.firstRead(Self.read)], to: blinded)
    #expect(throws: TransitionProblem.signOff(.needsWorkstation(.blindedFirst))) {
      try signOff(read, shown: .noPicture)
    }
  }

  @Test("a ledger whose signature tells of another reading than it does itself is refused")
  func otherReading() throws {
    let read = try apply([.firstRead(Self.read)], to: file())
    var without = try signOff(read)
    without.firstRead = nil
    var open = try signOff(read)
    open.readingProtocol = .open
    var silent = try signOff(read)
    (silent.readingProtocol, silent.firstRead) = (nil, nil)
    var another = try signOff(read)
    another.firstRead?.call = .high
    for wrong in [without, open, silent, another] {
      #expect(throws: TransitionProblem.signOff(.otherReading)) { try apply([.signed(wrong)], to: read) }
    }
  }

  @Test("a sign-off of before there were protocols holds in a case that is read open, and is written again as it was")
  func before() throws {
    let open = try apply([.registered(Example.record()), .scored(Example.finding()), Self.opened])
    let former = try Example.signOff()
    #expect(try apply([.signed(former)], to: open).status == .signed)
    let text = String(decoding: LedgerEvent.signed(former).payload, as: UTF8.self)
    #expect(!text.contains("protocol") && !text.contains("firstRead"))
  }

  @Test("each reader gives one first call, while the case is theirs, scored, open and read so")
  func rules() throws {
    let file = try file()
    let read = try apply([.firstRead(Self.read)], to: file)
    #expect(throws: TransitionProblem.signOff(.firstCallStands)) { try apply([.firstRead(Self.read)], to: read) }
    let open = try apply([.registered(Example.record()), .scored(Example.finding()), Self.opened])
    #expect(throws: TransitionProblem.signOff(.firstCallNotAsked)) { try apply([.firstRead(Self.read)], to: open) }
    var others = Self.read
    others.reviewer = "Bo"
    #expect(throws: TransitionProblem.conflict(.inReviewBy(reviewer: "Ann Rey"))) {
      try apply([.firstRead(others)], to: file)
    }
    var graded = Self.read
    graded.grade = 4
    #expect(throws: TransitionProblem.signOff(.noSuchGrade(4))) { try apply([.firstRead(graded)], to: file) }
    let signed = try apply([.signed(signOff(read))], to: read)
    let final = TransitionProblem.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z"))
    #expect(throws: final) { try apply([.firstRead(others)], to: signed) }
    #expect(throws: final) { try apply([.protocolSet(Self.blinded)], to: signed) }
    let new = try apply([.registered(Example.record()), .protocolSet(Self.blinded)])
    #expect(throws: TransitionProblem.signOff(.notScored)) { try apply([.firstRead(Self.read)], to: new) }
  }

  @Test("a case's own protocol goes before the casebook's, which a closed case follows no more")
  func precedence() throws {
    var file = try apply([.registered(Example.record())])
    #expect(file.readingProtocol == .open)
    file.houseProtocol = .blindedFirst
    #expect(file.readingProtocol == .blindedFirst)
    file.ownProtocol = .open
    #expect(file.readingProtocol == .open)
    #expect(!file.follows(.open))
    file.ownProtocol = nil
    #expect(file.follows(.open) && !file.follows(.blindedFirst))
    file.status = .signed
    #expect(!file.follows(.open))
  }

  // MARK: What is told to whom

  @Test("before their first call a reader is told nothing of the model and of colleagues; afterwards all")
  func disclosed() throws {
    var file = try apply([.firstRead(Self.read)], to: file())
    file.draft = SignOffDraft(comment: "mine")
    file.signOff = try Example.signOff()
    let bo = file.disclosed(to: .reviewer("Bo"))
    #expect(bo.withheld == .untilFirstCall)
    #expect(bo.finding == nil && bo.newerFinding == nil && bo.signOff == nil && bo.firstReads.isEmpty)
    #expect(bo.draft == file.draft && bo.status == file.status)
    #expect(file.disclosed(to: .reviewer(" Ann Rey")) == file)
    #expect(file.disclosed(to: .program) == file)
    let anybody = file.disclosed(to: .anybody)
    #expect(anybody.withheld == .untilClosed)
    #expect(anybody.finding == nil && anybody.signOff == nil && anybody.firstReads.isEmpty && anybody.draft == nil)
    #expect(throws: CaseStoreFailure.withheld(id: "S26-1", .comparators, .untilClosed)) {
      try anybody.requireTold(.comparators)
    }
  }

  @Test("a reader finds their own first call and their own deferral")
  func own() throws {
    var file = try file()
    file.signOff = try Example.signOff(by: "Bo")
    #expect(file.disclosed(to: .reviewer("Bo")).signOff == file.signOff)
    #expect(file.disclosed(to: .reviewer("Cy")).signOff == nil)
  }

  @Test("once it is closed, and where it is read open, all is told to everybody")
  func told() throws {
    var file = try file()
    file.ownProtocol = .open
    #expect(file.disclosed(to: .anybody) == file)
    let read = try apply([.firstRead(Self.read)], to: self.file())
    let signed = try apply([.signed(signOff(read))], to: read)
    for audience in [Audience.anybody, .reviewer("Bo"), .program] { #expect(signed.disclosed(to: audience) == signed) }
  }

  @Test("the slides keep the digests that only the finding knows")
  func digests() throws {
    let file = try file()
    #expect(file.record.slides.map(\.quickDigest) == [nil])
    #expect(file.disclosed(to: .anybody).slides == file.slides)
  }

  @Test("lists order and search it as if there were no call, whoever asks")
  func listed() throws {
    let file = try apply([.firstRead(Self.read)], to: file())
    var open = file
    open.ownProtocol = .open
    #expect(open.searchTexts.contains("borderline high"))
    #expect(!file.searchTexts.contains { $0.contains("high") })
    #expect(open.listedProbability == 0.0625 && file.listedProbability == nil)
    #expect(file.shownProbability == 0.0625, "it is shown to whoever is told")
    let places = [file, file.disclosed(to: .anybody)].map { CasePlace(of: $0, by: .probability) }
    #expect(places[0] == places[1])
  }

  // MARK: The ledger

  @Test("keeps every property of what it records of readings")
  func properties() throws {
    for event in [LedgerEvent.protocolSet(Self.blinded), .firstRead(Self.read)] {
      #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    }
    var bare = Self.read
    bare.grade = nil
    bare.nonce = "5f"
    #expect(try LedgerEvent(kind: .firstRead, payload: LedgerEvent.firstRead(bare).payload) == .firstRead(bare))
    #expect(Mirror(reflecting: bare).children.count == 6)
    #expect(Mirror(reflecting: Self.blinded).children.count == 2)
  }

  @Test("the casebook's protocol holds for cases that are there and for those that come, and changes those alone")
  func house() throws {
    var entries: [LedgerEntry] = []
    let steps: [(String, LedgerEvent)] = [
      ("", .casebookCreated(format: LedgerEvent.format)), ("A", .registered(try Example.record("A"))),
      ("B", .registered(try Example.record("B"))),
      ("B", .protocolSet(ProtocolSetting(readingProtocol: .open, reviewer: "Ann Rey"))),
      ("", .protocolSet(Self.blinded)),
      ("C", .registered(try Example.record("C"))),
    ]
    for (caseID, event) in steps {
      entries.append(
        try LedgerEntry.following(
          entries.last.map { ($0.sequence, $0.digest) }, time: "2026-11-02T10:00:00Z", actor: "account",
          caseID: caseID, event: event, digest: toyDigest))
    }
    let projection = try Projection(folding: entries)
    #expect(projection.houseProtocol == .blindedFirst)
    #expect(projection.files.map(\.readingProtocol) == [.blindedFirst, .open, .blindedFirst])
    #expect(projection.ordered.map(\.sequence) == [5, 4, 6])
  }

  @Test("an entry that is withheld is exported without its content, with its digest and until when")
  func exportLine() throws {
    let entry = try LedgerEntry.following(
      nil, time: "2026-11-02T10:00:00Z", actor: "account", caseID: "A", event: .firstRead(Self.read), digest: toyDigest)
    #expect(entry.exportLine.contains("unsure"))
    let line = entry.exportLine(withheld: .untilClosed, digest: toyDigest)
    #expect(!line.contains("unsure") && line.contains(entry.digest))
    #expect(line.contains(#""leaf":"\#(toyDigest([0] + entry.digestInput))""#))
    #expect(line.contains(#""payload":null"#) && line.contains(#""withheld":"until-closed""#))
  }
}
