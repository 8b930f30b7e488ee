import Casework
import Cryptography
import Prognosis
import Testing

@testable import UseCases

@Suite("A reading protocol")
struct ProtocolTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(
    actor: "account", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
  private static let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  private static let (ann, bo) = (Passphrase("seven grey herons at noon"), Passphrase("nine red herons at dusk"))

  private var set: SetProtocol { SetProtocol(store: store, keys: Self.keys) }

  private func register(_ names: String...) throws {
    world.put(.tissue(side: 64), at: "/slides/one.svs", content: "one")
    let slide = try world.access.record("/slides/one.svs")
    try store.register(names.map { Case(id: $0, slides: [slide]) })
  }

  private static func finding(_ id: String) -> Finding {
    Finding(
      id: id,
      model: ModelIdentity(
        name: "m", version: "1", digest: String(repeating: "a", count: 64), demonstration: true, threshold: 0.05),
      software: "test", computedAt: "2026-02-21T10:00:00Z", tiles: 4, tilesAvailable: 4, tissueMM2: 1,
      probability5y: 0.4321, call: .high)
  }

  @Test("is set by one who may admit reviewers, with their passphrase, for one case or for all")
  func rights() async throws {
    let admit = AdmitReviewers(store: store, keys: Self.keys)
    try await admit.admit(.init(name: "Ann Rey", role: .pathologist, passphrase: Self.ann), by: nil)
    try await admit.admit(
      .init(name: "Bo", role: .resident, passphrase: Self.bo), by: .init(name: "Ann Rey", passphrase: Self.ann))
    try register("A", "B")
    try await set(.blindedFirst, for: "A", by: "Ann Rey", Self.ann)
    #expect(try store.caseFile("A").readingProtocol == .blindedFirst)
    #expect(try store.caseFile("B").readingProtocol == .open)
    try await set(.blindedFirst, for: nil, by: "Ann Rey", Self.ann)
    #expect(try store.houseProtocol() == .blindedFirst)
    let set = set
    await #expect(throws: CaseStoreFailure.identity(.noRight(.admit, .resident))) {
      try await set(.open, for: nil, by: "Bo", Self.bo)
    }
    await #expect(throws: CaseStoreFailure.identity(.notOpened)) {
      try await set(.open, for: nil, by: "Ann Rey", Self.bo)
    }
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) { try await set(.open, for: nil, by: "Ann Rey", nil) }
    #expect(try store.houseProtocol() == .blindedFirst)
    #expect(try store.verify().isIntact)
  }

  @Test("keeps the calls of a case that is not signed out of the exported ledger, and nothing else")
  func exported() async throws {
    try register("A", "B")
    for name in ["A", "B"] { try store.record(Self.finding("f-\(name)"), for: name) }
    try await set(.blindedFirst, for: "B", by: "Ann Rey", nil)
    try store.commit(
      FirstRead(reviewer: "Ann Rey", call: .unsure, confidence: .low, readAt: ""), to: "B")
    let withheld = try await lines()
    #expect(withheld.map { $0.contains(#""payload":null"#) } == [false, false, false, false, true, false, false, true])
    #expect(withheld.count { $0.contains("0.4321") } == 1 && !withheld.contains { $0.contains("unsure") })
    try await set(.open, for: "B", by: "Ann Rey", nil)
    let told = try await lines()
    #expect(told.count { $0.contains("0.4321") } == 2 && told.contains { $0.contains("unsure") })
    #expect(!told.contains { $0.contains(#""withheld""#) })
  }

  private func lines() async throws -> [String] {
    var lines: [String] = []
    try await ExportLedger(store, digest: SHA256Hex.digest) { lines.append($0) }
    return lines
  }
}
