import Casework
import TransparencyLog

/// What the ledger's log computes with: SHA-256 and Ed25519.
package struct LogCryptography: Sendable {
  /// SHA-256 as bytes.
  package let digest: TreeDigest
  /// SHA-256 as the ledger's chain has it.
  package let chainDigest: Digest
  /// 32 random bytes that a new key is made of.
  package let newSeed: @Sendable () -> [UInt8]
  /// The public key of a seed; `nil` where it is not a seed.
  package let publicKey: @Sendable ([UInt8]) -> [UInt8]?
  /// The signature of a message by the key of a seed.
  package let signature: @Sendable (_ message: [UInt8], _ seed: [UInt8]) -> [UInt8]
  /// Whether a signature of a message is by a public key.
  package let isSignature: SignatureCheck

  package init(
    digest: @escaping TreeDigest, chainDigest: @escaping Digest, newSeed: @escaping @Sendable () -> [UInt8],
    publicKey: @escaping @Sendable ([UInt8]) -> [UInt8]?,
    signature: @escaping @Sendable (_ message: [UInt8], _ seed: [UInt8]) -> [UInt8],
    isSignature: @escaping SignatureCheck
  ) {
    self.digest = digest
    self.chainDigest = chainDigest
    self.newSeed = newSeed
    self.publicKey = publicKey
    self.signature = signature
    self.isSignature = isSignature
  }

  /// The tree's hashes.
  var hashing: TreeHashing { TreeHashing(digest: digest) }

  /// A new key that signs in the name `name`.
  func newKey(_ name: String, _ algorithm: SignatureAlgorithm) throws(NoteFailure) -> SignerKey {
    try SignerKey(name: name, algorithm: algorithm, seed: newSeed(), publicKey: publicKey, digest: digest)
  }

  /// The key of a file's bytes.
  func key(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm) throws(NoteFailure) -> SignerKey {
    let text = String(decoding: bytes, as: UTF8.self)
    let key = try SignerKey(parsing: text, publicKey: publicKey, digest: digest)
    guard algorithm.rawValue == key.verifier.algorithm.rawValue else { throw .badKey }
    return key
  }

  /// How `key` signs.
  func signer(_ key: SignerKey) -> ([UInt8]) -> [UInt8] { { signature($0, key.seed) } }
}
