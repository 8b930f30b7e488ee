import Basics

/// What became of a streamed region.
public struct RowReading: Sendable, Equatable {
  /// Parts that could not be read and stayed transparent.
  public let unreadable: Int
  /// The first failure, where not one part could be read.
  public let nothingRead: SlideReadFailure?
  /// The parts that could not be read, level-0 px; their number may be less than ``unreadable``, never their area.
  public let damaged: [SlideRegion]

  /// What became of a region; by default all of it was read.
  public init(unreadable: Int = 0, nothingRead: SlideReadFailure? = nil, damaged: [SlideRegion] = []) {
    self.unreadable = unreadable
    self.nothingRead = nothingRead
    self.damaged = damaged
  }
}

/// What to do where a part of a region cannot be read.
public enum DamagedParts: Sendable {
  /// The whole read fails: for pixels that are measured.
  case fail
  /// They are taken from a finer level; what no level has stays transparent and is counted: for pictures that a person
  /// looks at, and for surveys.
  case leftTransparent
}

extension SlideDescription {
  /// The level to read where one output pixel covers `downsample` level-0 px: the coarsest that is still as fine as the
  /// output, with 1 % of slack, since published pyramids are rarely exact; level 0 where none is.
  public func bestLevel(forDownsample downsample: Double) -> Int {
    let fitting = levels.indices.filter { levels[$0].downsample <= downsample * 1.01 }
    return fitting.max { levels[$0].downsample < levels[$1].downsample } ?? 0
  }
}

extension SlideSource {
  /// The coarsest level that is fine enough for `downsample`: see ``SlideDescription/bestLevel(forDownsample:)``.
  public func bestLevel(forDownsample downsample: Double) -> Int { description.bestLevel(forDownsample: downsample) }

  /// A region at any scale: read from the best level and area-averaged to `output` px.
  ///
  /// The read goes block by block, so the memory is that of the output and of one block, whatever the slide's size.
  /// Colour is averaged over the opaque part of each output pixel, alpha over all of it. A pixel finer than level 0
  /// repeats its level-0 pixel: nothing is invented.
  ///
  /// - Parameters:
  ///   - region: level-0 px; may reach outside the slide, where the answer is transparent.
  ///   - output: px of the answer, at most ``SlideSource/pixelsPerRead``.
  ///   - level: the pyramid level to read; default: the best one.
  ///   - deadline: a read that is not done by then fails, at most one block later.
  /// - Throws: the first failure of ``read(level:x:y:size:into:deadline:)``.
  public func read(
    _ region: SlideRegion, output: PixelSize, level: Int? = nil, deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> RGBAImage {
    try picture(of: region, output: output, level: level, damaged: .fail, deadline: deadline).image
  }

  /// Like ``read(_:output:level:deadline:)``, but with damaged parts left transparent and counted: what a person looks
  /// at.
  ///
  /// - Throws: where nothing of the region could be read, or it was not done by `deadline`.
  public func picture(
    of region: SlideRegion, output: PixelSize, level: Int? = nil, damaged: DamagedParts = .leftTransparent,
    deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> (image: RGBAImage, unreadable: Int) {
    guard !output.isEmpty else { return (RGBAImage(size: PixelSize(width: 0, height: 0), pixels: []), 0) }
    guard let area = output.area, area <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: output.area ?? .max, limit: Self.pixelsPerRead)
    }
    let chosen =
      level
      ?? bestLevel(
        forDownsample: min(region.width / Double(output.width), region.height / Double(output.height)))
    guard description.levels.indices.contains(chosen) else { throw .noSuchLevel(chosen) }
    // A coarser level may lack what a finer one has, which only the way by blocks finds out.
    if chosen == 0 || damaged == .fail, let exact = exactPlace(region, output: output, level: chosen) {
      do {
        return (try read(level: chosen, x: exact.x, y: exact.y, size: output, deadline: deadline), 0)
      } catch {
        if damaged == .fail || error.isFinal { throw error }
      }
    }
    var image = RGBAImage(size: output)
    let reading = try streamRows(
      of: region, output: output, level: chosen, damaged: damaged, deadline: deadline
    ) { row, bytes in
      let start = row * output.width * 4
      image.pixels.withUnsafeMutableBytes { pixels in
        UnsafeMutableRawBufferPointer(rebasing: pixels[start...]).copyMemory(from: UnsafeRawBufferPointer(bytes))
      }
    }
    if let failure = reading.nothingRead { throw failure }
    return (image, reading.unreadable)
  }

  /// The rows of a region at any scale, one after the other and each once: what needs the memory of a few rows only.
  ///
  /// - Parameter row: gets the row's number and its `output.width * 4` bytes of straight RGBA.
  /// - Throws: with `.fail` the first failure, else only that `deadline` passed or the decoder died: the answer says
  ///   what could not be read.
  public func streamRows(
    of region: SlideRegion, output: PixelSize, level: Int, damaged: DamagedParts, deadline: ReadDeadline = .none,
    row: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) throws(SlideReadFailure) -> RowReading {
    guard description.levels.indices.contains(level) else { throw .noSuchLevel(level) }
    guard !output.isEmpty, region.isMeasurable else { return RowReading() }
    var averaging = AreaAveraging(region: region, output: output, level: description.levels[level])
    var reading = BlockReading(slide: self, level: level, damaged: damaged, deadline: deadline)
    let isThere = try reading.hasPixels(columns: averaging.extent.columns, rows: averaging.extent.rows)
    for rows in isThere ? averaging.blockRows : [] {
      averaging.finish(before: rows.lowerBound, row)
      for block in averaging.blocks(in: rows) {
        try reading.read(block) { averaging.add($0, at: $1) }
      }
    }
    averaging.finish(before: .max, row)
    return reading.result
  }

  /// Where the region is a whole number of level px: no resampling, the pixels as they are.
  private func exactPlace(_ region: SlideRegion, output: PixelSize, level: Int) -> (x: Int, y: Int)? {
    let downsample = description.levels[level].downsample
    let tolerance = 0.01
    guard abs(region.width / downsample - Double(output.width)) < tolerance,
      abs(region.height / downsample - Double(output.height)) < tolerance,
      let x = Int(exactly: region.x.rounded()), let y = Int(exactly: region.y.rounded()),
      abs(region.x - Double(x)) < tolerance, abs(region.y - Double(y)) < tolerance
    else { return nil }
    return (x, y)
  }
}

extension SlideRegion {
  /// Whether it has an area and its coordinates are numbers that `Int` holds with room to spare.
  var isMeasurable: Bool {
    let limit = 0x1p40
    return abs(x) < limit && abs(y) < limit && width > 0 && width < limit && height > 0 && height < limit
  }
}
