import Testing

@testable import TransparencyLog

@Suite("Heads, proofs and cosignatures")
struct HeadTests {
  private let hashing = Functions.hashing

  private struct Log {
    let vectors: Vectors.Head
    let leaves: [[UInt8]]
    var tree = MerkleTree(Functions.hashing)
    let log: SignerKey
    let witness: SignerKey

    init() throws {
      let all = try Vectors.read()
      (vectors, leaves) = (all.checkpoint, all.rfc6962.leaves)
      for leaf in all.rfc6962.leaves { tree.append(leaf) }
      log = try SignerKey("lab.example/casebook", .ed25519, seed: vectors.log_seed_hex)
      witness = try SignerKey("witness.example/w1", .cosignature, seed: vectors.witness_seed_hex)
    }

    func head(_ size: Int) throws -> SignedCheckpoint {
      let root = try tree.root(ofFirst: size)
      let checkpoint = Checkpoint(origin: log.verifier.name, size: size, root: root)
      return SignedCheckpoint(checkpoint, key: log.verifier, sign: log.sign)
    }

    func cosigned() throws -> SignedCheckpoint {
      try head(8).cosigned(by: witness.verifier, time: 1_764_340_000, sign: witness.sign)
    }
  }

  @Test("keys, head, cosignature, proof and request are those of the vectors, byte for byte")
  func vectors() throws {
    let log = try Log()
    let expected = log.vectors
    #expect(log.log.verifier.text == expected.log_vkey)
    #expect(log.witness.verifier.text == expected.witness_vkey)
    #expect(try log.head(8).checkpoint.text == expected.signed_body)
    #expect(
      Cosignature.message(time: 1_764_340_000, text: expected.signed_body) == Array(expected.cosigned_message.utf8))
    #expect(try log.cosigned().bytes == Array(expected.checkpoint.utf8))
    let path = try log.tree.inclusionPath(of: 5, inFirst: 8)
    let proof = InclusionProof(index: 5, path: path, head: try log.cosigned())
    #expect(proof.bytes == Array(expected.proof_of_leaf_5.utf8))
    let request = WitnessRequest(
      old: 5, path: try log.tree.consistencyPath(from: 5, to: 8), head: try log.head(8))
    #expect(request.bytes == Array(expected.add_checkpoint_request_from_5.utf8))
  }

  @Test("what the vectors hold is read, verified and written back byte for byte")
  func reading() throws {
    let log = try Log()
    let proof = try InclusionProof(parsing: Array(log.vectors.proof_of_leaf_5.utf8))
    #expect(proof.bytes == Array(log.vectors.proof_of_leaf_5.utf8))
    #expect(proof.holds(for: log.leaves[5], hashing))
    #expect(!proof.holds(for: log.leaves[4], hashing))
    try proof.head.verify(by: log.log.verifier, Functions.isSignature)
    #expect(proof.head.cosigningTime(of: log.witness.verifier, Functions.isSignature) == 1_764_340_000)
    #expect(proof.head.cosigningTime(of: log.log.verifier, Functions.isSignature) == nil)
    let request = try WitnessRequest(parsing: Array(log.vectors.add_checkpoint_request_from_5.utf8))
    #expect(request.bytes == Array(log.vectors.add_checkpoint_request_from_5.utf8))
    let extra = InclusionProof(index: 5, path: proof.path, extra: [1, 2], head: proof.head)
    #expect(try InclusionProof(parsing: extra.bytes) == extra)
    #expect(extra.bytes.starts(with: Array("c2sp.org/tlog-proof@v1\nextra AQI=\nindex 5\n".utf8)))
  }

  /// A cosignature under it is by a key that the reader of the proof does not know, and may be altered.
  @Test("no bit of a proof up to the log's signature can be altered unseen")
  func alteredProof() throws {
    let log = try Log()
    let proof = InclusionProof(
      index: 5, path: try log.tree.inclusionPath(of: 5, inFirst: 8), head: try log.head(8))
    for place in proof.bytes.indices {
      for bit in UInt8(0)..<8 {
        var altered = proof.bytes
        altered[place] ^= 1 << bit
        let found = try? InclusionProof(parsing: altered)
        let isVerified = found.map { found in
          found.holds(for: log.leaves[5], hashing)
            && (try? found.head.verify(by: log.log.verifier, Functions.isSignature)) != nil
        }
        #expect(isVerified != true, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test("a key of another name than the origin does not speak for the log")
  func origin() throws {
    let log = try Log()
    let other = try SignerKey("lab.example/other", .ed25519, seed: log.vectors.log_seed_hex)
    let head = SignedCheckpoint(try log.head(8).checkpoint, key: other.verifier, sign: other.sign)
    #expect(throws: NoteDistrust.unsigned) { try head.verify(by: other.verifier, Functions.isSignature) }
    #expect(throws: NoteDistrust.unsigned) { try head.verify(by: log.log.verifier, Functions.isSignature) }
  }

  @Test(
    "a checkpoint that is malformed is refused with its line",
    arguments: [
      ("", 1), ("origin\n", 2), ("origin\n8\n", 3), ("\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", 1),
      ("origin\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", 2),
      ("origin\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", 2),
      ("origin\n9223372036854775808\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", 2),
      ("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n", 3), ("origin\n8\nXcna\n", 3),
      ("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\nmore\n", 4),
      ("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\nmore", 4),
    ])
  func malformedCheckpoint(text: String, line: Int) {
    #expect(throws: NoteFailure.badCheckpoint(line: line)) { try Checkpoint(parsing: text) }
  }

  @Test("lines that the standard leaves to others are kept")
  func extensions() throws {
    let text = "origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\nmore\n"
    #expect(try Checkpoint(parsing: text).extensions == ["more"])
    #expect(try Checkpoint(parsing: text).text == text)
  }

  @Test(
    "a proof that is malformed is refused with its line",
    arguments: [
      ("c2sp.org/tlog-proof@v2\nindex 5\n\n", 1), ("c2sp.org/tlog-proof@v1\n\n", 2),
      ("c2sp.org/tlog-proof@v1\nindex 05\n\n", 2), ("c2sp.org/tlog-proof@v1\nextra !\nindex 5\n\n", 2),
      ("c2sp.org/tlog-proof@v1\nextra AQI=\n\n", 3), ("c2sp.org/tlog-proof@v1\nindex 5\nAQI=\n\n", 3),
      (
        "c2sp.org/tlog-proof@v1\nindex 5\n"
          + String(repeating: "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", count: 64) + "\n", 66
      ),
    ])
  func malformedProof(text: String, line: Int) throws {
    let head = Array(try Vectors.read().checkpoint.checkpoint.utf8)
    #expect(throws: NoteFailure.badProof(line: line)) { try InclusionProof(parsing: Array(text.utf8) + head) }
  }

  @Test("a request that is malformed is refused with its line", arguments: [("old\n\n", 1), ("old 5\nx\n\n", 2)])
  func malformedRequest(text: String, line: Int) throws {
    let head = Array(try Vectors.read().checkpoint.checkpoint.utf8)
    #expect(throws: NoteFailure.badRequest(line: line)) { try WitnessRequest(parsing: Array(text.utf8) + head) }
  }

  @Test("a witness cosigns what goes on from the head it knew, and nothing else")
  func witness() throws {
    let log = try Log()
    let witness = Witness(of: log.log.verifier, hashing, Functions.isSignature)
    func request(_ old: Int, _ new: Int) throws -> WitnessRequest {
      WitnessRequest(old: old, path: try log.tree.consistencyPath(from: old, to: new), head: try log.head(new))
    }
    let known = try log.head(5).checkpoint
    try witness.check(try request(0, 5), known: nil)
    try witness.check(try request(5, 8), known: known)
    try witness.check(try request(5, 5), known: known)
    #expect(throws: WitnessRefusal.shortened(known: 5, size: 4)) { try witness.check(request(4, 4), known: known) }
    #expect(throws: WitnessRefusal.otherBeginning(known: 5, old: 0)) { try witness.check(request(0, 8), known: known) }
    let rewritten = Checkpoint(origin: known.origin, size: 5, root: hashing.empty)
    #expect(throws: WitnessRefusal.rewritten(size: 5)) { try witness.check(request(5, 5), known: rewritten) }
    #expect(throws: WitnessRefusal.inconsistent(known: 5, size: 8)) {
      try witness.check(request(5, 8), known: rewritten)
    }
    let stranger = Witness(
      of: try SignerKey("lab.example/other", .ed25519, seed: log.vectors.log_seed_hex).verifier, hashing,
      Functions.isSignature)
    #expect(throws: WitnessRefusal.unknownLog(origin: "lab.example/casebook")) {
      try stranger.check(request(0, 8), known: nil)
    }
    let thief = Witness(
      of: try SignerKey("lab.example/casebook", .ed25519, seed: log.vectors.witness_seed_hex).verifier, hashing,
      Functions.isSignature)
    #expect(throws: WitnessRefusal.notTheLogs(.unsigned)) { try thief.check(request(0, 8), known: nil) }
  }

  @Test("a second cosignature takes the place of the first, and the log's signature stays")
  func cosignedAgain() throws {
    let log = try Log()
    let again = try log.cosigned().cosigned(by: log.witness.verifier, time: 1_764_350_000, sign: log.witness.sign)
    #expect(again.note.signatures.count == 2)
    #expect(again.cosigningTime(of: log.witness.verifier, Functions.isSignature) == 1_764_350_000)
    try again.verify(by: log.log.verifier, Functions.isSignature)
  }
}
