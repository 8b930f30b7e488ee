import Crypto

/// SHA-256 as 64 lower-case hexadecimal digits, through swift-crypto.
public enum SHA256Hex {
  /// The digest of bytes: the function that the ledger's values want.
  @Sendable public static func digest(_ bytes: [UInt8]) -> String {
    text(SHA256.hash(data: bytes))
  }

  package static func text(_ digest: SHA256Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let hexadecimal = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hexadecimal, as: UTF8.self)
  }
}
