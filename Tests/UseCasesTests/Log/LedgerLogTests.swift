import Casework
import Testing
import TransparencyLog

@testable import UseCases

@Suite("The ledger as a log")
struct LedgerLogTests {
  @Test("the head is over all entries, by the log's own key, and the same each time it is asked for")
  func head() async throws {
    let store = try LogWorld.casebook(5)
    let log = LogWorld.log(store)
    let head = try await log.head()
    var tree = MerkleTree(LogWorld.hashing)
    for entry in try store.entries(after: 0, limit: .max) { tree.append(entry.digestInput) }
    #expect(head.checkpoint.size == 6)
    #expect(head.checkpoint.root == tree.root)
    let key = try #require(try log.existingKey()).verifier
    try head.verify(by: key, LogCryptography.system.isSignature)
    #expect(try await log.head() == head)
    #expect(try key.name == "casebook/" + store.entries(after: 0, limit: 1)[0].digest.prefix(16))
  }

  @Test("the log's name is chosen with its key, and stays")
  func name() async throws {
    let log = LogWorld.log(try LogWorld.casebook(1))
    #expect(try await log.key(named: "lab.example/casebook").verifier.name == "lab.example/casebook")
    #expect(try await log.head().checkpoint.origin == "lab.example/casebook")
    await #expect(throws: LogFailure.nameIsFixed(path: "the key", name: "lab.example/casebook")) {
      try await log.head(named: "lab.example/other")
    }
    await #expect(throws: LogFailure.badName("a b")) {
      try await LogWorld.log(try LogWorld.casebook(1)).key(named: "a b")
    }
  }

  @Test("a key file that holds something else is refused, not replaced")
  func badKey() async throws {
    let shelf = MemoryShelf()
    shelf.contents["the key"] = Array("PRIVATE+KEY+x\n".utf8)
    await #expect(throws: LogFailure.badKeyFile(path: "the key", .badKey)) {
      try await LogWorld.log(try LogWorld.casebook(1), shelf).head()
    }
    #expect(shelf.contents == ["the key": Array("PRIVATE+KEY+x\n".utf8)])
  }

  @Test("a lost key is not made anew while a head that it signed is there; nothing is signed, nothing written")
  func lostKey() async throws {
    let (store, shelf) = (try LogWorld.signed(), MemoryShelf())
    _ = try await LogWorld.log(store, shelf).head()
    shelf.contents["the key"] = nil
    let kept = shelf.contents
    let lost = LogFailure.keyLost(path: "the key", head: "the last head")
    await #expect(throws: lost) { try await LogWorld.log(store, shelf).head() }
    await #expect(throws: lost) { try await LogWorld.log(store, shelf).key(named: "lab.example/casebook") }
    await #expect(throws: lost) { try await LogWorld.log(store, shelf).proof(of: "S1") }
    #expect(shelf.contents == kept)
    // With the head moved away as well it is a new log.
    shelf.contents["the last head"] = nil
    _ = try await LogWorld.log(store, shelf).head(named: "lab.example/second")
  }

  @Test("another key of the same name does not sign on from the head of the first")
  func exchangedKey() async throws {
    let (store, shelf, other) = (try LogWorld.signed(), MemoryShelf(), MemoryShelf())
    let head = try await LogWorld.log(store, shelf).head()
    _ = try await LogWorld.log(store, other).head()
    shelf.contents["the key"] = other.contents["the key"]
    await #expect(throws: LogFailure.notBySameKey(path: "the key", head: "the last head")) {
      try await LogWorld.log(store, shelf).head()
    }
    #expect(shelf.head() == head.bytes)
  }

  @Test("the proof is of the last signature of a case, of its last entry where it has none")
  func proof() async throws {
    let store = try LogWorld.signed()
    let log = LogWorld.log(store)
    for (caseID, sequence, isSignature) in [("S1", 5, true), ("S2", 6, false)] {
      let proof = try await log.proof(of: caseID)
      #expect(proof.entry.sequence == sequence)
      #expect(proof.isSignature == isSignature)
      #expect(proof.proof.index == sequence - 1)
      #expect(proof.proof.holds(for: proof.entry.digestInput, LogWorld.hashing))
      let other = try store.entries(after: sequence - 2, limit: 1)[0]
      #expect(!proof.proof.holds(for: other.digestInput, LogWorld.hashing))
      #expect(try InclusionProof(parsing: proof.proof.bytes) == proof.proof)
    }
    // A new finding after the signature is not what is proved.
    try store.record(LogWorld.finding, for: "S1")
    #expect(try await log.proof(of: "S1").entry.sequence == 5)
    await #expect(throws: CaseStoreFailure.noSuchCase(id: "S3", nearest: ["S1", "S2"])) {
      try await log.proof(of: "S3")
    }
  }

  @Test("a proof of a signature by its digest is of that entry, whatever was signed after it")
  func proofOfSignature() async throws {
    let store = try LogWorld.signed()
    let log = LogWorld.log(store)
    let digest = try #require(try store.caseFile("S1").standing?.entryDigest)
    try store.supplement("S1", .addendum(text: "ER 90 %", to: digest), reviewer: "Ann")
    #expect(try await log.proof(of: "S1").entry.sequence == 7, "the last signature")
    let proof = try #require(try await log.proof(ofSignature: digest))
    #expect(proof.entry.digest == digest && proof.proof.index == 4 && proof.isSignature)
    #expect(proof.proof.holds(for: proof.entry.digestInput, LogWorld.hashing))
    #expect(try await log.proof(ofSignature: String(repeating: "0", count: 64)) == nil)
  }

  @Test("a ledger that grew goes on from its older heads; a head inside of a proof is one too")
  func grown() async throws {
    let log = LogWorld.log(try LogWorld.signed())
    let old = try await log.head()
    let proof = try await log.proof(of: "S1")
    for bytes in [old.bytes, proof.proof.bytes] {
      let grown = try LogWorld.signed()
      try grown.register([try LogWorld.record("S3")])
      let comparison = try await LogWorld.log(grown, Self.shelf(of: log)).compare(with: bytes, at: "F")
      #expect(comparison.head.size == 6)
      #expect(comparison.entries == 7)
      let key = try #require(try log.existingKey()).verifier.text
      #expect(comparison.signature == .verified(key: key))
    }
  }

  @Test("a ledger that lost its last entry, or was written anew, is found against a head that was kept")
  func falsified() async throws {
    let log = LogWorld.log(try LogWorld.casebook(5))
    let head = try await log.head().bytes
    let given = HeadSource.given(path: "F")
    await #expect(throws: LogFailure.shortened(given, size: 6, entries: 5)) {
      try await LogWorld.log(try LogWorld.casebook(4)).compare(with: head, at: "F")
    }
    await #expect(throws: LogFailure.rewritten(given, size: 6)) {
      try await LogWorld.log(try LogWorld.casebook(8, note: "other")).compare(with: head, at: "F")
    }
  }

  @Test("a head whose signature does not hold, or that is not a head, is not compared")
  func badHead() async throws {
    let log = LogWorld.log(try LogWorld.casebook(3))
    let head = try await log.head()
    let key = try #require(try log.existingKey()).verifier
    var signature = head.note.signatures[0].bytes
    signature[10] ^= 1
    let forged = SignedNote(text: head.note.text, signatures: [NoteSignature(by: key, bytes: signature)])
    await #expect(throws: LogFailure.distrusted(path: "F", .badSignature(name: key.name))) {
      try await log.compare(with: forged.bytes, at: "F")
    }
    await #expect(throws: LogFailure.notAHead(path: "F", .noSignatures)) {
      try await log.compare(with: Array("head\n".utf8), at: "F")
    }
    // Without the log's key only the entries are compared, and it is said.
    let keyless = LogWorld.log(try LogWorld.casebook(3))
    #expect(try await keyless.compare(with: head.bytes, at: "F").signature == .unchecked)
    #expect(
      try await keyless.compare(with: head.bytes, at: "F", trusted: key.text).signature == .verified(key: key.text))
    let other = try await LogWorld.log(try LogWorld.casebook(3)).key(named: key.name).verifier.text
    await #expect(throws: LogFailure.distrusted(path: "F", .unsigned)) {
      try await keyless.compare(with: head.bytes, at: "F", trusted: other)
    }
  }

  @Test("the log never signs a head that does not go on from its last one")
  func restored() async throws {
    let shelf = MemoryShelf()
    let head = try await LogWorld.log(try LogWorld.casebook(5), shelf).head()
    let last = HeadSource.lastSigned(path: "the last head")
    await #expect(throws: LogFailure.shortened(last, size: 6, entries: 5)) {
      try await LogWorld.log(try LogWorld.casebook(4), shelf).head()
    }
    await #expect(throws: LogFailure.rewritten(last, size: 6)) {
      try await LogWorld.log(try LogWorld.casebook(9, note: "other"), shelf).proof(of: "S1")
    }
    #expect(shelf.head() == head.bytes)
  }

  @Test("tiles hold the hashes, then the head; entries only where they are asked for")
  func tiles() async throws {
    let store = try LogWorld.casebook(299)
    let log = LogWorld.log(store)
    let hashes = MemoryShelf()
    let export = try await log.export(.hashes, to: hashes)
    #expect(export.files == 3)
    #expect(hashes.contents.keys.sorted() == ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
    #expect(hashes.contents["checkpoint"] == (try await log.head().bytes))
    let leaves = hashes.contents["tile/0/000"].map { Array($0.prefix(32)) }
    #expect(try leaves == LogWorld.hashing.leaf(store.entries(after: 0, limit: 1)[0].digestInput).bytes)

    let all = MemoryShelf()
    #expect(try await log.export(.hashesAndEntries, to: all).files == 5)
    let bundle = try #require(all.contents["tile/entries/001.p/44"])
    let first = try store.entries(after: 256, limit: 1)[0].digestInput
    #expect(Array(bundle.prefix(2 + first.count)) == [UInt8(first.count >> 8), UInt8(first.count & 255)] + first)
    #expect(all.contents["tile/entries/000"] != nil)
    await #expect(throws: LogFailure.self) { try await LogWorld.log(try LogWorld.casebook(1)).export(.hashes, to: all) }
  }

  private static func shelf(of log: LedgerLog) -> MemoryShelf { log.shelf as? MemoryShelf ?? MemoryShelf() }
}
