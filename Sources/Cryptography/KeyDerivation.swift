import Crypto
import CryptoExtras

/// PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2), through swift-crypto: a key that takes long to find by trying.
public enum KeyDerivation {
  /// The first block of the key, 32 bytes.
  ///
  /// - Parameter rounds: at least 1; NIST SP 800-132 asks for 1,000 and more.
  public static func pbkdf2(_ password: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8] {
    // The library's own limit on rounds is one for passphrases.
    let key = try? KDF.Insecure.PBKDF2.deriveKey(
      from: password, salt: salt, using: .sha256, outputByteCount: SHA256.byteCount,
      unsafeUncheckedRounds: max(1, rounds))
    guard let key else { preconditionFailure("PBKDF2 fails only where there is no memory") }
    return key.withUnsafeBytes { Array($0) }
  }
}
