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
  private let cache = TileCache(limit: PlainTiles.cachedBytes)

  /// As many as OpenSlide keeps of a slide.
  private static let cachedBytes = 32 << 20

  fileprivate struct Level {
    let place: LevelPlace
    let directory: TIFFDirectory
    let tile: PixelSize
    let across: Int
  }

  /// `nil` where no level of `places` has plain tiles.
  ///
  /// - Parameter vendor: as OpenSlide names the format: of others than Aperio and plain TIFF a level is more than the
  ///   tiles of one directory side by side.
  init?(
    _ bytes: TIFFBytes?, vendor: String, places: [LevelPlace], directory: (Int) -> TIFFDirectory?,
    decoder: (any JPEGTileDecoder)?
  ) {
    guard let bytes, let decoder, ["aperio", "generic-tiff"].contains(vendor) else { return nil }
    levels = places.indices.map { index in
      directory(index).flatMap { Level(places[index], $0) }
    }
    guard levels.contains(where: { $0 != nil }) else { return nil }
    self.bytes = bytes
    self.decoder = decoder
  }

  /// Writes the pixels of `size` from (`x`, `y`) level-0 px on; whether it did. What lies outside the level is
  /// transparent.
  func read(level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard let own = levels[level], let left = own.pixel(x), let top = own.pixel(y) else { return false }
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
          stream: stream, tables: own.directory.jpegTables, size: own.tile, isRGB: own.directory.photometric == 2))
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
      place.level.size.width <= directory.size.width, place.level.size.height <= directory.size.height
    else { return nil }
    self.init(place: place, directory: directory, tile: tile, across: across)
  }

  /// The level's pixel at a level-0 coordinate; `nil` where it lies between two pixels.
  fileprivate func pixel(_ coordinate: Int) -> Int? {
    let exact = Double(coordinate) / place.level.downsample
    let nearest = exact.rounded()
    return abs(exact - nearest) < 1e-6 && abs(nearest) < 0x1p31 ? Int(nearest) : nil
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
