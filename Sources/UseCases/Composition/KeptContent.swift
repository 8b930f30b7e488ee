import Files
import Foundation

/// What no picture, table or text may take the place of, told by how its file begins, or whose it is by its name.
package enum KeptContent: Hashable, Sendable {
  /// A casebook, or another database of SQLite.
  case database
  /// What SQLite keeps beside a database while somebody writes to it: without it what was written last is lost.
  case journal
  /// A TIFF, as nearly all slides are.
  case slide
  /// The private key of a log or a witness, which cannot be made again.
  case key
  /// Safetensors: findings or features of tiles, or weights of networks, which nothing makes anew so.
  case tensors
  /// What lies beside a casebook and belongs to it, by its name.
  case companion

  /// What the regular file at `path` holds; `nil` where it may be replaced, and where there is none.
  init?(of path: String) {
    if Self.isJournal(path) {
      self = .journal
      return
    }
    if CasebookCompanions.hold(path) {
      self = .companion
      return
    }
    guard let file = try? OpenFile(path), file.count >= 4,
      let head = try? file.read(0..<min(16, file.count))
    else { return nil }
    if head.elementsEqual(Self.signature) {
      self = .database
    } else if Self.heads.contains(Array(head.prefix(4))) {
      self = .slide
    } else if head.starts(with: Self.keyStart) {
      self = .key
    } else if Self.isTensors(Array(head), of: file.count) {
      self = .tensors
    } else {
      return nil
    }
  }

  /// Whether `path` is named after a database, whether it is there by now or not.
  private static func isJournal(_ path: String) -> Bool {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return ["-wal", "-shm", "-journal"].contains { ending in
      real.hasSuffix(ending) && isDatabase(String(real.dropLast(ending.count)))
    }
  }

  /// Whether the file at `path` is a database of SQLite.
  static func isDatabase(_ path: String) -> Bool {
    guard let file = try? OpenFile(path), file.count >= signature.count,
      let head = try? file.read(0..<signature.count)
    else { return false }
    return head.elementsEqual(signature)
  }

  /// Whether a file begins as safetensors do: the length of its header, 8 bytes, the lowest first, then JSON.
  private static func isTensors(_ head: [UInt8], of count: Int) -> Bool {
    guard head.count > 8, head[8] == UInt8(ascii: "{") else { return false }
    let length = head.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return length <= UInt64(count - 8)
  }

  private static let signature = Array("SQLite format 3".utf8) + [0]

  private static let keyStart = Array("PRIVATE+KEY+".utf8)

  /// TIFF and BigTIFF, in both byte orders.
  private static let heads: Set<[UInt8]> = [
    [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
  ]
}
