import Casework
import Cryptography
import Foundation
import Testing
import UseCases

@testable import Exports

@Suite("Exports of the workstation into files")
struct CaseExportsTests {
  private let scratch = FileManager.default.temporaryDirectory.path + "/exports-\(UUID().uuidString)"

  private func exports(into folder: String? = nil) -> CaseExports {
    let store = MemoryCaseStore(
      actor: "test", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
    return .files(
      of: store, at: scratch + "/casebook.sqlite", into: folder, bundle: scratch + "/bundle", software: "test 1")
  }

  @Test("go into a folder beside the casebook, where no other one is named")
  func folder() {
    #expect(exports().folder == scratch + "/reports")
    #expect(exports(into: "/lab/outbox").folder == "/lab/outbox")
  }

  @Test("of a case that is not there nothing is made, and no folder either")
  func unknown() async throws {
    do {
      _ = try await exports().write("S-9", .pdf)
      Issue.record("there is no such case")
    } catch ExportFailure.store(.noSuchCase(let id, _)) { #expect(id == "S-9") }
    #expect(!FileManager.default.fileExists(atPath: scratch))
  }
}
