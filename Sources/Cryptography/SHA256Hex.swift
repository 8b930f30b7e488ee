import Basics
import Crypto

/// SHA-256 as 64 lower-case hexadecimal digits, through swift-crypto.
public enum SHA256Hex {
  /// The digest of bytes: the function that the ledger's values want.
  @Sendable public static func digest(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// Bytes as two lower-case hexadecimal digits each.
  public static func text(_ bytes: some Sequence<UInt8>) -> String { Hexadecimal.text(bytes) }
}
