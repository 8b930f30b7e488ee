import Casework
import TransparencyLog

/// Where the files of C2SP tlog-tiles go.
///
/// Every call throws what its edge throws where a file cannot be read or written.
package protocol TileShelf: Sendable {
  /// Where it is, for the user.
  var path: String { get }
  /// A file of it, `nil` where there is none.
  func file(_ name: String) throws -> [UInt8]?
  /// Puts a file in its place, with the folders above it.
  func put(_ bytes: [UInt8], _ name: String) throws
}

/// What of the ledger is exported as tiles.
package enum TileContent: Sendable {
  /// Hashes and the head: nothing can be read from them.
  case hashes
  /// Also the entries themselves, with all that identifies patients and reviewers.
  case hashesAndEntries
}

/// What was exported.
package struct TileExport: Equatable, Sendable {
  /// The head over it.
  package let head: Checkpoint
  /// Tiles of hashes, and bundles of entries.
  package let files: Int
}

extension LedgerLog {
  /// Writes the tiles of the tree, and of `content` the entries, then the head as `checkpoint`: whoever follows the
  /// folder never finds a head whose tiles are not there.
  ///
  /// Whoever chooses the entries must have shown that they may export them: ``KeyRing/open(_:_:for:)``.
  ///
  /// - Throws: as ``head(named:)``; `otherTiles`, `shortened` or `rewritten` against the head that the folder holds,
  ///   `entryTooLong`; of entries `withheld` where a case is read blinded and not signed: a bundle holds all or none.
  package func export(_ content: TileContent, to shelf: any TileShelf) async throws -> TileExport {
    switch content {
    case .hashes: break
    case .hashesAndEntries: try await requireAllTold()
    }
    let key = try await key()
    let former = try Self.formerHead(of: shelf, key.verifier)
    let tree = try await LedgerTree.reading(store, cryptography)
    if let former { try HeadComparison.check(former, against: tree, from: .given(path: shelf.path + "/checkpoint")) }
    let head = try signed(tree, by: key)
    var bundles = BundleWriter(shelf: shelf)
    switch content {
    case .hashes: break
    case .hashesAndEntries:
      _ = try await LedgerTree.reading(store, cryptography) { if $0.sequence <= tree.size { try bundles.take($0) } }
      try bundles.finish()
    }
    let tiles = HashTile.all(ofSize: tree.size)
    for tile in tiles { try shelf.put(try tile.bytes(in: tree), tile.path) }
    try shelf.put(head.bytes, "checkpoint")
    return TileExport(head: head.checkpoint, files: tiles.count + bundles.count)
  }

  private func requireAllTold() async throws {
    try await store.opened(for: .anybody).forEachCase { if $0.isScored { try $0.requireTold(.finding) } }
  }

  /// The head that the folder holds of this log; `nil` where it holds none.
  private static func formerHead(of shelf: any TileShelf, _ key: VerifierKey) throws -> Checkpoint? {
    guard let bytes = try shelf.file("checkpoint") else { return nil }
    let head = (try? SignedCheckpoint(parsing: bytes))?.checkpoint
    guard let head, head.origin == key.name else {
      throw LogFailure.otherTiles(path: shelf.path, origin: head?.origin ?? "")
    }
    return head
  }
}

/// Collects entries to bundles of 256.
private struct BundleWriter {
  let shelf: any TileShelf
  /// Bundles that were written.
  private(set) var count = 0
  private var entries: [[UInt8]] = []
  private var sequence = 0

  init(shelf: any TileShelf) { self.shelf = shelf }

  mutating func take(_ entry: LedgerEntry) throws {
    sequence = entry.sequence
    entries.append(entry.digestInput)
    if entries.count == HashTile.wholeWidth { try finish() }
  }

  mutating func finish() throws {
    guard !entries.isEmpty else { return }
    let bundle = EntryBundle(index: (sequence - 1) / HashTile.wholeWidth, entries: entries)
    guard let bytes = bundle.bytes else {
      let place = entries.firstIndex { $0.count >= LedgerEntry.sizeLimit } ?? 0
      throw LogFailure.entryTooLong(entry: sequence - entries.count + 1 + place)
    }
    try shelf.put(bytes, bundle.path)
    count += 1
    entries = []
  }
}
