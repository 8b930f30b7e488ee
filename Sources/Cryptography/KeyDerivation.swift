import Crypto

/// PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2): a key that takes long to find by trying.
public enum KeyDerivation {
  /// The first block of the key, 32 bytes: the exclusive or of U_1 = HMAC(password, salt || 1), U_i = HMAC(password,
  /// U_(i-1)), i to `rounds`.
  ///
  /// - Parameter rounds: at least 1; NIST SP 800-132 asks for 1,000 and more.
  public static func pbkdf2(_ password: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8] {
    let keyed = HMAC<SHA256>(key: SymmetricKey(data: password))
    func next(_ bytes: [UInt8]) -> [UInt8] {
      var state = keyed
      state.update(data: bytes)
      return Array(state.finalize())
    }
    var last = next(salt + [0, 0, 0, 1])
    var result = last
    for _ in 1..<max(1, rounds) {
      last = next(last)
      for i in result.indices { result[i] ^= last[i] }
    }
    return result
  }
}
