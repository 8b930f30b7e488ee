import Casework
import Cryptography
import Foundation
import Testing
import UseCases

@testable import Exports

@Suite("Where a case is sent")
struct SendCaseTests {
  private let world: ExportWorld
  private let folder: String

  init() throws {
    world = try ExportWorld()
    folder = NSTemporaryDirectory() + "exports-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func send(_ format: ExportFormat, _ out: String?) async throws(ExportFailure) -> SendCase.Outcome {
    try await SendCase(world.export)("S1", as: format, to: out)
  }

  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  private func end() { try? FileManager.default.removeItem(atPath: folder) }

  @Test("one text goes to stdout, without a file beside it")
  func text() async throws {
    defer { end() }
    guard case .text(let bytes) = try await send(.html, nil) else {
      Issue.record("files were written")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("not made beside it"))
  }

  @Test("into a folder under the names of the case; a report of before is replaced")
  func intoFolder() async throws {
    defer { end() }
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/S1.pdf"))
    let outcome = try await send(.pdf, folder)
    #expect(outcome == .written([folder + "/S1.pdf", folder + "/S1.pdf.tlog-proof"]))
    #expect(names == ["S1.pdf", "S1.pdf.tlog-proof"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/S1.pdf"))
    #expect(bytes.starts(with: Data("%PDF-".utf8)))
    let lines = String(decoding: outcome.printed(as: .pdf, of: "S1"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasSuffix("S1.pdf: PDF report of case S1"))
  }

  @Test("into a file of another name, with the proof named after it")
  func intoFile() async throws {
    defer { end() }
    _ = try await send(.html, folder + "/filed.htm")
    #expect(names == ["filed.htm", "filed.htm.tlog-proof"])
    let html = try String(contentsOfFile: folder + "/filed.htm", encoding: .utf8)
    #expect(html.contains("filed.htm.tlog-proof, beside this report"))
  }

  @Test("not into a folder that is not there, and nothing is made for it")
  func noFolder() async throws {
    defer { end() }
    await #expect(throws: ExportFailure.self) { try await send(.pdf, folder + "/absent/") }
    await #expect(throws: ExportFailure.self) { try await send(.pdf, folder + "/absent/report.pdf") }
    #expect(names.isEmpty && world.whenRead.count == 0)
  }

  @Test("never over the report's own proof")
  func proofItself() async throws {
    defer { end() }
    let out = folder + "/S1.tlog-proof"
    await #expect(throws: ExportFailure.oneFile(path: out, count: 2)) { try await send(.pdf, out) }
    #expect(names.isEmpty)
  }

  @Test("each report keeps its own proof, whatever is written of the case later")
  func ownProof() async throws {
    defer { end() }
    _ = try await send(.pdf, folder)
    let proof = try Data(contentsOf: URL(fileURLWithPath: folder + "/S1.pdf.tlog-proof"))
    try world.add("ER 90 %")
    _ = try await send(.html, folder)
    #expect(names == ["S1.html", "S1.html.tlog-proof", "S1.pdf", "S1.pdf.tlog-proof"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/S1.pdf.tlog-proof")) == proof)
  }

  @Test("a report that cannot take its place leaves the proof of the one before")
  func keptPair() async throws {
    defer { end() }
    try FileManager.default.createDirectory(atPath: folder + "/S1.pdf", withIntermediateDirectories: true)
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/S1.pdf.tlog-proof"))
    await #expect(throws: ExportFailure.self) { try await send(.pdf, folder) }
    #expect(names == ["S1.pdf", "S1.pdf.tlog-proof"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/S1.pdf.tlog-proof")) == Data("old".utf8))
  }

  @Test("a report that names the patient may be read by its owner alone")
  func mode() async throws {
    defer { end() }
    let wishes = ExportWishes(identities: true, mayTellIdentities: true)
    _ = try await SendCase(world.export)("S1", as: .pdf, wishes, to: folder)
    for name in names {
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
  }

  @Test("never over a slide of the case, whatever it is called")
  func slide() async throws {
    defer { end() }
    let path = folder + "/slide.pdf"
    try Data("a slide".utf8).write(to: URL(fileURLWithPath: path))
    let store = MemoryCaseStore(actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest)
    var record = try ExportWorld.record()
    record.slides[0].path = path
    try store.register([record])
    var tools = world.export.tools
    tools.log = LedgerLog(store, shelf: world.shelf, cryptography: tools.cryptography)
    await #expect(throws: ExportFailure.given(.irreplaceable(path: path, .slide))) {
      try await SendCase(ExportCase(store: store, tools: tools))("S1", as: .pdf, to: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("a slide".utf8))
  }
}
