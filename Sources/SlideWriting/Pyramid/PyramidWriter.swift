import Basics
import Microscopy

/// Writes pyramidal, tiled JPEG TIFF slides.
///
/// Level 0 is read once, in bands of one row of tiles; each further level waits in an unnamed file. So the memory is
/// that of a few bands, whatever the slide's size. The same pixels and options give the same bytes.
///
/// ```swift
/// let writer = PyramidWriter(path: "slide.svs", options: PyramidOptions(mpp: slide.description.mpp, objective: 20))
/// try writer.write(slide)
/// ```
public struct PyramidWriter: Sendable {
  /// The path of the slide that is written.
  public let path: String
  /// How the slide is written.
  public let options: PyramidOptions

  /// A writer to `path`; what is there is replaced when the new file is complete.
  public init(path: String, options: PyramidOptions) {
    self.path = path
    self.options = options
  }

  /// Writes level 0 of a slide and the levels that follow from it; transparent pixels become white.
  ///
  /// - Parameter progress: called after each band of level 0 with the share done, 0...1.
  /// - Throws: ``SlideWriteFailure``: `unusableSize` where the slide has no pixel or too many for TIFF; `unreadable`
  ///   where it cannot be read; `cannotCreate`, `diskFull` or `cannotWrite` where the file cannot be written.
  public func write(_ slide: any SlideSource, progress: (Double) -> Void = { _ in }) throws(SlideWriteFailure) {
    let size = slide.description.size
    try write(size: size, progress: progress) { (first, count) throws(SlideWriteFailure) in
      try Self.rows(of: slide, first: first, count: count)
    }
  }

  /// Writes a slide from bands of rows.
  ///
  /// - Parameters:
  ///   - size: of level 0, px.
  ///   - progress: as above.
  ///   - band: gives `count` rows from row `first` on, three bytes (RGB) a pixel; asked once, from top to bottom.
  /// - Throws: ``SlideWriteFailure``: `unusableSize` where there is no pixel, or more across than TIFF holds;
  ///   `cannotCreate`, `diskFull` or `cannotWrite` where the file cannot be written; what `band` throws.
  public func write(
    size: PixelSize, progress: (Double) -> Void = { _ in },
    band: (_ first: Int, _ count: Int) throws(SlideWriteFailure) -> [UInt8]
  ) throws(SlideWriteFailure) {
    guard !size.isEmpty, size.width <= Int32.max, size.height <= Int32.max else {
      throw .unusableSize(width: size.width, height: size.height)
    }
    let levels = options.levels(of: size)
    let file = try TIFFFile(path: path, big: isBig(size))
    var thumbnail = options.thumbnailReduction(of: size).map { Thumbnail(of: size, factor: $0) }
    var waiting: PixelSpool?
    for (index, level) in levels.enumerated() {
      let next = index + 1 < levels.count ? try PixelSpool(beside: path, size: levels[index + 1]) : nil
      let page: TIFFFile.Page = index == 0 ? .baseline : .level
      try file.begin(level, page, options, text: options.text(of: level, fullSize: size))
      let source = waiting
      try writeLevel(level, to: file, reducedTo: next) { (first, count) throws(SlideWriteFailure) in
        if let source { return try source.rows(first, count) }
        let rows = try band(first, count)
        thumbnail?.add(rows)
        progress(Double(first + count) / Double(size.height))
        return rows
      }
      try file.endDirectory()
      if index == 0 { try thumbnail?.write(to: file, options) }
      waiting = next
    }
    try file.commit()
  }

  private func writeLevel(
    _ level: PixelSize, to file: TIFFFile, reducedTo next: PixelSpool?,
    band: (Int, Int) throws(SlideWriteFailure) -> [UInt8]
  ) throws(SlideWriteFailure) {
    var reduction = next.map { RowReduction(factor: options.reduction, width: $0.size.width, rows: $0.size.height) }
    let across = (level.width + TIFFFile.tile - 1) / TIFFFile.tile
    var first = 0
    while first < level.height {
      let count = min(TIFFFile.tile, level.height - first)
      let rows = try band(first, count)
      for column in 0..<across {
        var tile = Self.tile(column, of: rows, width: level.width, height: count)
        try file.write(tile: first / TIFFFile.tile * across + column, &tile)
      }
      if let reduced = reduction?.add(rows, sourceWidth: level.width) { try next?.append(reduced) }
      first += count
    }
  }

  /// One tile of a band; beyond the slide the last column and row go on, so that JPEG has no edge to ring at.
  private static func tile(_ column: Int, of rows: [UInt8], width: Int, height: Int) -> [UInt8] {
    let side = TIFFFile.tile
    var tile = [UInt8](repeating: 0, count: side * side * 3)
    let left = column * side
    let inside = min(side, width - left)
    rows.withUnsafeBufferPointer { rows in
      tile.withUnsafeMutableBufferPointer { tile in
        for row in 0..<side {
          let from = (min(row, height - 1) * width + left) * 3
          let to = row * side * 3
          for byte in 0..<(inside * 3) { tile[to + byte] = rows[from + byte] }
          for byte in (inside * 3)..<max(inside * 3, side * 3) { tile[to + byte] = tile[to + byte - 3] }
        }
      }
    }
    return tile
  }

  private static func rows(of slide: any SlideSource, first: Int, count: Int) throws(SlideWriteFailure) -> [UInt8] {
    let width = slide.description.size.width
    var rows = [UInt8](repeating: 255, count: width * count * 3)
    let step = (1 << 24) / TIFFFile.tile
    for left in stride(from: 0, to: width, by: step) {
      let size = PixelSize(width: min(step, width - left), height: count)
      let image: RGBAImage
      do {
        image = try slide.read(level: 0, x: left, y: first, size: size).flattened()
      } catch {
        throw .unreadable(error)
      }
      for row in 0..<count {
        for column in 0..<size.width {
          let from = (row * size.width + column) * 4
          let to = (row * width + left + column) * 3
          for channel in 0..<3 { rows[to + channel] = image.pixels[from + channel] }
        }
      }
    }
    return rows
  }

  /// Beyond 2 GiB of raw pixels even hardly compressible ones might pass the 4 GiB of a classic TIFF.
  private func isBig(_ size: PixelSize) -> Bool { size.width > (1 << 31) / 3 / size.height }
}
