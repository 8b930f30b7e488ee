import Basics
import Casework
import Testing

@Suite("What was found of a slide's file")
struct SlideFileCheckTests {
  private static let digest = String(repeating: "d", count: 64)

  private func signed(_ files: [SlideFileCheck]) throws -> SignOff {
    var draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
    draft.files = files
    return try SignOff.make(draft, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
  }

  private func payload(_ signOff: SignOff) -> String {
    String(decoding: LedgerEvent.signed(signOff).payload, as: UTF8.self)
  }

  @Test("has codes that never change")
  func codes() {
    #expect(FileCheck.allCases.map(\.rawValue) == ["whole", "quick", "changed", "none"])
  }

  @Test("stands in the entry of the signature, one per slide, and reads back the same")
  func stored() throws {
    let signOff = try signed(
      [SlideFileCheck(.whole), SlideFileCheck(.quick, digest: Self.digest), SlideFileCheck(.notChecked)])
    #expect(
      payload(signOff).contains(
        #""files":[{"check":"whole"},{"check":"quick","digest":"sha256:\#(Self.digest)"},{"check":"none"}]"#))
    let back = try LedgerEvent(kind: .signed, payload: LedgerEvent.signed(signOff).payload)
    #expect(back == .signed(signOff))
  }

  @Test("changes no byte of an entry that has none: what was signed before files were checked")
  func absent() throws {
    #expect(!payload(try signed([])).contains("files"))
    let back = try LedgerEvent(kind: .signed, payload: LedgerEvent.signed(try signed([])).payload)
    #expect(back == .signed(try signed([])))
  }

  @Test("is in no draft: it is found when the draft is signed")
  func drafts() throws {
    var draft = SignOffDraft(decision: .confirm, finalCall: .high)
    draft.files = [SlideFileCheck(.whole)]
    #expect(try SignOffDraft(parsing: draft.canonicalBytes).files.isEmpty)
  }

  // MARK: What the casebook takes

  private func taken(_ signOff: SignOff) throws(TransitionProblem) -> CaseFile {
    var file = CaseFile(record: Case(id: "S26-1", slides: slides), status: .inReview, finding: Example.finding())
    file.reviewer = "Ann Rey"
    return try CaseFile.applying(.signed(signOff), to: file, caseID: "S26-1", digest: "d1")
  }

  private let slides: [CaseSlide]

  init() throws { slides = [try Example.slide("/slides/A.svs"), try Example.slide("/slides/B.svs")] }

  private static let oneChanged = [SlideFileCheck(.quick), SlideFileCheck(.changed)]
  private static let changed = TransitionProblem.signOff(.changedFiles(slides: ["B.svs"]))

  @Test("is said of each slide or of none, and no call is taken upon a file that is another one")
  func calls() throws {
    #expect(try taken(signed([])).status == .signed)
    #expect(try taken(signed([SlideFileCheck(.whole), SlideFileCheck(.notChecked)])).status == .signed)
    #expect(throws: TransitionProblem.misplaced) { try taken(signed([SlideFileCheck(.whole)])) }
    #expect(throws: Self.changed) { try taken(signed(Self.oneChanged)) }
    var rejection = SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide))
    rejection.files = Self.oneChanged
    let rejected = try SignOff.make(
      rejection, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
    #expect(try taken(rejected).status == .rejected)
  }

  @Test("is asked of a draft and of an amendment as of a signature")
  func everywhere() throws {
    let open = CaseFile(record: Case(id: "S26-1", slides: slides), status: .inReview, finding: Example.finding())
    var draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "Seen again.", shown: .every)
    draft.files = Self.oneChanged
    #expect(throws: Self.changed) {
      try open.signing(draft, reviewer: "Ann Rey", findingID: "f-1", now: "2026-11-02T11:00:00Z")
    }
    let closed = try taken(signed([]))
    let amendment = AmendmentDraft(kind: .reportDefect, reading: draft, findingID: "f-1", amends: "d1")
    #expect(throws: Self.changed) {
      try closed.supplement(.amendment(amendment), reviewer: "Ann Rey", now: "2026-11-02T12:00:00Z")
    }
    let written = Amendment(
      number: 1, kind: .reportDefect, reading: try signed(Self.oneChanged), told: nil, amends: "d1")
    #expect(throws: Self.changed) {
      try CaseFile.applying(.amended(written), to: closed, caseID: "S26-1", digest: "d2")
    }
  }

  // MARK: What a file is held against

  private func caseFile(_ finding: Finding?) throws -> CaseFile {
    var file = CaseFile(record: try Example.record(), status: .scored, finding: finding)
    file.record.slides[0].quickDigest = "registered"
    return file
  }

  private func scored(_ id: String, _ digests: [SlideDigests]) -> Finding {
    var finding = Example.finding(id)
    finding.slideDigests = digests
    return finding
  }

  @Test("a file is held against what the finding was made of, and of two against what is signed upon")
  func finding() throws {
    var file = try caseFile(scored("f-1", [SlideDigests(quick: "q1", whole: "w1")]))
    file.newerFinding = scored("f-2", [SlideDigests(quick: "q2", whole: "w2")])
    let old = SlideContent(quick: "q1", whole: "w1", source: .finding, scoredAt: "2026-11-02T10:00:00Z")
    #expect(file.scoredContents() == [old])
    #expect(file.scoredContents(upon: "f-1") == [old])
    #expect(file.scoredContents(upon: "f-2").map(\.whole) == ["w2"])
    #expect(file.scoredContents(upon: "f-9") == [old])
  }

  @Test("where the finding says nothing it is what was registered, and what the newest signature has found")
  func before() throws {
    var file = try caseFile(scored("f-1", []))
    #expect(file.scoredContents().map(\.quick) == ["registered"])
    #expect(file.scoredContents().map(\.whole) == [nil])
    file.signOff = try signed([SlideFileCheck(.quick, digest: "first")])
    #expect(file.scoredContents().map(\.whole) == ["first"])
    var amendment = Amendment(
      number: 1, kind: .reportDefect, reading: try signed([SlideFileCheck(.notChecked)]), told: nil, amends: "")
    file.take(.amendment(amendment))
    #expect(file.scoredContents().map(\.whole) == ["first"], "an amendment that found none leaves it")
    (amendment.number, amendment.reading.files) = (2, [SlideFileCheck(.quick, digest: "second")])
    file.take(.amendment(amendment))
    #expect(file.scoredContents().map(\.whole) == ["second"])
    #expect(file.scoredContents().map(\.source) == [.signature], "which says nothing of what was scored")
  }

  @Test("of a case that was not scored it is what was registered")
  func unscored() throws {
    let registered = SlideContent(quick: "registered", whole: nil, source: .signature, scoredAt: nil)
    #expect(try caseFile(nil).scoredContents() == [registered])
  }
}
