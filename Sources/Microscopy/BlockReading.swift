/// A rectangle of level pixels.
struct LevelBlock: Equatable {
  let columns: Range<Int>
  let rows: Range<Int>

  var size: PixelSize { PixelSize(width: columns.count, height: rows.count) }
}

/// Reads the blocks of one level, and decides what a block that cannot be read means.
///
/// A damaged block is read again in parts as small as the file's tiles, so that one bad tile costs one tile. Every failure
/// costs the reader a reopened file: after ``partsLimit`` of them blocks are no longer parted, after ``failureLimit``
/// nothing more is read, so that a slide that is damaged throughout ends soon.
struct BlockReading<Slide: SlideSource> {
  private let slide: Slide
  private let level: Int
  private let damaged: DamagedParts
  private var failures = 0
  private var anyRead = false
  private var firstFailure: SlideReadFailure?

  private var partsLimit: Int { 96 }
  private var failureLimit: Int { 192 }
  private var probeFailureLimit: Int { 6 }
  /// Pixels of a level from which on it is looked at first.
  private var probedFrom: Int { 1 << 23 }

  init(slide: Slide, level: Int, damaged: DamagedParts) {
    self.slide = slide
    self.level = level
    self.damaged = damaged
  }

  /// Whether it is worth while to read a large part of the level: looks at single pixels, spread over it and coarse
  /// before fine, until one is there.
  ///
  /// A header can claim any size with not a tile behind it, and reading nothing costs as much time as reading tissue. What
  /// has no pixel at 64 x 64 places is taken as empty, and as unreadable where the first failures come before any pixel.
  mutating func hasPixels(columns: Range<Int>, rows: Range<Int>) -> Bool {
    guard case .leftTransparent = damaged, columns.count * rows.count > probedFrom else { return true }
    for index in 0..<(64 * 64) {
      let x = columns.lowerBound + columns.count * (Self.spread(index) * 2 + 1) / 128
      let y = rows.lowerBound + rows.count * (Self.spread(index >> 1) * 2 + 1) / 128
      do {
        if try pixels(LevelBlock(columns: x..<(x + 1), rows: y..<(y + 1))).pixels[3] > 0 { return true }
      } catch {
        firstFailure = firstFailure ?? error
        failures += 1
        guard failures < probeFailureLimit else { return false }
      }
    }
    return false
  }

  /// Every other bit of a 12-bit index, the lowest one made the highest of six: successive indices lie far apart.
  private static func spread(_ index: Int) -> Int {
    (0..<6).reduce(0) { $0 | (index >> (2 * $1) & 1) << (5 - $1) }
  }

  /// Reads `block`, or what can be had of it, and hands it on in one piece or several.
  mutating func read(
    _ block: LevelBlock, then use: (RGBAImage, LevelBlock) -> Void
  ) throws(SlideReadFailure) {
    guard failures < failureLimit else { return failures += 1 }
    do {
      use(try pixels(block), block)
      anyRead = true
    } catch {
      if case .fail = damaged { throw error }
      firstFailure = firstFailure ?? error
      let parts = failures < partsLimit ? parts(of: block) : []
      guard parts.count > 1 else { return failures += 1 }
      for part in parts { try read(part, then: use) }
    }
  }

  var result: RowReading { RowReading(unreadable: failures, nothingRead: anyRead ? nil : firstFailure) }

  private func pixels(_ block: LevelBlock) throws(SlideReadFailure) -> RGBAImage {
    let downsample = slide.description.levels[level].downsample
    let place = { (index: Int) in Int((Double(index) * downsample).rounded()) }
    return try slide.read(
      level: level, x: place(block.columns.lowerBound), y: place(block.rows.lowerBound), size: block.size)
  }

  /// `block` cut along the edges of the file's tiles, or of 256 px where it has none.
  private func parts(of block: LevelBlock) -> [LevelBlock] {
    let tile = slide.description.levels[level].tile ?? PixelSize(width: 256, height: 256)
    return block.rows.cut(every: tile.height).flatMap { rows in
      block.columns.cut(every: tile.width).map { LevelBlock(columns: $0, rows: rows) }
    }
  }
}

extension Range<Int> {
  /// The range in pieces that end at multiples of `step`.
  func cut(every step: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = lowerBound
    while start < upperBound {
      let multiple = Int((Double(start) / Double(step)).rounded(.down)) + 1
      let end = Swift.min(upperBound, multiple * step)
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }
}
