import Casework
import Cryptography
import Microscopy
import Prognosis
import Synchronization
import Testing

@testable import UseCases

@Suite("Signing with a passphrase")
struct SigningTests {
  private let world = MadeUpWorld()
  private let clock: Clock
  private let store: MemoryCaseStore
  private let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  private static let words = Passphrase("seven grey herons at noon")
  private static let draft = SignOffDraft(decision: .confirm, finalCall: .high)

  /// Ann and the resident Bo, and a scored case on a slide of its own.
  init() async throws {
    let clock = Clock()
    self.clock = clock
    store = MemoryCaseStore(
      actor: "Ada Example (ada)", now: clock.now, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "one")
    try store.register([Case(id: "S-1", slides: [try world.access.record("/slides/S-1.svs")])])
    try store.record(Self.finding, for: "S-1")
    let ann = try await office.admit(.init(name: "Ann Rey", role: .pathologist, passphrase: Self.words), by: nil)
    #expect(ann.admittedBy == ann.fingerprint)
    try await office.admit(
      .init(name: "Bo", role: .resident, passphrase: Passphrase("nine red herons at dusk")), by: Self.ann)
  }

  private final class Clock: Sendable {
    private let time = Mutex("2026-03-01T12:00:00Z")
    var now: @Sendable () -> String { { self.time.withLock { $0 } } }
    func set(_ text: String) { time.withLock { $0 = text } }
  }

  private static let ann = AdmitReviewers.Actor(name: "Ann Rey", passphrase: words)
  private var office: AdmitReviewers { AdmitReviewers(store: store, keys: keys) }

  private func sign(_ name: String = "Ann Rey", _ words: Passphrase = words) async throws -> SignOff {
    try await SignCase(store: store, keys: keys, slides: world.access)
      .sign("S-1", Self.draft, findingID: "finding-1", reviewer: name, passphrase: words)
  }

  private static let finding = Finding(
    id: "finding-1",
    model: ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05),
    software: "test 1", computedAt: "2026-02-21T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
    basis: .slideAndClinical, probability5y: 0.184, call: .high)

  @Test("opens the key for one act, and the entry carries its signature")
  func signs() async throws {
    let signOff = try await sign()
    #expect(signOff.reviewer == "Ann Rey")
    let entry = try #require(try store.entries(after: 0, limit: 99).last)
    let ann = try #require(try store.roster().active(named: "Ann Rey"))
    #expect(entry.signer == ann.fingerprint)
    #expect(Ed25519.isSignature(try #require(entry.signature), of: entry.signedBytes, by: ann.publicKey))
    #expect(try store.verify().isIntact)
  }

  @Test("answers alike to a wrong passphrase, an unknown name and a retired one")
  func alike() async throws {
    try await office.retire("Bo", by: Self.ann)
    let right = Passphrase("nine red herons at dusk")
    for (name, words) in [("Ann Rey", right), ("nobody", right), ("Bo", right)] {
      await #expect(throws: CaseStoreFailure.identity(.notOpened)) { try await sign(name, words) }
      await #expect(throws: CaseStoreFailure.identity(.mustWait(seconds: 1))) { try await sign(name, words) }
    }
    #expect(try store.caseFile("S-1").signOff == nil)
  }

  @Test("takes as much work where there is no key as where there is one")
  func decoy() async throws {
    let count = Mutex(0)
    var counting = keys
    counting.decoy = { _ in count.withLock { $0 += 1 } }
    let ring = KeyRing(store: store, keys: counting)
    await #expect(throws: CaseStoreFailure.identity(.notOpened)) { try await ring.open("nobody", Self.words) }
    #expect(count.withLock { $0 } == 1)
  }

  @Test("waits after a wrong passphrase, also for the right one, and locks after five")
  func lock() async throws {
    let wrong = Passphrase("nine red herons at dusk")
    for minute in 1...5 {
      clock.set("2026-03-01T12:0\(minute):00Z")
      await #expect(throws: CaseStoreFailure.identity(.notOpened)) { try await sign("Ann Rey", wrong) }
    }
    await #expect(throws: CaseStoreFailure.identity(.mustWait(seconds: 900))) { try await sign() }
    #expect(try store.entries(after: 0, limit: 99).last?.event().kind == .reviewerLocked)
    clock.set("2026-03-01T12:20:00Z")
    _ = try await sign()
    #expect(try store.verify().isIntact)
  }

  @Test("is not for a resident, nor for a casebook without reviewers, nor over another slide")
  func refused() async throws {
    await #expect(throws: CaseStoreFailure.identity(.noRight(.sign, .resident))) {
      try await sign("Bo", Passphrase("nine red herons at dusk"))
    }
    let empty = MemoryCaseStore(actor: "x", now: clock.now, digest: SHA256Hex.digest)
    let ring = KeyRing(store: empty, keys: keys)
    await #expect(throws: CaseStoreFailure.identity(.nobodyAdmitted)) { try await ring.open("Ann Rey", Self.words) }
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another")
    await #expect(throws: SlideOpenFailure.self) { try await sign() }
    #expect(try store.caseFile("S-1").signOff == nil)
  }

  @Test("refuses what holds the very passphrase, whatever is signed, and nothing of it is written")
  func passphraseInText() async throws {
    let refusal = CaseStoreFailure.identity(.passphraseInText)
    let signing = SignCase(store: store, keys: keys, slides: world.access)
    let (secret, words) = ("seven grey herons at noon", Self.words)
    let entries = try store.entries(after: 0, limit: 99).count
    for text in [secret, "seen: \(secret).", "x\(secret)y\n", secret.uppercased()] {
      var draft = Self.draft
      draft.comment = text
      let signed = draft
      await #expect(throws: refusal) { try await signing.check("S-1", signed, reviewer: "Ann Rey", passphrase: words) }
      await #expect(throws: refusal) {
        try await signing.sign("S-1", signed, findingID: "finding-1", reviewer: "Ann Rey", passphrase: words)
      }
      let told = AmendmentNotice(person: text, at: "2026-03-01T12:00:00Z")
      let supplements: [SupplementDraft] = [
        .addendum(text: text, to: ""),
        .amendment(AmendmentDraft(kind: .specimen, reading: signed, findingID: "finding-1", amends: "")),
        .amendment(
          AmendmentDraft(kind: .specimen, reading: Self.draft, findingID: "finding-1", told: told, amends: "")),
      ]
      let supplement = SupplementCase(store: store, keys: keys, slides: world.access)
      for draft in supplements {
        await #expect(throws: refusal) {
          try await supplement.sign("S-1", draft, reviewer: "Ann Rey", passphrase: words)
        }
      }
      let place = SlidePlace(caseID: "S-1", x: 1, y: 1, power: ObjectivePower(nearestTo: 20))
      for draft in [
        OpinionDraft.question(place: place, text: text, colleague: nil),
        .answer(number: 1, to: "", text: text, call: nil),
      ] {
        await #expect(throws: refusal) {
          try await GiveOpinion(store: store, keys: keys).sign("S-1", draft, reviewer: "Ann Rey", passphrase: words)
        }
      }
    }
    #expect(try store.entries(after: 0, limit: 99).count == entries, "the key was opened, and nothing was written")
    var near = Self.draft
    near.comment = "Seven gray herons at noon"
    try await signing.check("S-1", near, reviewer: "Ann Rey", passphrase: words)
  }

  // MARK: The file

  /// The case with a finding that says what it was made of.
  private func rescore() throws {
    var finding = Self.finding
    finding.slideDigests = [SlideDigests(quick: "quick one", whole: "whole one")]
    try store.record(finding, for: "S-1")
  }

  @Test("holds the file to its last byte, and says so; what is known to be read counts, the rest is quick")
  func files() async throws {
    try rescore()
    let known = SignCase(store: store, keys: keys, slides: world.access, wholes: WholeFiles { _ in nil })
    let deferral = SignOffDraft(decision: .defer, reason: .deferral(.rescan))
    let put = try await known.sign(
      "S-1", deferral, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
    #expect(put.files == [SlideFileCheck(.quick)])
    #expect(try await sign().files == [SlideFileCheck(.whole)])
    #expect(try store.caseFile("S-1").signOff?.files == [SlideFileCheck(.whole)])
    #expect(try store.verify().isIntact)
  }

  @Test("a file that changes after the passphrase was found right, and before it is signed, is found")
  func changedMeanwhile() async throws {
    try rescore()
    let signing = SignCase(store: store, keys: keys, slides: world.access)
    try await signing.check("S-1", Self.draft, reviewer: "Ann Rey", passphrase: Self.words)
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another")
    await #expect(throws: SlideOpenFailure.self) { try await sign() }
    await #expect(throws: SlideOpenFailure.self) {
      try await signing.check("S-1", Self.draft, reviewer: "Ann Rey", passphrase: Self.words)
    }
    #expect(try store.caseFile("S-1").signOff == nil)
    let rejection = SignOffDraft(decision: .reject, reason: .rejection(.wrongSpecimen))
    let signed = try await signing.sign(
      "S-1", rejection, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
    #expect(signed.files == [SlideFileCheck(.changed)], "what is rejected says that it is so")
  }

  @Test("what a deferral noted of all bytes goes from signature to signature, so that an amendment is held to it")
  func deferredBefore() async throws {
    var access = world.access
    access.wholeDigest = { _, _ in String(repeating: "d", count: 64) }
    let signing = SignCase(store: store, keys: keys, slides: access)
    let deferral = SignOffDraft(decision: .defer, reason: .deferral(.rescan))
    let noted = String(repeating: "d", count: 64)
    let put = try await signing.sign(
      "S-1", deferral, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
    #expect(put.files == [SlideFileCheck(.quick, digest: noted)])
    let signed = try await signing.sign(
      "S-1", Self.draft, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
    #expect(signed.files == [SlideFileCheck(.whole, digest: noted)])
    access.wholeDigest = { _, _ in String(repeating: "e", count: 64) }
    let amendment = SupplementDraft.amendment(
      AmendmentDraft(
        kind: .reportDefect, reading: SignOffDraft(decision: .confirm, finalCall: .high, comment: "Seen again."),
        findingID: "finding-1", amends: try #require(signed.entryDigest)))
    let supplement = SupplementCase(store: store, keys: keys, slides: access)
    await #expect(throws: SlideFailure.self) {
      try await supplement.sign("S-1", amendment, reviewer: "Ann Rey", passphrase: Self.words)
    }
  }

  @Test("an amendment holds the file to the finding that it rests upon; an addendum to none")
  func amendment() async throws {
    try rescore()
    let digest = try #require(try await sign().entryDigest)
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another")
    let supplement = SupplementCase(store: store, keys: keys, slides: world.access)
    let reading = SignOffDraft(decision: .confirm, finalCall: .high, comment: "Seen again.")
    let draft = { (finding: String) in
      SupplementDraft.amendment(
        AmendmentDraft(kind: .reportDefect, reading: reading, findingID: finding, amends: digest))
    }
    try await supplement.sign(
      "S-1", .addendum(text: "ER 90 %", to: digest), reviewer: "Ann Rey", passphrase: Self.words)
    await #expect(throws: SlideOpenFailure.self) {
      try await supplement.sign("S-1", draft("finding-1"), reviewer: "Ann Rey", passphrase: Self.words)
    }
    var newer = Self.finding
    newer.id = "finding-2"
    newer.slideDigests = [SlideDigests(quick: "quick another", whole: "whole another")]
    try store.record(newer, for: "S-1")
    try await supplement.sign("S-1", draft("finding-2"), reviewer: "Ann Rey", passphrase: Self.words)
    #expect(try store.caseFile("S-1").standing?.files == [SlideFileCheck(.whole)])
  }

  @Test("a new passphrase opens the same key, and the old one opens nothing")
  func passphrase() async throws {
    let before = try store.roster().active(named: "Ann Rey")?.fingerprint
    let next = Passphrase("three blue herons at dawn")
    await #expect(throws: CaseStoreFailure.identity(.passphrase(.tooShort(length: 5, least: 12)))) {
      try await office.changePassphrase(of: Self.ann, to: Passphrase("short"))
    }
    try await office.changePassphrase(of: Self.ann, to: next)
    await #expect(throws: CaseStoreFailure.identity(.notOpened)) { try await sign() }
    clock.set("2026-03-01T12:01:00Z")
    _ = try await sign("Ann Rey", next)
    #expect(try store.roster().active(named: "Ann Rey")?.fingerprint == before)
    #expect(try store.verify().isIntact)
  }

  @Test("a reviewer after the first is admitted by one who may, with their passphrase")
  func admission() async throws {
    let cy = AdmitReviewers.Request(name: "Cy", role: .pathologist, passphrase: Passphrase("five white herons at tea"))
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) { try await office.admit(cy, by: nil) }
    let bo = AdmitReviewers.Actor(name: "Bo", passphrase: Passphrase("nine red herons at dusk"))
    await #expect(throws: CaseStoreFailure.identity(.noRight(.admit, .resident))) { try await office.admit(cy, by: bo) }
    let weak = AdmitReviewers.Request(name: "Cy", role: .pathologist, passphrase: Passphrase("password1234"))
    await #expect(throws: CaseStoreFailure.identity(.passphrase(.common))) {
      try await office.admit(weak, by: Self.ann)
    }
    #expect(try await office.admit(cy, by: Self.ann).admittedBy == store.roster().active(named: "Ann Rey")?.fingerprint)
  }
}
