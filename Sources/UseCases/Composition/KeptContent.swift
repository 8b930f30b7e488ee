import Files

/// What no picture, table or text may take the place of, told by how its file begins.
package enum KeptContent: Hashable, Sendable {
  /// A casebook, or another database of SQLite.
  case database
  /// A TIFF, as nearly all slides are.
  case slide

  /// What the regular file at `path` holds; `nil` where it may be replaced, and where there is none.
  init?(of path: String) {
    guard let file = try? OpenFile(path), file.count >= 4,
      let head = try? file.read(0..<min(16, file.count))
    else { return nil }
    if head.elementsEqual(Array("SQLite format 3".utf8) + [0]) {
      self = .database
    } else if Self.heads.contains(Array(head.prefix(4))) {
      self = .slide
    } else {
      return nil
    }
  }

  /// TIFF and BigTIFF, in both byte orders.
  private static let heads: Set<[UInt8]> = [
    [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
  ]
}
