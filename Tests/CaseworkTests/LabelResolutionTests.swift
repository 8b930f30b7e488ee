import Basics
import Microscopy
import Testing

@testable import Casework

@Suite("A label that is not its case's")
struct LabelResolutionTests {
  private static let digest = String(repeating: "d", count: 64)

  private static func check(_ text: String? = "S26-2", of pattern: String = "{case}") throws -> LabelCheck {
    let expected = try LabelPattern(pattern).expectation(for: try Example.record())
    return LabelCheck(expected: expected, found: text.flatMap { LabelText($0, property: "aperio.Barcode") })
  }

  private func apply(_ events: [LedgerEvent], to file: CaseFile? = nil, digest: String = "e1") throws -> CaseFile {
    var file = file
    for event in events { file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: digest) }
    return try #require(file)
  }

  /// A case in review, whose scoring found `checks`.
  private func opened(_ checks: [LabelCheck]) throws -> CaseFile {
    var finding = Example.finding()
    finding.labels = checks
    return try apply([.registered(Example.record()), .scored(finding), .reviewOpened(reviewer: "Ann Rey")])
  }

  private static let override = SignOffDraft(
    decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), shown: .every)

  private func sign(_ file: CaseFile, _ draft: SignOffDraft = override, now: [LabelCheck] = []) throws -> CaseFile {
    var draft = draft
    draft.labels = now
    let signed = try file.signing(draft, reviewer: "Ann Rey", findingID: "f-1", now: "2026-11-02T11:00:00Z")
    return try apply([.signed(signed)], to: file, digest: "s1")
  }

  private static func draft(_ check: LabelCheck) -> LabelResolutionDraft {
    LabelResolutionDraft(slide: 0, slideDigest: digest, check: check, reason: .misread)
  }

  private func changed(
    _ draft: LabelResolutionDraft, _ change: (inout LabelResolutionDraft) -> Void
  ) -> LabelResolutionDraft {
    var draft = draft
    change(&draft)
    return draft
  }

  private func resolve(_ file: CaseFile, _ check: LabelCheck, digest: String = "r1") throws -> CaseFile {
    var draft = Self.draft(check)
    (draft.reason, draft.comment) = (.labelWrong, " glued\u{7} anew ")
    let resolution = try file.resolution(draft, by: " Bo", now: "2026-11-02T10:30:00Z")
    return try apply([.labelResolved(resolution)], to: file, digest: digest)
  }

  private static let unresolved = TransitionProblem.label(.unresolved(slides: ["A.svs"]))

  @Test("keeps a call from being signed, and nothing else: the case is put off, or rejected as the wrong slide")
  func blocks() throws {
    let file = try opened([try Self.check()])
    #expect(file.labelStanding == .differs && file.openLabels == [0])
    #expect(throws: Self.unresolved) { try sign(file) }
    let rejected = try sign(file, SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide)))
    #expect(try rejected.status == .rejected && rejected.signOff?.labels == [SlideLabel(Self.check())])
    let deferred = try sign(file, SignOffDraft(decision: .defer, reason: .deferral(.rescan)))
    #expect(deferred.status == .deferred)
  }

  @Test("is signed once a reader has resolved it; the record names the texts and the entry")
  func resolved() throws {
    let file = try resolve(try opened([try Self.check()]), try Self.check())
    #expect(file.openLabels.isEmpty && file.status == .inReview && file.labelStanding == .differs)
    let resolution = try #require(file.labelResolution(of: 0))
    #expect(resolution.reviewer == "Bo" && resolution.comment == "glued anew" && resolution.entryDigest == "r1")
    #expect(resolution.slideDigest == Self.digest && resolution.meaning == .labelResolved)
    let signed = try sign(file)
    #expect(signed.signOff?.labels == [SlideLabel(try Self.check(), resolvedBy: "r1")])
  }

  @Test("that was resolved is resolved anew where the content of the slide, or one of the texts, is another one")
  func anew() throws {
    let file = try resolve(try opened([try Self.check()]), try Self.check())
    var rescored = Example.finding("f-2")
    rescored.labels = [try Self.check("S26-3")]
    #expect(try apply([.scored(rescored)], to: file).openLabels == [0])
    rescored.labels = [try Self.check()]
    #expect(try apply([.scored(rescored)], to: file).openLabels.isEmpty)
    rescored.slideDigests = [SlideDigests(quick: Self.digest, whole: String(repeating: "e", count: 64))]
    #expect(try apply([.scored(rescored)], to: file).openLabels == [0])
    #expect(throws: Self.unresolved) { try sign(file, now: [try Self.check("S26-2", of: "{case}-*")]) }
  }

  /// The case with another scoring, which read the label `text` of another content.
  private func rescored(_ file: CaseFile, _ text: String? = nil) throws -> CaseFile {
    var finding = Example.finding("f-2")
    finding.slideDigests = [SlideDigests(quick: Self.digest, whole: String(repeating: "e", count: 64))]
    finding.labels = try text.map { [try Self.check($0)] } ?? []
    return try apply([.scored(finding)], to: file)
  }

  /// Resolves the first mismatch that is open, as a reader is shown it.
  private func resolveOpen(_ file: CaseFile, digest: String = "r1") throws -> CaseFile {
    var draft = try #require(file.openMismatch(of: 0))
    draft.reason = .labelWrong
    let resolution = try file.resolution(draft, by: "Bo", now: "2026-11-02T10:30:00Z")
    return try apply([.labelResolved(resolution)], to: file, digest: digest)
  }

  @Test("is resolved of the content that is signed upon, though the case was scored again of another one meanwhile")
  func signedContent() throws {
    var file = try opened([])
    file.newerFinding = try rescored(file).finding
    file.checkedLabels = [try Self.check()]
    let resolved = try resolveOpen(file)
    #expect(resolved.labelResolutions.first?.slideDigest == Self.digest && resolved.slidesToResolve.isEmpty)
    #expect(try sign(resolved, now: file.checkedLabels).signOff?.labels.first?.resolvedBy == "r1")
  }

  @Test("of a newer finding is resolved by itself once the case is closed, since an amendment may rest upon that")
  func newerContent() throws {
    let signed = try sign(try opened([try Self.check("S26-1")]))
    let file = try rescored(signed, "S26-2")
    #expect(file.openLabels.isEmpty && file.openLabels(upon: "f-2") == [0] && file.slidesToResolve == [0])
    let resolved = try resolveOpen(file)
    #expect(resolved.labelResolutions.first?.slideDigest == String(repeating: "e", count: 64))
    #expect(resolved.openLabels(upon: "f-2").isEmpty && resolved.slidesToResolve.isEmpty)
    var open = file
    open.signOff = nil
    #expect(open.slidesToResolve.isEmpty, "nothing is signed upon it before")
  }

  @Test("is told by what was checked last; a mismatch of the scoring stands where nothing is checked any more")
  func latest() throws {
    let differs = try Self.check()
    #expect(try sign(try opened([.notChecked])).signOff?.labels == [])
    #expect(try sign(try opened([])).signOff?.labels == [])
    #expect(throws: Self.unresolved) { try sign(try opened([]), now: [differs]) }
    #expect(throws: Self.unresolved) { try sign(try opened([differs]), now: [.notChecked]) }
    let matches = try Self.check("S26-1")
    #expect(try sign(try opened([differs]), now: [matches]).signOff?.labels == [SlideLabel(matches)])
    let none = try Self.check(nil)
    #expect(try sign(try opened([none])).signOff?.labels == [SlideLabel(none)], "nothing was compared")
  }

  @Test("keeps an amendment from making a call, too")
  func amendment() throws {
    var file = try sign(try opened([]))
    file.checkedLabels = [try Self.check()]
    var reading = Self.override
    reading.comment = "Counted again."
    reading.labels = file.checkedLabels
    let draft = SupplementDraft.amendment(
      AmendmentDraft(kind: .misinterpretation, reading: reading, findingID: "f-1", amends: "s1"))
    func amended(_ file: CaseFile) throws -> CaseFile {
      try apply(
        [LedgerEvent(try file.supplement(draft, reviewer: "Ann Rey", now: "2026-11-02T12:00:00Z"))], to: file,
        digest: "a1")
    }
    #expect(throws: Self.unresolved) { try amended(file) }
    #expect(try amended(try resolve(file, try Self.check())).standing?.labels.first?.resolvedBy == "r1")
  }

  @Test("among several slides is told of the case as the gravest of them")
  func gravest() throws {
    var file = CaseFile(record: try Example.record(), status: .scored)
    file.record.slides = Array(repeating: file.record.slides[0], count: 2)
    let order = [try Self.check("S26-1"), .notChecked, try Self.check(nil), try Self.check()]
    for (rank, check) in order.enumerated() {
      for lighter in order[...rank] where check.isMade || lighter.isMade {
        file.checkedLabels = [lighter, check]
        #expect(file.labelStanding == check.standing)
        file.checkedLabels.reverse()
        #expect(file.labelStanding == check.standing)
      }
    }
  }

  @Test("is refused where the entry tells otherwise than the ledger")
  func forged() throws {
    let file = try opened([try Self.check()])
    var signed = try SignOff.make(
      Self.override, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
    for labels in [[], [SlideLabel(.notChecked)], [SlideLabel(try Self.check(), resolvedBy: "r1")]] {
      signed.labels = labels
      #expect(throws: TransitionProblem.misplaced) { try apply([.signed(signed)], to: file) }
    }
    var record = try Example.record()
    record.slides[0].expectedLabel = "4711"
    var other = try apply([.registered(record), .scored(Example.finding()), .reviewOpened(reviewer: "Ann Rey")])
    #expect(throws: TransitionProblem.label(.otherSlide)) { try sign(other, now: [try Self.check("S26-1")]) }
    other.record.slides[0].expectedLabel = nil
    #expect(try sign(other, now: [try Self.check("S26-1")]).status == .signed)
  }

  @Test("is resolved by a reason, of a slide that is there, while it differs, and once")
  func rules() throws {
    let file = try opened([try Self.check()])
    func problem(_ draft: LabelResolutionDraft, in file: CaseFile) -> TransitionProblem? {
      do throws(TransitionProblem) {
        let resolution = try file.resolution(draft, by: "Bo", now: "")
        _ = try CaseFile.applying(.labelResolved(resolution), to: file, caseID: "S26-1", digest: "r2")
        return nil
      } catch { return error }
    }
    let draft = Self.draft(try Self.check())
    #expect(problem(draft, in: file) == nil)
    #expect(problem(changed(draft) { $0.reason = nil }, in: file) == .label(.noReason))
    #expect(problem(changed(draft) { $0.slide = 1 }, in: file) == .label(.noSuchSlide(2, of: 1)))
    #expect(problem(Self.draft(try Self.check("S26-1")), in: file) == .label(.noMismatch(slide: "A.svs")))
    let long = changed(draft) { $0.comment = String(repeating: "x", count: 2001) }
    #expect(problem(long, in: file) == .label(.commentTooLong(length: 2001, limit: 2000)))
    for digest in [nil, String(repeating: "c", count: 64)] {
      #expect(problem(changed(draft) { $0.slideDigest = digest }, in: file) == .label(.otherSlide), "another content")
    }
    #expect(problem(draft, in: try resolve(file, draft.check)) == .label(.resolved(by: "Bo")))
    #expect(problem(draft, in: try apply([.registered(Example.record())])) == .signOff(.notScored))
  }

  @Test("is told where the finding is withheld, a colleague's words apart")
  func blinded() throws {
    let setting = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    let file = try resolve(try apply([.protocolSet(setting)], to: try opened([try Self.check()])), try Self.check())
    for audience in [Audience.reviewer("Ann Rey"), .anybody] {
      let told = file.disclosed(to: audience)
      #expect(try told.finding == nil && told.labels == [SlideLabel(Self.check(), resolvedBy: "r1")])
      #expect(told.labelResolution(of: 0)?.comment == "" && told.labelResolution(of: 0)?.reason == .labelWrong)
    }
    #expect(file.disclosed(to: .reviewer("Bo")).labelResolution(of: 0)?.comment == "glued anew")
    #expect(LedgerKind.labelResolved.tellsOfCalls, "its comment is a colleague's")
  }

  @Test("is read back from its entries: finding, signature and resolution; entries of before have none")
  func entries() throws {
    var record = try Example.record()
    record.slides[0].expectedLabel = "4711"
    var finding = Example.finding()
    finding.labels = [try Self.check("a*b", of: "{case}*{patient}"), try Self.check(nil), .notChecked]
    var signed = try Example.signOff()
    signed.labels = [SlideLabel(finding.labels[0], resolvedBy: Self.digest), SlideLabel(.notChecked)]
    let resolution = LabelResolution(
      slide: 2, slideDigest: nil, check: finding.labels[0], reason: .expectationWrong, comment: "c", reviewer: "Bo",
      resolvedAt: "2026-11-02T10:30:00Z")
    for event in [LedgerEvent.registered(record), .scored(finding), .signed(signed), .labelResolved(resolution)] {
      #expect(try LedgerEvent(kind: event.kind, payload: event.payload) == event)
    }
    let plain = String(decoding: LedgerEvent.scored(Example.finding()).payload, as: UTF8.self)
    #expect(!plain.contains("labels"))
    let text = String(decoding: LedgerEvent.labelResolved(resolution).payload, as: UTF8.self)
    #expect(text.contains(#""expected":["S26-1",null,"P-17"]"#) && text.contains(#""found":"a*b""#))
    #expect(text.contains(#""reason":"expectation-wrong""#) && text.contains(#""standing":"differs""#))
  }
}
