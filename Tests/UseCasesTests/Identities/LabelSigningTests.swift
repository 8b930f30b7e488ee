import Casework
import Cryptography
import Microscopy
import Prognosis
import Testing

@testable import UseCases

@Suite("Signing where labels are held against the case")
struct LabelSigningTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest,
    signatures: Ed25519.isSignature)
  private let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  private static let words = Passphrase("seven grey herons at noon")
  private static let draft = SignOffDraft(decision: .confirm, finalCall: .high)

  /// Ann, and a scored case on a slide whose file says nothing of its label.
  init() async throws {
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "one")
    try store.register([Case(id: "S-1", slides: [try world.access.record("/slides/S-1.svs")])])
    try store.record(Self.finding, for: "S-1")
    try await AdmitReviewers(store: store, keys: keys)
      .admit(.init(name: "Ann Rey", role: .pathologist, passphrase: Self.words), by: nil)
  }

  private static let finding = Finding(
    id: "finding-1",
    model: ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05),
    software: "test 1", computedAt: "2026-02-21T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
    basis: .slideAndClinical, probability5y: 0.184, call: .high)

  private func label(_ pattern: String = "{case}") throws -> ResolveLabel {
    ResolveLabel(store: store, keys: keys, slides: world.access, pattern: try LabelPattern(pattern))
  }

  private func sign(_ draft: SignOffDraft, by pattern: String = "{case}") async throws -> SignOff {
    try await SignCase(store: store, keys: keys, slides: world.access, pattern: try LabelPattern(pattern))
      .sign("S-1", draft, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
  }

  /// The slide of the case, with that label in its file.
  private func relabel(_ text: String) { world.put(.labelled(text), at: "/slides/S-1.svs", content: "one") }

  @Test("takes a call of a slide whose label is the case's, and records what it said")
  func labels() async throws {
    #expect(try await sign(Self.draft).labels.map(\.check.standing) == [.noText])
    #expect(try store.caseFile("S-1").signOff?.labels.first?.check.expected?.text == "S-1")
  }

  @Test("takes none of another label before that is resolved, with the passphrase, for this pair of texts")
  func mismatch() async throws {
    relabel("S-7")
    let unresolved = CaseStoreFailure.label(.unresolved(slides: ["S-1.svs"]))
    await #expect(throws: unresolved) { try await sign(Self.draft) }
    let draft = try await label().draft("S-1", slide: nil, reason: .labelWrong, comment: "seen")
    #expect(draft.slide == 0 && draft.check.found?.text == "S-7")
    await #expect(throws: CaseStoreFailure.label(.otherSlide)) {
      try await label("{case}-*").sign("S-1", draft, reviewer: "Ann Rey", passphrase: Self.words)
    }
    var telling = draft
    telling.comment = "seven grey herons at noon"
    let told = telling
    await #expect(throws: CaseStoreFailure.identity(.passphraseInText)) {
      try await label().sign("S-1", told, reviewer: "Ann Rey", passphrase: Self.words)
    }
    let resolution = try await label().sign("S-1", draft, reviewer: "Ann Rey", passphrase: Self.words)
    await #expect(throws: unresolved, "another pattern, another pair") { try await sign(Self.draft, by: "{case}-*") }
    let signed = try await sign(Self.draft)
    #expect(signed.labels == [SlideLabel(draft.check, resolvedBy: resolution.entryDigest)])
    #expect(try store.verify().isIntact)
  }

  /// What the pattern `{case}` makes of a label that says `text`.
  private func check(_ text: String) throws -> LabelCheck {
    LabelCheck(
      expected: try LabelPattern("{case}").expectation(for: try store.caseFile("S-1").record),
      found: LabelText(text, property: "aperio.Barcode"))
  }

  /// Scores the case again; its slide's label said `text` then.
  private func rescore(_ id: String = "finding-1", label text: String) throws {
    var finding = Self.finding
    finding.id = id
    finding.labels = [try check(text)]
    try store.record(finding, for: "S-1")
  }

  @Test("an amendment upon the newer finding is held to the label that its scoring read; one upon the older to its own")
  func labelOfNewerFinding() async throws {
    try rescore(label: "S-1")
    let digest = try #require(try await sign(Self.draft).entryDigest)
    try rescore("finding-2", label: "S-7")
    let supplement = SupplementCase(
      store: store, keys: keys, slides: world.access, pattern: try LabelPattern("{case}"))
    let reading = SignOffDraft(decision: .confirm, finalCall: .high, comment: "Seen again.")
    let draft = { (finding: String) in
      SupplementDraft.amendment(
        AmendmentDraft(kind: .reportDefect, reading: reading, findingID: finding, amends: digest))
    }
    await #expect(throws: CaseStoreFailure.label(.unresolved(slides: ["S-1.svs"]))) {
      try await supplement.sign("S-1", draft("finding-2"), reviewer: "Ann Rey", passphrase: Self.words)
    }
    let resolution = try await label().draft("S-1", slide: nil, reason: .labelWrong, comment: "")
    try await label().sign("S-1", resolution, reviewer: "Ann Rey", passphrase: Self.words)
    try await supplement.sign("S-1", draft("finding-2"), reviewer: "Ann Rey", passphrase: Self.words)
    #expect(try store.caseFile("S-1").standing?.labels.first?.check == check("S-7"))
    #expect(try store.verify().isIntact)
  }

  @Test("a pattern that is corrected after a scoring that differed counts before the passphrase as when it is signed")
  func correctedPattern() async throws {
    try rescore(label: "S-1 B")
    let now = "2026-03-01T12:00:00Z"
    let unresolved = CaseStoreFailure.label(.unresolved(slides: ["S-1.svs"]))
    let file = try store.caseFile("S-1")
    #expect(throws: unresolved) { try SignCase.check(Self.draft, of: file, reviewer: "Ann Rey", now: now) }
    await #expect(throws: unresolved) { try await sign(Self.draft) }
    let labels = LabelChecking(world.access, pattern: try LabelPattern("{case} *"))
    let draft = try labels.checked(Self.draft, of: file, upon: "finding-1")
    try SignCase.check(draft, of: file, reviewer: "Ann Rey", now: now)
    try SignCase.check(Self.draft, of: try labels.checked(file), reviewer: "Ann Rey", now: now)
    let signed = try await sign(Self.draft, by: "{case} *")
    #expect(signed.labels.map(\.check.standing) == [.matches])
    var reading = SignOffDraft(decision: .confirm, finalCall: .high, comment: "Seen again.")
    reading.shown = .noPicture
    let amendment = SupplementDraft.amendment(
      AmendmentDraft(
        kind: .reportDefect, reading: reading, findingID: "finding-1", amends: try #require(signed.entryDigest)))
    let closed = try store.caseFile("S-1")
    #expect(throws: unresolved) { try SupplementCase.check(amendment, of: closed, reviewer: "Ann Rey", now: now) }
    let checked = try labels.checked(amendment, of: closed)
    try SupplementCase.check(checked, of: closed, reviewer: "Ann Rey", now: now)
    try SupplementCase.check(amendment, of: try labels.checked(closed), reviewer: "Ann Rey", now: now)
  }

  @Test("nothing is resolved that was shown, and differs no more")
  func staleMismatch() async throws {
    relabel("S-1 B")
    let draft = try await label().draft("S-1", slide: nil, reason: .expectationWrong, comment: "")
    await #expect(throws: CaseStoreFailure.label(.otherSlide)) {
      try await label("{case} *").sign("S-1", draft, reviewer: "Ann Rey", passphrase: Self.words)
    }
    #expect(try store.caseFile("S-1").labelResolutions.isEmpty)
  }

  @Test("looks at the labels with the passphrase already, before a signature is held")
  func labelBeforeHold() async throws {
    relabel("S-7")
    let signing = SignCase(store: store, keys: keys, slides: world.access, pattern: try LabelPattern("{case}"))
    await #expect(throws: CaseStoreFailure.label(.unresolved(slides: ["S-1.svs"]))) {
      try await signing.check("S-1", Self.draft, reviewer: "Ann Rey", passphrase: Self.words)
    }
    let rejection = SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide))
    try await signing.check("S-1", rejection, reviewer: "Ann Rey", passphrase: Self.words)
    relabel("S-1")
    let again = SignCase(store: store, keys: keys, slides: world.access, pattern: try LabelPattern("{case}"))
    try await again.check("S-1", Self.draft, reviewer: "Ann Rey", passphrase: Self.words)
  }

  @Test("asks which slide is meant, and says where nothing is to be resolved")
  func whichLabel() async throws {
    relabel("S-7")
    await #expect(throws: CaseStoreFailure.label(.noSuchSlide(2, of: 1))) {
      try await label().draft("S-1", slide: 2, reason: .misread, comment: "")
    }
    relabel("S-1")
    await #expect(throws: CaseStoreFailure.label(.noMismatch(slide: "S-1.svs"))) {
      try await label().draft("S-1", slide: nil, reason: .misread, comment: "")
    }
  }

  @Test("a case whose slide is gone is rejected without its label")
  func labelOfMissingSlide() async throws {
    try store.register([Case(id: "S-2", slides: [try world.access.record("/slides/S-1.svs")])])
    let record = try store.caseFile("S-2").record
    var gone = record
    gone.id = "S-3"
    gone.slides[0].path = "/slides/gone.svs"
    try store.register([gone])
    var finding = Self.finding
    finding.id = "finding-3"
    try store.record(finding, for: "S-3")
    let signing = SignCase(store: store, keys: keys, slides: world.access, pattern: try LabelPattern("{case}"))
    func sign(_ draft: SignOffDraft) async throws -> SignOff {
      try await signing.sign("S-3", draft, findingID: "finding-3", reviewer: "Ann Rey", passphrase: Self.words)
    }
    await #expect(throws: SlideFailure.self) { try await sign(Self.draft) }
    let rejected = try await sign(SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide)))
    #expect(rejected.labels.isEmpty)
  }
}
