/// A part of a tree as a file: up to 256 hashes of one height. C2SP tlog-tiles.
public struct HashTile: Hashable, Sendable {
  /// 0: the leaves; each level lies eight heights above the one below it.
  public let level: Int
  /// From the left, from 0.
  public let index: Int
  /// Hashes: 256, or fewer in the last tile of a level.
  public let width: Int

  /// Hashes of a whole tile.
  public static let wholeWidth = 256
  private static let heightPerLevel = 8

  /// The tiles of the tree of `size` leaves, level by level, from the left.
  public static func all(ofSize size: Int) -> [HashTile] {
    var tiles: [HashTile] = []
    var (level, count) = (0, max(0, size))
    while count > 0 {
      for index in 0...(count - 1) / wholeWidth {
        tiles.append(HashTile(level: level, index: index, width: min(wholeWidth, count - index * wholeWidth)))
      }
      (level, count) = (level + 1, count >> heightPerLevel)
    }
    return tiles
  }

  /// Where it lies: `tile/0/x001/067`, with `.p/WIDTH` after it where it is not whole.
  public var path: String { TilePath.path("tile/\(level)", index, width) }

  /// Its hashes in `tree`, one after the other.
  ///
  /// - Throws: `noSuchSize` where the tree has fewer leaves than the tile is of.
  public func bytes(in tree: MerkleTree) throws(TreeFailure) -> [UInt8] {
    let height = level * Self.heightPerLevel
    let hashes = index * Self.wholeWidth..<index * Self.wholeWidth + width
    guard hashes.upperBound <= tree.size >> height else {
      throw .noSuchSize(size: hashes.upperBound << height, leaves: tree.size)
    }
    return tree.hashes(height: height, hashes).flatMap(\.bytes)
  }
}

/// The paths of C2SP tlog-tiles.
enum TilePath {
  /// `folder/x001/x234/067`: the index in groups of three digits, all but the last with an `x`.
  static func path(_ folder: String, _ index: Int, _ width: Int) -> String {
    var rest = index / 1000
    var groups = [digits(index % 1000)]
    while rest > 0 {
      groups.insert("x" + digits(rest % 1000), at: 0)
      rest /= 1000
    }
    let whole = ([folder] + groups).joined(separator: "/")
    return width < HashTile.wholeWidth ? "\(whole).p/\(width)" : whole
  }

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: 3 - text.utf8.count) + text
  }
}
