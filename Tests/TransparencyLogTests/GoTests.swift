import Foundation
import Testing

@testable import TransparencyLog

/// What `golang.org/x/mod/sumdb/note` and `tlog` say of what is written here. Debian: `golang-go` and
/// `golang-golang-x-mod-dev`.
@Suite("Go's packages for logs")
struct GoTests {
  private static let sources = "/usr/share/gocode"
  private static let isThere =
    FileManager.default.fileExists(atPath: sources + "/src/golang.org/x/mod/sumdb/tlog")
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/go")

  private let folder: String
  private let key: SignerKey

  init() throws {
    folder = NSTemporaryDirectory() + "go-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    key = try SignerKey("lab.example/casebook/2026", .ed25519, seed: String(repeating: "2a", count: 32))
  }

  @Test(
    "open our notes, and take our proofs of an entry and of consistency; an altered one is refused",
    .enabled(if: isThere, "golang-go and golang-golang-x-mod-dev are not on this machine"))
  func accepted() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tree = MerkleTree.numbered(300)
    let head = try head(tree, 300)
    let proof = InclusionProof(index: 217, path: try tree.inclusionPath(of: 217, inFirst: 300), head: head)
    let request = WitnessRequest(
      old: 100, path: try tree.consistencyPath(from: 100, to: 300), head: try self.head(tree, 300))
    try put(Array(key.verifier.text.utf8), "key")
    try put(Array(key.text.utf8), "private")
    try put(head.bytes, "head")
    try put(try self.head(tree, 100).bytes, "old")
    try put(MerkleTree.content(217), "entry")
    try put(proof.bytes, "proof")
    try put(request.bytes, "request")
    #expect(try check() == "ok")

    try put(MerkleTree.content(218), "entry")
    #expect(try check() != "ok")
    try put(MerkleTree.content(217), "entry")
    try put(try self.head(tree, 101).bytes, "old")
    #expect(try check() != "ok")
  }

  private func head(_ tree: MerkleTree, _ size: Int) throws -> SignedCheckpoint {
    let checkpoint = Checkpoint(origin: key.verifier.name, size: size, root: try tree.root(ofFirst: size))
    return SignedCheckpoint(checkpoint, key: key.verifier, sign: key.sign)
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func check() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/go")
    process.arguments = ["run", Bundle.module.bundlePath + "/Fixtures/check.go", folder]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder, "GO111MODULE": "off", "GOPATH": Self.sources,
      "GOCACHE": folder + "/cache", "GOFLAGS": "",
    ]
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile() + error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
