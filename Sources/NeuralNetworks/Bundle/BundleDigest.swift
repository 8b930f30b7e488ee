import Crypto
import FeatureFiles

/// SHA-256 as a card writes it: 64 hexadecimal digits.
enum BundleDigest {
  static func of(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// Of a file of any size, in pieces.
  static func ofFile(_ path: String) throws(BundleFailure) -> String {
    var hash = SHA256()
    do { try FileStream.read(path) { hash.update(data: $0) } } catch { throw .file(error) }
    return text(hash.finalize())
  }

  /// Of a file that is copied to `path` on the way.
  static func copying(_ source: String, to path: String) throws(BundleFailure) -> String {
    var hash = SHA256()
    do { try FileStream.copy(source, to: path) { hash.update(data: $0) } } catch { throw .file(error) }
    return text(hash.finalize())
  }

  static func text(_ digest: some Sequence<UInt8>) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
