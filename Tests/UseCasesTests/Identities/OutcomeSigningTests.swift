import Casework
import Cryptography
import Microscopy
import Prognosis
import ReadingQuality
import Testing

@testable import UseCases

@Suite("Recording what became of a patient, and counting readings")
struct OutcomeSigningTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest,
    signatures: Ed25519.isSignature)
  private let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  private static let words = Passphrase("seven grey herons at noon")

  /// Ann, and a scored case.
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

  private func sign(_ draft: SignOffDraft) async throws {
    try await SignCase(store: store, keys: keys, slides: world.access, pattern: nil)
      .sign("S-1", draft, findingID: "finding-1", reviewer: "Ann Rey", passphrase: Self.words)
  }

  @Test("takes the passphrase, and no comment that holds it")
  func outcome() async throws {
    try await sign(SignOffDraft(decision: .confirm, finalCall: .high))
    let record = RecordOutcome(store: store, keys: keys)
    let telling = OutcomeDraft(
      event: .freeOfRelapse, days: 1900, source: .other, comment: "seven grey herons at noon")
    await #expect(throws: CaseStoreFailure.identity(.passphraseInText)) {
      try await record.sign("S-1", telling, reviewer: "Ann Rey", passphrase: Self.words)
    }
    let draft = OutcomeDraft(event: .freeOfRelapse, days: 1900, source: .visit)
    let outcome = try await record.sign("S-1", draft, reviewer: "Ann Rey", passphrase: Self.words)
    #expect(try store.caseFile("S-1").outcome == outcome)
  }

  @Test("counts each deferral that the ledger holds, the one that stands once")
  func deferrals() async throws {
    let deferral = SignOffDraft(decision: .defer, reason: .deferral(.rescan))
    try await sign(deferral)
    #expect(try await store.readCases().cases.map { $0.calls.map(\.decision) } == [[.defer]])
    try await sign(deferral)
    try await sign(SignOffDraft(decision: .confirm, finalCall: .high))
    let read = try await store.readCases()
    #expect(read.cases.map { $0.calls.map(\.decision) } == [[.defer, .defer, .confirm]])
    #expect(QualityFigures(read, for: .everybody).all.deferrals == Share(2, of: 3))
  }
}
