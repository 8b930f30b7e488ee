/// Up to 256 entries as a file: C2SP tlog-tiles' entry bundle. It holds what the entries say.
public struct EntryBundle: Hashable, Sendable {
  /// From 0: the same as the tile of the leaves.
  public let index: Int
  /// What was hashed into the leaves, one after the other.
  public let entries: [[UInt8]]

  /// Bytes that the length of an entry can tell.
  private static let entryLimit = 65_535

  /// A bundle of entries.
  public init(index: Int, entries: [[UInt8]]) {
    self.index = index
    self.entries = entries
  }

  /// Where it lies: `tile/entries/x001/067`, with `.p/WIDTH` after it where it is not whole.
  public var path: String { TilePath.path("tile/entries", index, entries.count) }

  /// Each entry after its length in two bytes, most significant first; `nil` where an entry is too long for that.
  public var bytes: [UInt8]? {
    var bytes: [UInt8] = []
    for entry in entries {
      guard entry.count <= Self.entryLimit else { return nil }
      bytes += [UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry
    }
    return bytes
  }
}
