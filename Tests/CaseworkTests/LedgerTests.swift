import Basics
import Casework
import Prognosis
import Testing

/// A ledger in memory, written as the casebook writes it.
struct ToyLedger {
  private(set) var entries: [LedgerEntry] = []

  mutating func add(_ event: LedgerEvent, to caseID: String = "S26-1") throws {
    let last = entries.last.map { ($0.sequence, $0.digest) }
    entries.append(
      try LedgerEntry.following(
        last, time: "2026-11-02T10:00:00Z", actor: "Ann", caseID: caseID, event: event, digest: toyDigest))
  }

  /// Created, registered, scored, opened, signed: entries 1 to 5.
  static func signed() throws -> ToyLedger {
    var ledger = ToyLedger()
    try ledger.add(.casebookCreated(format: 1), to: "")
    try ledger.add(.registered(try Example.record()))
    try ledger.add(.scored(Example.finding()))
    try ledger.add(.reviewOpened(reviewer: "Ann Rey"))
    try ledger.add(.signed(try Example.signOff()))
    return ledger
  }

  func broken(_ change: (inout [LedgerEntry]) -> Void = { _ in }) -> LedgerBreak? {
    var changed = entries
    change(&changed)
    var checker = LedgerChecker(digest: toyDigest)
    do {
      for entry in changed { try checker.check(entry) }
      return nil
    } catch { return error }
  }
}

@Suite("The ledger")
struct LedgerTests {
  @Test("hashes its fields as netstrings below its name and version")
  func digestInput() {
    let entry = LedgerEntry(
      sequence: 12, time: "T", actor: "Zoé", kind: "signed", caseID: "", payload: Array("{}".utf8), previous: "ab",
      digest: "not hashed")
    #expect(
      String(decoding: entry.digestInput, as: UTF8.self)
        == "coverslip ledger 2\n2:12,1:T,4:Zoé,6:signed,0:,2:{},2:ab,0:,")
    var other = entry
    other.signer = "key"
    other.signature = [1, 2]
    #expect(String(decoding: other.digestInput, as: UTF8.self).hasSuffix(",2:ab,3:key,"))
    other.format = 1
    #expect(
      String(decoding: other.digestInput, as: UTF8.self)
        == "coverslip ledger 1\n2:12,1:T,4:Zoé,6:signed,0:,2:{},2:ab,")
  }

  @Test("keeps every property of what it records")
  func everyProperty() throws {
    let events: [LedgerEvent] = [
      .casebookCreated(format: 1), .registered(try Example.record()), .scored(Example.finding()),
      .reviewOpened(reviewer: "Ann"), .signed(try Example.signOff()),
      .registered(Case(id: "bare", slides: [])),
    ]
    for event in events { #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event) }
  }

  @Test("knows all properties of the records: a new one needs a key in the ledger")
  func knownProperties() throws {
    let signOff = try Example.signOff()
    #expect(Mirror(reflecting: try Example.record()).children.count == 7)
    #expect(Mirror(reflecting: try Example.slide()).children.count == 9)
    #expect(Mirror(reflecting: try Example.record().clinical).children.count == 16)
    #expect(Mirror(reflecting: Example.treatment).children.count == 6)
    #expect(Mirror(reflecting: Example.finding()).children.count == 32)
    #expect(Mirror(reflecting: Example.finding().model).children.count == 5)
    #expect(Mirror(reflecting: signOff).children.count == 19)
    #expect(Mirror(reflecting: SignOffDraft()).children.count == 11)
    #expect(Mirror(reflecting: RepeatedRead(reviewer: "Ann", call: .low, readAt: "")).children.count == 8)
  }

  /// As the first format wrote it.
  private static let firstFormat =
    #"{"clinical":{"age":61.5,"er":"positive","grade":2,"her2":null,"ki67":null,"menopausal":null,"positiveNodes":1,"#
    + #""tumourSizeMM":null},"extra":{"pr_percent":"40"},"id":"S1","note":null,"patient":null,"received":null,"#
    + #""slides":[]}"#

  @Test("reads a case of the first format, and writes it in its own")
  func firstFormat() throws {
    let event = try LedgerEvent(kind: .caseRegistered, payload: Array(Self.firstFormat.utf8), format: 1)
    #expect(
      event
        == .registered(
          Case(
            id: "S1", slides: [], clinical: ClinicalVariables(age: 61.5, grade: 2, positiveNodes: 1, er: .positive),
            extra: ["pr_percent": "40"])))
    #expect(String(decoding: event.payload, as: UTF8.self).contains(#""id":"case:S1""#))
    #expect(throws: JSONFailure.self) {
      try LedgerEvent(kind: .caseRegistered, payload: Array(Self.firstFormat.utf8), format: 2)
    }
    #expect(throws: JSONFailure.unexpected(path: "format")) {
      try LedgerEvent(kind: .caseRegistered, payload: event.payload, format: 3)
    }
  }

  @Test("reads a finding of the first format: words become codes, and the sentence of a flag stays readable")
  func firstFinding() throws {
    let payload =
      #"{"basis":"slide+clinical","borderline":false,"call":"no call","computedAt":"T","contributions":[],"#
      + #""flags":[{"detail":"It is thick.","kind":"mpp given by hand","slide":"A.svs"}],"id":"f-1","interval":null,"#
      + #""linearPredictor":null,"missing":[],"model":{"demonstration":true,"digest":"ab","name":"m","threshold":0.05,"#
      + #""version":"1"},"probability5y":null,"reasons":["out of distribution"],"resultDigest":"cd","resultFile":"/r","#
      + #""score":null,"scoreSD":null,"slideDigests":[{"quick":"ef","whole":"01"}],"software":"s","tiles":1,"#
      + #""tilesAvailable":2,"tissueMM2":1.0,"unreadableRegions":0}"#
    let event = try LedgerEvent(kind: .caseScored, payload: Array(payload.utf8), format: 1)
    guard case .scored(let finding) = event else { throw Example.Missing() }
    #expect(finding.id == "f-1" && finding.model.digest == "ab" && finding.resultDigest == "cd")
    #expect(finding.call == .noCall && finding.reasons == [.outOfDistribution] && finding.basis == .slideAndClinical)
    #expect(
      finding.flags
        == [QualityFlag(kind: .mppGiven, details: [QualityDetail(.text, "It is thick.")], slide: "A.svs")])
    #expect(finding.slideDigests == [SlideDigests(quick: "ef", whole: "01")])
    #expect(try LedgerEvent(kind: .caseScored, payload: event.payload) == event)
  }

  @Test("reads every word of the first format that is no code")
  func firstWords() throws {
    func signOff(_ reason: String, _ meaning: String) throws -> SignOff {
      let payload =
        #"{"comment":"","decision":"override","finalCall":"no call","findingID":"f","meaning":"\#(meaning)","#
        + #""reason":"\#(reason)","reviewer":"Ann","signedAt":"T"}"#
      guard case .signed(let signOff) = try LedgerEvent(kind: .signed, payload: Array(payload.utf8), format: 1) else {
        throw Example.Missing()
      }
      return signOff
    }
    let reasons = [
      "tissue or region wrong", "stain or scan quality", "insufficient tumour", "wrong specimen or block",
      "outside the intended use", "clinical data entered wrong", "clinical factors outweigh", "histology disagrees",
      "genomic assay outweighs", "patient factors", "other",
    ]
    let confirmed = "I have reviewed the slides of this case and confirm the call of the model."
    let replaced = "I have reviewed the slides of this case and replace the call of the model by mine."
    #expect(try reasons.map { try signOff($0, replaced).reason } == SignOffReason.builtIn(for: .override))
    #expect(try signOff("other", confirmed).meaning == .reviewedAndConfirmed)
    #expect(try signOff("other", replaced).meaning == .reviewedAndReplaced)
    #expect(throws: JSONFailure.self) { try signOff("bad mood", replaced) }
    let draft = #"{"comment":"c","decision":"override","finalCall":"no call","reason":"patient factors"}"#
    #expect(
      try SignOffDraft(parsing: Array(draft.utf8))
        == SignOffDraft(decision: .override, finalCall: .noCall, reason: .override(.patientFactors), comment: "c"))
  }

  @Test("a finding from before the libraries were recorded is written again without them, a later one with them")
  func libraries() throws {
    var finding = Example.finding()
    let earlier = LedgerEvent.scored(finding).payload
    #expect(!String(decoding: earlier, as: UTF8.self).contains("libraries"))
    #expect(try LedgerEvent(kind: .caseScored, payload: earlier) == .scored(finding))
    finding.libraries = ["openslide": "4.0.1", "openblas-kernel": "Zen"]
    let later = LedgerEvent.scored(finding).payload
    let expected = #""libraries":{"openblas-kernel":"Zen","openslide":"4.0.1"}"#
    #expect(String(decoding: later, as: UTF8.self).contains(expected))
    #expect(try LedgerEvent(kind: .caseScored, payload: later) == .scored(finding))
  }

  @Test(
    "refuses a later variable that is not what it should be", arguments: ["smoker", "nottinghamScore", "treatment"])
  func badLaterVariable(key: String) {
    let payload = Array(Self.firstFormat.replacing(#""age":61.5"#, with: #""age":61.5,"\#(key)":"x""#).utf8)
    #expect(throws: JSONFailure.unexpected(path: "case-registered.clinical.\(key)")) {
      try LedgerEvent(kind: .caseRegistered, payload: payload, format: 1)
    }
  }

  @Test("does not take a number that is none")
  func notFinite() {
    var finding = Example.finding()
    finding.score = .nan
    #expect(throws: TransitionProblem.notFinite) {
      var ledger = ToyLedger()
      try ledger.add(.scored(finding))
    }
  }

  @Test("that was not touched holds")
  func intact() throws {
    #expect(try ToyLedger.signed().broken() == nil)
  }

  @Test("names the entry whose content was changed, whichever field it is", arguments: 0..<10)
  func contentChanged(field: Int) throws {
    let found = try ToyLedger.signed().broken { entries in
      switch field {
      case 0: entries[4].time = "2026-11-02T10:00:01Z"
      case 1: entries[4].actor = "Eve"
      case 2: entries[4].kind = "case-scored"
      case 3: entries[4].caseID = "S26-2"
      case 4: entries[4].payload[20] ^= 1
      case 5: entries[4].previous = LedgerEntry.genesis
      case 6: entries[4].format = 1
      case 7: entries[4].signer = "key"
      case 8: entries[4].signature = [1]
      default: entries[4].digest = toyDigest([])
      }
    }
    #expect(found?.sequence == 5)
    #expect(found?.fault == .contentChanged)
  }

  @Test("names the entry after a link that was forged")
  func forged() throws {
    let found = try ToyLedger.signed().broken { entries in
      entries[2].actor = "Eve"
      entries[2].digest = toyDigest(entries[2].digestInput)
    }
    #expect(found == LedgerBreak(sequence: 4, caseID: "S26-1", fault: .linkBroken))
  }

  @Test("names the entry that was taken out, put twice or exchanged")
  func missing() throws {
    let ledger = try ToyLedger.signed()
    #expect(ledger.broken { $0.remove(at: 2) } == LedgerBreak(sequence: 3, caseID: "", fault: .missing))
    #expect(ledger.broken { $0.removeFirst() } == LedgerBreak(sequence: 1, caseID: "", fault: .missing))
    #expect(ledger.broken { $0.insert($0[2], at: 3) } == LedgerBreak(sequence: 4, caseID: "", fault: .missing))
    #expect(ledger.broken { $0.swapAt(2, 3) } == LedgerBreak(sequence: 3, caseID: "", fault: .missing))
  }

  @Test("names the entry that cannot have happened")
  func impossible() throws {
    var ledger = try ToyLedger.signed()
    try ledger.add(.signed(try Example.signOff()))
    #expect(
      ledger.broken()
        == LedgerBreak(
          sequence: 6, caseID: "S26-1",
          fault: .impossible(
            .conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z")))))
  }

  @Test("begins with its creation")
  func begins() throws {
    var ledger = ToyLedger()
    try ledger.add(.registered(try Example.record()))
    #expect(ledger.broken() == LedgerBreak(sequence: 1, caseID: "S26-1", fault: .impossible(.misplaced)))
  }

  @Test("folds into the cases")
  func fold() throws {
    let ledger = try ToyLedger.signed()
    let projection = try Projection(folding: ledger.entries)
    let file = try #require(projection.files.first)
    #expect(projection.files.count == 1)
    #expect(file.record == (try Example.record()))
    #expect(file.status == .signed)
    #expect(file.finding == Example.finding())
    #expect(file.reviewer == "Ann Rey")
    #expect(file.signOff?.entryDigest == ledger.entries[4].digest)
    #expect(projection.ordered.first?.decisive == 5)
    #expect(projection.findings == ["f-1": 3])
  }

  @Test("exports a line of sorted members, with the payload as an object")
  func export() {
    let entry = LedgerEntry(
      sequence: 2, time: "T", actor: "A", kind: "review-opened", caseID: "S1",
      payload: LedgerEvent.reviewOpened(reviewer: "Ann").payload, previous: "p", digest: "d")
    #expect(
      entry.exportLine
        == #"{"actor":"A","case":"S1","digest":"d","format":2,"kind":"review-opened","payload":{"reviewer":"Ann"},"#
        + #""previous":"p","sequence":2,"time":"T"}"#)
    var signed = entry
    signed.signer = "k"
    signed.signature = [0, 255]
    #expect(signed.exportLine.contains(#""signature":"00ff","signer":"k""#))
  }
}

@Suite("A case")
struct CaseStateTests {
  private func apply(_ events: [LedgerEvent]) throws -> CaseFile? {
    try events.reduce(nil) { file, event in
      try CaseFile.applying(event, to: file, caseID: "S26-1", digest: "d")
    }
  }

  private func events() throws -> [LedgerEvent] {
    [
      .registered(try Example.record()), .scored(Example.finding()), .reviewOpened(reviewer: "Ann Rey"),
      .signed(try Example.signOff()),
    ]
  }

  @Test("goes from new to scored, in review, signed")
  func states() throws {
    let events = try events()
    let states = try (1...4).map { try apply(Array(events.prefix($0)))?.status }
    #expect(states == [.new, .scored, .inReview, .signed])
  }

  @Test("that is scored again shows the newer finding, and stays where it is")
  func rescored() throws {
    let newer = Example.finding("f-2", call: .low)
    for count in 2...3 {
      let before = try apply(Array(try events().prefix(count)))
      let file = try apply(try events().prefix(count) + [.scored(newer)])
      #expect(file?.finding == newer)
      #expect(file?.status == before?.status)
      #expect(file?.newerFinding == nil)
    }
  }

  @Test("that is signed keeps what was signed, and newer findings beside it")
  func rescoredAfterSigning() throws {
    let file = try #require(
      try apply(try events() + [.scored(Example.finding("f-2")), .scored(Example.finding("f-3"))]))
    #expect(file.status == .signed)
    #expect(file.finding?.id == "f-1")
    #expect(file.newerFinding?.id == "f-3")
    #expect(file.signOff?.findingID == "f-1")
  }

  @Test("passes from one reviewer to another, and only the last one signs")
  func takenOver() throws {
    let passed = try events().prefix(3) + [.reviewOpened(reviewer: "Bo Lind")]
    #expect(try apply(Array(passed))?.reviewer == "Bo Lind")
    #expect(throws: TransitionProblem.conflict(.inReviewBy(reviewer: "Bo Lind"))) {
      try apply(passed + [.signed(try Example.signOff())])
    }
  }

  @Test("does not take an event out of turn")
  func outOfTurn() throws {
    let (events, signed) = (try events(), LedgerEvent.signed(try Example.signOff()))
    let again = TransitionProblem.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z"))
    let cases: [([LedgerEvent], TransitionProblem)] = [
      ([events[1]], .unknownCase), ([events[0], events[0]], .alreadyRegistered),
      ([events[0], events[2]], .signOff(.notScored)), ([events[0], signed], .signOff(.notScored)),
      ([events[0], events[1], signed], .signOff(.notInReview)), (events + [signed], again),
      (events + [events[2]], again), ([events[0], .casebookCreated(format: 1)], .misplaced),
    ]
    for (events, problem) in cases { #expect(throws: problem) { try apply(events) } }
  }

  @Test("is not signed upon a finding that is no longer the newest")
  func staleFinding() throws {
    #expect(throws: TransitionProblem.conflict(.findingChanged(seen: "f-1", now: "f-2"))) {
      try apply(try events().prefix(3) + [.scored(Example.finding("f-2")), .signed(try Example.signOff())])
    }
  }

  @Test("needs a name that can be shown, and a slide")
  func names() throws {
    for name in ["", " S1", "S\u{1B}1", "a\nb", String(repeating: "x", count: 201)] {
      #expect(throws: TransitionProblem.badName) {
        try CaseFile.applying(.registered(try Example.record(name)), to: nil, caseID: name, digest: "d")
      }
    }
    #expect(throws: TransitionProblem.noSlides) {
      try CaseFile.applying(.registered(Case(id: "S1", slides: [])), to: nil, caseID: "S1", digest: "d")
    }
  }
}
