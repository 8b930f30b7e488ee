import Casework
import Cryptography

/// A reviewer's key of low cost.
struct TestKey {
  private let key: Ed25519.PrivateKey

  init() { key = Ed25519.PrivateKey() }

  /// The key of one byte, for several processes that know it.
  init(of byte: UInt8) throws {
    guard let key = Ed25519.PrivateKey(seed: [UInt8](repeating: byte, count: Ed25519.keyLength)) else {
      throw Example.Missing()
    }
    self.key = key
  }

  static let words = "seven grey herons at noon"
  private static let cost = Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1)

  var fingerprint: String { SHA256Hex.digest(key.publicKey) }
  var signer: EntrySigner { EntrySigner(fingerprint: fingerprint) { [key] in key.signature(of: $0) } }

  func sealed(_ words: String = words, name: String) throws -> SealedKey {
    let associated = SealedKey.associated(fingerprint: fingerprint, name: name)
    let sealed = Passphrase(words).withBytes {
      SealedSecret(key.seed, passphrase: $0, associated: associated, cost: Self.cost)
    }
    guard let sealed else { throw Example.Missing() }
    return SealedKey(
      fingerprint: fingerprint, rounds: 16, blockSize: 1, parallelism: 1, salt: sealed.salt, box: sealed.box)
  }

  func reviewer(_ name: String, _ role: ReviewerRole = .pathologist, replacing: Bool = false) throws -> NewReviewer {
    NewReviewer(
      name: name, role: role, publicKey: key.publicKey, sealed: try sealed(name: name), isReplacing: replacing)
  }
}

extension SealedKey {
  /// Whether `words` open it.
  func opens(_ words: String, name: String) -> Bool {
    let secret = SealedSecret(
      cost: Scrypt.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism), salt: salt, box: box)
    let associated = SealedKey.associated(fingerprint: fingerprint, name: name)
    return Passphrase(words).withBytes { secret.opened(by: $0, associated: associated) } != nil
  }
}
