import Crypto
import Foundation

/// SHA-256 of files, as findings and ledgers record it.
public enum FileDigest {
  /// 64 hexadecimal digits, or `nil` where the file cannot be read. Read in pieces: a result file may be large.
  @Sendable public static func sha256(_ path: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var hasher = SHA256()
    while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(data: piece) }
    return hasher.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
