/// A reviewer's private key as it lies in the casebook, outside of the ledger: sealed with AES-256-GCM under a key that
/// scrypt makes of the passphrase.
public struct SealedKey: Hashable, Sendable {
  /// SHA-256 of the public key, 64 hexadecimal digits.
  public let fingerprint: String
  /// N of scrypt, a power of two.
  public let rounds: Int
  /// r of scrypt.
  public let blockSize: Int
  /// p of scrypt.
  public let parallelism: Int
  /// Salt of scrypt.
  public let salt: [UInt8]
  /// Nonce, ciphertext and tag.
  public let box: [UInt8]

  /// A sealed key as it was stored.
  public init(fingerprint: String, rounds: Int, blockSize: Int, parallelism: Int, salt: [UInt8], box: [UInt8]) {
    self.fingerprint = fingerprint
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
    self.salt = salt
    self.box = box
  }

  /// What the key belongs to and is sealed together with: under another name or fingerprint it does not open.
  public static func associated(fingerprint: String, name: String) -> [UInt8] {
    Array("coverslip reviewer key 1\n\(fingerprint)\n\(name)".utf8)
  }
}
