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

  init(slide: Slide, level: Int, damaged: DamagedParts) {
    self.slide = slide
    self.level = level
    self.damaged = damaged
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
