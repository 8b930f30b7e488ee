import Microscopy

/// What the directories claim that no library should be asked to believe.
extension TIFFDirectories {
  /// The largest tile that is decoded, px: 4096 x 4096, the most that one read of a slide gives. Larger ones are
  /// headers that lie: libraries allocate four bytes for each of their pixels, and end the process where they cannot.
  static let largestTile = 4096 * 4096

  /// What a compressed tile may have beyond twice its decoded bytes: tables and headers.
  private static let pieceSlack: UInt64 = 1 << 20

  /// Throws where a tile or the bytes of one are beyond what can be. NDPI is left out: its directories have rules of
  /// their own, and none of its images has tiles.
  func check(_ file: FileInspection) throws(SlideOpenFailure) {
    guard !all.contains(where: \.isNDPI) else { return }
    for (index, directory) in all.enumerated() {
      try checkTile(of: directory, file)
      try checkPieces(of: directory, index: index, file)
    }
  }

  /// The first reduced page whose width and height are not those of the largest tiled one at any one downsample, nor
  /// these padded to whole tiles: OpenSlide sorts pages by width and refuses a file whose heights come in another
  /// order.
  var foreignPage: UnrecognisedKind? {
    guard let slide = all.filter({ $0.tile != nil }).max(by: { $0.size.width < $1.size.width }) else { return nil }
    let foreign = all.indices.first { index in
      let page = all[index]
      guard page.tile != nil, page.subfileType & 1 == 1, !page.size.isEmpty else { return false }
      let level = PyramidLevel(size: page.size, downsample: 1, tile: page.tile)
      return !LevelScale.agrees(page.size, with: slide.size)
        && LevelScale.padded(level, base: slide.size, finer: 1).isEmpty
    }
    return foreign.map { .foreignPage(index: $0, size: all[$0].size, slide: slide.size) }
  }

  private func checkTile(of directory: TIFFDirectory, _ file: FileInspection) throws(SlideOpenFailure) {
    guard let tile = directory.tile, !tile.isEmpty else { return }
    guard let area = tile.area, area <= Self.largestTile else {
      throw .tooLargeTiles(path: file.path, width: tile.width, height: tile.height, limit: Self.largestTile)
    }
  }

  private func checkPieces(of directory: TIFFDirectory, index: Int, _ file: FileInspection) throws(SlideOpenFailure) {
    let longest = directory.longestPiece
    let most = directory.tileBytes.map { min(file.size, UInt64($0) * 2 + Self.pieceSlack) } ?? file.size
    guard longest.bytes > most else { return }
    let piece = directory.tile == nil ? "strip" : "tile"
    throw .damaged(
      path: file.path,
      detail: "directory \(index) gives \(piece) \(longest.index) \(longest.bytes) bytes, of \(file.size) in the file")
  }
}
