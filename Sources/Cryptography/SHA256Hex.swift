import Crypto

/// SHA-256 as 64 lower-case hexadecimal digits, through swift-crypto.
public enum SHA256Hex {
  /// The digest of bytes: the function that the ledger's values want.
  @Sendable public static func digest(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// Bytes as two lower-case hexadecimal digits each.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
