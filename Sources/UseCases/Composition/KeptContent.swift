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

  /// What the regular file at `path` holds; `nil` where it may be replaced, and where there is none.
  init?(of path: String) {
    if Self.isJournal(path) {
      self = .journal
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
    } else {
      return nil
    }
  }

  /// Whether `path` is named after a database, whether it is there by now or not.
  private static func isJournal(_ path: String) -> Bool {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return ["-wal", "-shm", "-journal"].contains { ending in
      guard real.hasSuffix(ending), let file = try? OpenFile(String(real.dropLast(ending.count))),
        file.count >= signature.count, let head = try? file.read(0..<signature.count)
      else { return false }
      return head.elementsEqual(signature)
    }
  }

  private static let signature = Array("SQLite format 3".utf8) + [0]

  private static let keyStart = Array("PRIVATE+KEY+".utf8)

  /// TIFF and BigTIFF, in both byte orders.
  private static let heads: Set<[UInt8]> = [
    [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
  ]
}
