import Basics
import Microscopy

/// The levels of a slide whose tiles are plain JPEGs, read without OpenSlide: it draws each tile onto a surface, which
/// takes several times as long as decoding it.
///
/// What is read is what OpenSlide reads, to one level in 255. Where that cannot be said, of a place between two pixels,
/// a tile without bytes, a stream that is not whole, nothing is read here.
final class PlainTiles: Sendable {
  private let bytes: TIFFBytes
  private let levels: [Level?]
  private let decoder: any JPEGTileDecoder
  private let purpose: ReadingPurpose
  private let cache = TileCache(limit: PlainTiles.cachedBytes)

  /// As many as OpenSlide keeps of a slide.
  private static let cachedBytes = 32 << 20

  fileprivate struct Level {
    let place: LevelPlace
    let directory: TIFFDirectory
    /// Size of a tile in the file, and in pixels of this level.
    let stored: PixelSize
    let tile: PixelSize
    let across: Int
  }

  /// The levels of a slide, and between them those that the tiles give when they are decoded to a half, a quarter and
  /// an eighth, where a person looks at it. A level that lacks tiles gives none: the library shows another one there.
  static func levels(
    _ places: [LevelPlace], vendor: String, directory: (Int) -> TIFFDirectory?, for purpose: ReadingPurpose
  ) -> [LevelPlace] {
    switch purpose {
    case .measuring: return places
    case .viewing: break
    }
    guard vendors.contains(vendor) else { return places }
    return places.indices.flatMap { index -> [LevelPlace] in
      let place = places[index]
      guard let directory = directory(place.index), directory.emptyPieces.isEmpty, let own = Level(place, directory)
      else { return [place] }
      let next = index + 1 < places.count ? places[index + 1].level.downsample : .infinity
      let coarsest = next.isFinite ? next * 0.75 : place.level.downsample * 8
      return [place]
        + [2, 4, 8].compactMap { own.reduced(by: $0) }.filter {
          $0.level.downsample <= coarsest && !$0.level.size.isEmpty
        }
    }
  }

  /// Of other formats than Aperio's and plain TIFF a level is more than the tiles of one directory side by side.
  private static let vendors: Set<String> = ["aperio", "generic-tiff"]

  /// `nil` where no level of `places` has plain tiles.
  ///
  /// - Parameters:
  ///   - vendor: as OpenSlide names the format.
  ///   - directory: of the library's levels, by their numbers.
  init?(
    _ bytes: TIFFBytes?, vendor: String, places: [LevelPlace], directory: (Int) -> TIFFDirectory?,
    for purpose: ReadingPurpose, decoder: (any JPEGTileDecoder)?
  ) {
    guard let bytes, let decoder, Self.vendors.contains(vendor) else { return nil }
    levels = places.map { place in directory(place.index).flatMap { Level(place, $0) } }
    guard levels.contains(where: { $0 != nil }) else { return nil }
    self.bytes = bytes
    self.decoder = decoder
    self.purpose = purpose
  }

  /// Writes the pixels of `size` from (`x`, `y`) level-0 px on; whether it did. What lies outside the level is
  /// transparent.
  func read(level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard let own = levels[level], let left = own.pixel(x, purpose), let top = own.pixel(y, purpose) else {
      return false
    }
    let inside = own.place.level.size
    let (columns, rows) = (
      (left..<(left + size.width)).clamped(to: 0..<inside.width),
      (top..<(top + size.height)).clamped(to: 0..<inside.height)
    )
    if columns.count < size.width || rows.count < size.height {
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }
    guard !columns.isEmpty, !rows.isEmpty else { return true }
    for tileRow in (rows.lowerBound / own.tile.height)...((rows.upperBound - 1) / own.tile.height) {
      for tileColumn in (columns.lowerBound / own.tile.width)...((columns.upperBound - 1) / own.tile.width) {
        guard let image = tile(tileRow * own.across + tileColumn, of: own, level: level) else { return false }
        let (x0, y0) = (tileColumn * own.tile.width, tileRow * own.tile.height)
        image.copyRows(
          columns.clamped(to: x0..<(x0 + own.tile.width)), rows.clamped(to: y0..<(y0 + own.tile.height)),
          from: (x0, y0), to: buffer, at: (left, top), width: size.width)
      }
    }
    return true
  }

  private func tile(_ index: Int, of own: Level, level: Int) -> RGBAImage? {
    cache.tile(TileCache.Key(level: level, index: index)) {
      let (start, length) = (own.directory.tileStarts[index], own.directory.tileLengths[index])
      guard length > 0, let stream = bytes.bytes(at: start, count: Int(length)) else { return nil }
      return decoder.pixels(
        of: JPEGTile(
          stream: stream, tables: own.directory.jpegTables, size: own.stored, isRGB: own.directory.photometric == 2,
          reduction: own.place.reduction))
    }
  }
}

extension PlainTiles.Level {
  /// `nil` where the directory's tiles are something else than JPEGs of three samples side by side, all of them there.
  fileprivate init?(_ place: LevelPlace, _ directory: TIFFDirectory) {
    guard directory.isJPEG, let tile = directory.tile, !tile.isEmpty, directory.samples == 3, directory.planar == 1,
      directory.bits.allSatisfy({ $0 == 8 }), directory.photometric == 2 || directory.photometric == 6
    else { return nil }
    let across = (directory.size.width + tile.width - 1) / tile.width
    let count = across * ((directory.size.height + tile.height - 1) / tile.height)
    guard directory.tileOverhang == nil, directory.tileStarts.count == count, directory.tileLengths.count == count,
      place.level.size.width * place.reduction <= directory.size.width,
      place.level.size.height * place.reduction <= directory.size.height
    else { return nil }
    let own = PixelSize(width: tile.width / place.reduction, height: tile.height / place.reduction)
    self.init(place: place, directory: directory, stored: tile, tile: own, across: across)
  }

  /// What its tiles give when they are decoded to that part of their sides; `nil` where that is no whole number of
  /// pixels.
  fileprivate func reduced(by reduction: Int) -> LevelPlace? {
    guard stored.width % reduction == 0, stored.height % reduction == 0 else { return nil }
    let level = place.level
    return LevelPlace(
      index: place.index, claimed: place.claimed,
      level: PyramidLevel(
        size: PixelSize(width: level.size.width / reduction, height: level.size.height / reduction),
        downsample: level.downsample * Double(reduction),
        tile: PixelSize(width: stored.width / reduction, height: stored.height / reduction)),
      reduction: reduction)
  }

  /// The level's pixel at a level-0 coordinate; between two pixels the nearer one for looking at, `nil` for measuring.
  fileprivate func pixel(_ coordinate: Int, _ purpose: ReadingPurpose) -> Int? {
    let exact = Double(coordinate) / place.level.downsample
    let nearest = exact.rounded()
    guard abs(nearest) < 0x1p31 else { return nil }
    switch purpose {
    case .viewing: return Int(nearest)
    case .measuring: return abs(exact - nearest) < 1e-6 ? Int(nearest) : nil
    }
  }
}

extension RGBAImage {
  /// Copies the pixels of `columns` and `rows` of a level to a buffer of `width` px a row that begins at `target` of
  /// the level; this image begins at `origin`.
  fileprivate func copyRows(
    _ columns: Range<Int>, _ rows: Range<Int>, from origin: (x: Int, y: Int),
    to buffer: UnsafeMutableRawBufferPointer, at target: (x: Int, y: Int), width: Int
  ) {
    let count = columns.count * 4
    pixels.withUnsafeBytes { source in
      for row in rows {
        let from = ((row - origin.y) * self.width + columns.lowerBound - origin.x) * 4
        let to = ((row - target.y) * width + columns.lowerBound - target.x) * 4
        UnsafeMutableRawBufferPointer(rebasing: buffer[to..<(to + count)]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[from..<(from + count)]))
      }
    }
  }
}
