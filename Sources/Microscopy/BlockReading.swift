import Basics

/// A rectangle of level pixels.
struct LevelBlock: Equatable {
  let columns: Range<Int>
  let rows: Range<Int>

  var size: PixelSize { PixelSize(width: columns.count, height: rows.count) }
}

/// Reads the blocks of one level, and decides what a block that cannot be read means.
///
/// A damaged block is read again in parts as small as the file's tiles, so that one bad tile costs one tile; a part
/// that fails, or that has no pixel where a finer level has some, is averaged from that finer level. So one broken
/// level hides nothing that the file still has, and what is unreadable is so in every level that could show it. Every
/// failure costs the reader a reopened file: after ``partsLimit`` of them blocks are no longer parted, after
/// ``failureLimit`` nothing more is read, so that a slide that is damaged throughout ends soon.
struct BlockReading<Slide: SlideSource> {
  private let slide: Slide
  private let level: Int
  private let damaged: DamagedParts
  private let deadline: ReadDeadline
  private var failures = 0
  private var lost: [SlideRegion] = []
  private var probes = 0
  private var anyRead = false
  private var firstFailure: SlideReadFailure?

  private var partsLimit: Int { 96 }
  private var failureLimit: Int { 192 }
  private var probeFailureLimit: Int { 6 }
  /// Single pixels of finer levels that are looked at in all, to find out whether an empty part is a hole of this level
  /// alone: nine for each of 2,000 tiles, which costs 0.2 s on a sparse slide.
  private var probeLimit: Int { 18_000 }
  /// Pixels of a level from which on it is looked at first.
  private var probedFrom: Int { 1 << 23 }

  init(slide: Slide, level: Int, damaged: DamagedParts, deadline: ReadDeadline) {
    self.slide = slide
    self.level = level
    self.damaged = damaged
    self.deadline = deadline
  }

  /// Whether it is worth while to read a large part of the level: looks at single pixels, spread over it and coarse
  /// before fine, until one is there.
  ///
  /// A header can claim any size with not a tile behind it, and reading nothing costs as much time as reading tissue.
  /// What has no pixel at 64 x 64 places is taken as empty, and as unreadable where the first failures come before any
  /// pixel; a coarser level of which that holds is read all the same where a finer one may have what it lacks.
  mutating func hasPixels(columns: Range<Int>, rows: Range<Int>) throws(SlideReadFailure) -> Bool {
    guard case .leftTransparent = damaged, columns.count * rows.count > probedFrom else { return true }
    for index in 0..<(64 * 64) {
      let x = columns.lowerBound + columns.count * (Self.spread(index) * 2 + 1) / 128
      let y = rows.lowerBound + rows.count * (Self.spread(index >> 1) * 2 + 1) / 128
      do throws(SlideReadFailure) {
        if try pixels(LevelBlock(columns: x..<(x + 1), rows: y..<(y + 1))).pixels[3] > 0 { return true }
      } catch {
        if error.isFinal { throw error }
        firstFailure = firstFailure ?? error
        failures += 1
        guard failures < probeFailureLimit else {
          failures = level > 0 ? 0 : failures
          return level > 0
        }
      }
    }
    return level > 0 && levelWithPixels(of: LevelBlock(columns: columns, rows: rows)) != nil
  }

  /// Every other bit of a 12-bit index, the lowest one made the highest of six: successive indices lie far apart.
  private static func spread(_ index: Int) -> Int {
    (0..<6).reduce(0) { $0 | (index >> (2 * $1) & 1) << (5 - $1) }
  }

  /// Reads `block`, or what can be had of it, and hands it on in one piece or several.
  mutating func read(
    _ block: LevelBlock, then use: (RGBAImage, LevelBlock) -> Void
  ) throws(SlideReadFailure) {
    guard failures < failureLimit else { return lose(block) }
    let image: RGBAImage
    do throws(SlideReadFailure) { image = try pixels(block) } catch {
      if damaged == .fail || error.isFinal { throw error }
      firstFailure = firstFailure ?? error
      let parts = failures < partsLimit ? parts(of: block) : []
      guard parts.count > 1 else { return try repair(block, then: use) }
      for part in parts { try read(part, then: use) }
      return
    }
    anyRead = true
    try patch(image, of: block, then: use)
  }

  var result: RowReading {
    RowReading(unreadable: failures, nothingRead: anyRead ? nil : firstFailure, damaged: lost)
  }

  private mutating func lose(_ block: LevelBlock) {
    failures += 1
    lost.append(region(of: block))
  }

  /// A block that this level cannot give, from the next finer level, which asks still finer ones where it fails itself.
  private mutating func repair(
    _ block: LevelBlock, then use: (RGBAImage, LevelBlock) -> Void
  ) throws(SlideReadFailure) {
    guard level > 0, let found = try finer(block, from: level - 1) else { return lose(block) }
    anyRead = true
    use(found, block)
  }

  /// `block` as `finer` has it; `nil` where nothing of it could be read. What it lacks is counted.
  private mutating func finer(_ block: LevelBlock, from finer: Int) throws(SlideReadFailure) -> RGBAImage? {
    var image = RGBAImage(size: block.size)
    let width = block.size.width * 4
    let reading = try slide.streamRows(
      of: region(of: block), output: block.size, level: finer, damaged: .leftTransparent, deadline: deadline
    ) { row, bytes in
      image.pixels.withUnsafeMutableBufferPointer { pixels in
        for index in bytes.indices { pixels[row * width + index] = bytes[index] }
      }
    }
    guard reading.nothingRead == nil else { return nil }
    failures += reading.unreadable
    lost += reading.damaged
    return image
  }

  /// Hands `image` on, and what a finer level has of its empty tiles after it.
  private mutating func patch(
    _ image: RGBAImage, of block: LevelBlock, then use: (RGBAImage, LevelBlock) -> Void
  ) throws(SlideReadFailure) {
    guard case .leftTransparent = damaged, level > 0 else { return use(image, block) }
    var (whole, patches) = (image, [(RGBAImage, LevelBlock)]())
    for part in parts(of: block) {
      let columns = part.columns.shifted(by: -block.columns.lowerBound)
      let rows = part.rows.shifted(by: -block.rows.lowerBound)
      guard image.isMissing(columns: columns, rows: rows), let level = levelWithPixels(of: part),
        let found = try finer(part, from: level)
      else { continue }
      whole.clear(columns: columns, rows: rows)
      patches.append((found, part))
    }
    use(whole, block)
    for (found, part) in patches { use(found, part) }
  }

  /// The first finer level that has a pixel at one of nine places in `block`.
  private mutating func levelWithPixels(of block: LevelBlock) -> Int? {
    let region = region(of: block)
    return (0..<level).reversed().first { finer in
      (0..<9).contains { place in
        guard probes < probeLimit else { return false }
        probes += 1
        let x = Int(region.x + region.width * Double(2 * (place % 3) + 1) / 6)
        let y = Int(region.y + region.height * Double(2 * (place / 3) + 1) / 6)
        let pixel = try? slide.read(level: finer, x: x, y: y, size: PixelSize(width: 1, height: 1))
        return pixel?.isBright == true
      }
    }
  }

  private func region(of block: LevelBlock) -> SlideRegion {
    let downsample = slide.description.levels[level].downsample
    return SlideRegion(
      x: Double(block.columns.lowerBound) * downsample, y: Double(block.rows.lowerBound) * downsample,
      width: Double(block.columns.count) * downsample, height: Double(block.rows.count) * downsample)
  }

  private func pixels(_ block: LevelBlock) throws(SlideReadFailure) -> RGBAImage {
    let downsample = slide.description.levels[level].downsample
    let place = { (index: Int) in Int((Double(index) * downsample).rounded()) }
    return try slide.read(
      level: level, x: place(block.columns.lowerBound), y: place(block.rows.lowerBound), size: block.size,
      deadline: deadline)
  }

  /// `block` cut along the edges of the file's tiles, or of 256 px where it has none.
  private func parts(of block: LevelBlock) -> [LevelBlock] {
    let tile = slide.description.levels[level].tile ?? PixelSize(width: 256, height: 256)
    return block.rows.cut(every: tile.height).flatMap { rows in
      block.columns.cut(every: tile.width).map { LevelBlock(columns: $0, rows: rows) }
    }
  }
}

extension SlideReadFailure {
  /// Whether reading on, in parts or on another level, is of no use: time is over, or nobody decodes any more.
  var isFinal: Bool {
    switch self {
    case .timedOut, .decoderDied: true
    case .noSuchLevel, .noSuchImage, .tooLarge, .bufferTooSmall, .damaged: false
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

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> { (lowerBound + distance)..<(upperBound + distance) }
}

extension RGBAImage {
  /// Whether the first pixel is there and not nearly black: on a black background there is nothing to look for.
  fileprivate var isBright: Bool {
    let pixel = self[0, 0]
    return pixel.alpha >= 128 && max(pixel.red, pixel.green, pixel.blue) > 64
  }
}
