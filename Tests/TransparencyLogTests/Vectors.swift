import Cryptography
import Foundation

@testable import TransparencyLog

/// Roots, proofs and notes of another implementation: `Fixtures/make_vectors.py` made them, Go's `sumdb/note` and
/// `sumdb/tlog` took them. The leaves are those of RFC 6962's own tests.
struct Vectors: Decodable {
  struct Tree: Decodable {
    let leaves_hex: [String]
    let leaf_hashes: [String]
    let roots_by_size: [String]
    let inclusion: [String: [String]]
    let inclusion_in_7: [String: [String]]
    let consistency: [String: [String]]

    var leaves: [[UInt8]] { leaves_hex.map(Hex.bytes) }
  }

  struct Head: Decodable {
    let log_seed_hex: String
    let log_vkey: String
    let witness_seed_hex: String
    let witness_vkey: String
    let signed_body: String
    let checkpoint: String
    let cosigned_message: String
    let proof_of_leaf_5: String
    let add_checkpoint_request_from_5: String
  }

  let rfc6962: Tree
  let checkpoint: Head

  static func read() throws -> Vectors {
    let path = Bundle.module.bundlePath + "/Fixtures/vectors.json"
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

enum Hex {
  static func bytes(_ digits: String) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
  }

  static func hash(_ digits: String) -> NodeHash? { NodeHash(bytes(digits)) }
}

/// The functions that the module is given.
enum Functions {
  @Sendable static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var stream = SHA256Stream()
    stream.update(bytes)
    return stream.bytes
  }

  static let hashing = TreeHashing(digest: sha256)

  static func publicKey(_ seed: [UInt8]) -> [UInt8]? { Ed25519.PrivateKey(seed: seed)?.publicKey }

  @Sendable static func isSignature(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
    Ed25519.isSignature(signature, of: message, by: key)
  }
}

extension SignerKey {
  /// The key of a seed in hexadecimal digits.
  init(_ name: String, _ algorithm: SignatureAlgorithm, seed: String) throws {
    try self.init(
      name: name, algorithm: algorithm, seed: Hex.bytes(seed), publicKey: Functions.publicKey,
      digest: Functions.sha256)
  }

  func sign(_ message: [UInt8]) -> [UInt8] { Ed25519.PrivateKey(seed: seed)?.signature(of: message) ?? [] }
}

extension MerkleTree {
  /// The tree of `count` leaves that differ.
  static func numbered(_ count: Int) -> MerkleTree {
    var tree = MerkleTree(Functions.hashing)
    for leaf in 0..<count { tree.append(content(leaf)) }
    return tree
  }

  static func content(_ leaf: Int) -> [UInt8] { Array("entry \(leaf)".utf8) }
}
