import Casework
import Cryptography
import ReadingQuality
import Testing

@testable import UseCases

@Suite("Counting readings for somebody")
struct CountReadingsTests {
  private let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest,
    signatures: Ed25519.isSignature)
  private let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  private static let words = Passphrase("seven grey herons at noon")

  private func admit(_ name: String, _ role: ReviewerRole, by admitter: String? = nil) async throws {
    try await AdmitReviewers(store: store, keys: keys).admit(
      .init(name: name, role: role, passphrase: Self.words),
      by: admitter.map { AdmitReviewers.Actor(name: $0, passphrase: Self.words) })
  }

  private func scope(of name: String?) async throws -> QualityScope {
    let asker = try CountReadings.asker(name, among: try store.roster())
    return try await CountReadings(store: store, keys: keys)
      .readings(passing: CaseFilter(), for: asker.map { ($0, Self.words) }).scope
  }

  @Test("asks nobody where nobody was ever admitted")
  func nobody() async throws {
    #expect(try await scope(of: nil) == .everybody)
    #expect(try await scope(of: "Ann Rey") == .everybody)
  }

  @Test("tells quality of all, readers of themselves, engineers of nobody, and who says nothing nothing")
  func roles() async throws {
    try await admit("Quinn", .quality)
    try await admit("Ann Rey", .pathologist, by: "Quinn")
    try await admit("Eve Lo", .engineer, by: "Quinn")
    #expect(try await scope(of: "Quinn") == .everybody)
    #expect(try await scope(of: "Ann Rey") == .own("Ann Rey"))
    await #expect(throws: ReadingsFailure.notTold(.engineer)) { try await scope(of: "Eve Lo") }
    await #expect(throws: ReadingsFailure.nobodyAsks) { try await scope(of: nil) }
  }

  @Test("takes of a reader no filter that asks for a colleague by name, and repeats the filter that it took")
  func singlingOut() async throws {
    try await admit("Quinn", .quality)
    try await admit("Ann Rey", .pathologist, by: "Quinn")
    func counted(_ filter: String, for name: String) async throws -> CaseFilter {
      let passing = try CaseFilter(filter).resolved(me: name)
      return try await CountReadings(store: store, keys: keys).readings(passing: passing, for: (name, Self.words)).read
        .filter
    }
    for (filter, name) in [("by:\"Bo Lund\"", "bo lund"), ("-by:bo", "bo"), ("by:me,bo", "bo"), ("by:ann", "ann")] {
      await #expect(throws: ReadingsFailure.singlesOut(name)) { try await counted(filter, for: "Ann Rey") }
      _ = try await counted(filter, for: "Quinn")
    }
    #expect(try await counted("by:me call:high", for: "Ann Rey").description == "by:\"ann rey\" call:high")
  }

  @Test("tells nobody whose passphrase opens nothing")
  func passphrase() async throws {
    try await admit("Quinn", .quality)
    await #expect(throws: CaseStoreFailure.identity(.notOpened)) {
      try await CountReadings(store: store, keys: keys)
        .readings(passing: CaseFilter(), for: ("Quinn", Passphrase("another one by far")))
    }
  }
}
