extension SlideSource {
  /// The level to read where one output pixel covers `downsample` level-0 px: the coarsest that is still as fine as the
  /// output, with 1 % of slack, since published pyramids are rarely exact; level 0 where none is.
  public func bestLevel(forDownsample downsample: Double) -> Int {
    let levels = description.levels
    let fitting = levels.indices.filter { levels[$0].downsample <= downsample * 1.01 }
    return fitting.max { levels[$0].downsample < levels[$1].downsample } ?? 0
  }

  /// A region at any scale: read from the best level and area-averaged to `output` px.
  ///
  /// The read goes band by band, so the memory is that of the output and of one band, whatever the slide's size. Colour is
  /// averaged over the opaque part of each output pixel, alpha over all of it. A pixel finer than level 0 repeats its
  /// level-0 pixel: nothing is invented.
  ///
  /// - Parameters:
  ///   - region: level-0 px; may reach outside the slide, where the answer is transparent.
  ///   - output: px of the answer.
  ///   - level: the pyramid level to read, the best one unless told.
  /// - Throws: the first failure of ``read(level:x:y:size:)``.
  public func read(_ region: SlideRegion, output: PixelSize, level: Int? = nil) throws(SlideReadFailure) -> RGBAImage {
    guard !output.isEmpty else { return RGBAImage(size: PixelSize(width: 0, height: 0), pixels: []) }
    let scale = min(region.width / Double(output.width), region.height / Double(output.height))
    let chosen = level ?? bestLevel(forDownsample: scale)
    guard description.levels.indices.contains(chosen) else { throw .noSuchLevel(chosen) }
    if let exact = exactRead(region, output: output, level: chosen) {
      return try read(level: chosen, x: exact.x, y: exact.y, size: output)
    }
    var averaging = AreaAveraging(
      region: region, output: output, downsample: description.levels[chosen].downsample)
    while let band = averaging.nextBand(limit: min(Self.pixelsPerRead, 1 << 21)) {
      let pixels = try read(level: chosen, x: band.x, y: band.y, size: band.size)
      averaging.add(pixels, band)
    }
    return averaging.image()
  }

  /// Where the region is a whole number of level px: no resampling, the pixels as they are.
  private func exactRead(_ region: SlideRegion, output: PixelSize, level: Int) -> (x: Int, y: Int)? {
    let downsample = description.levels[level].downsample
    let tolerance = 0.01
    guard abs(region.width / downsample - Double(output.width)) < tolerance,
      abs(region.height / downsample - Double(output.height)) < tolerance,
      (output.area ?? .max) <= Self.pixelsPerRead,
      let x = Int(exactly: region.x.rounded()), let y = Int(exactly: region.y.rounded()),
      abs(region.x - Double(x)) < tolerance, abs(region.y - Double(y)) < tolerance
    else { return nil }
    return (x, y)
  }
}

/// Area averaging of a stream of bands of level pixels onto an output grid.
///
/// Each source pixel is a unit square of the level's frame; each output pixel is the mean of what it covers, weighted by
/// the covered area (a box filter, exact for any ratio). Horizontal weights are found once for all rows.
struct AreaAveraging {
  /// A band of whole level rows: where to read it (level-0 px) and which rows of the level it holds.
  struct Band {
    let x: Int
    let y: Int
    let size: PixelSize
    let firstRow: Int
    let firstColumn: Int
  }

  private let output: PixelSize
  private let downsample: Double
  private let columns: Span
  private let rows: Span
  private var nextRow: Int
  private var nextColumn: Int
  /// Colour times alpha (three channels) and alpha, summed with the covered area as weight.
  private var sums: [Float]

  /// The source pixels along one axis: edges of the output cells in the level's frame.
  private struct Span {
    let origin: Double
    let step: Double
    let first: Int
    let last: Int

    init(origin: Double, step: Double, count: Int) {
      self.origin = origin
      self.step = step
      first = Int((origin + 1e-6).rounded(.down))
      last = max(first, Int((origin + step * Double(count) - 1e-6).rounded(.up)) - 1)
    }

    /// The output cells that source pixel `index` touches, and how much of a source pixel each receives.
    func weights(of index: Int, count: Int) -> [(cell: Int, weight: Float)] {
      let low = max(Double(index), origin)
      let high = min(Double(index + 1), origin + step * Double(count))
      guard high > low else { return [] }
      let firstCell = max(0, Int(((low - origin) / step).rounded(.down)))
      let lastCell = min(count - 1, Int(((high - origin) / step).rounded(.up)) - 1)
      guard firstCell <= lastCell else { return [] }
      return (firstCell...lastCell).compactMap { cell in
        let left = max(low, origin + step * Double(cell))
        let right = min(high, origin + step * Double(cell + 1))
        return right > left ? (cell, Float(right - left)) : nil
      }
    }
  }

  init(region: SlideRegion, output: PixelSize, downsample: Double) {
    self.output = output
    self.downsample = downsample
    columns = Span(
      origin: region.x / downsample, step: region.width / downsample / Double(output.width), count: output.width)
    rows = Span(
      origin: region.y / downsample, step: region.height / downsample / Double(output.height), count: output.height)
    nextRow = rows.first
    nextColumn = columns.first
    sums = [Float](repeating: 0, count: output.width * output.height * 4)
  }

  /// The next band of at most `limit` px, left to right and then down; `nil` at the end.
  mutating func nextBand(limit: Int) -> Band? {
    guard nextRow <= rows.last else { return nil }
    let width = min(columns.last - nextColumn + 1, 8192, limit)
    let height = min(rows.last - nextRow + 1, max(1, limit / 8192))
    let band = Band(
      x: levelZero(nextColumn), y: levelZero(nextRow), size: PixelSize(width: width, height: height),
      firstRow: nextRow, firstColumn: nextColumn)
    nextColumn += width
    if nextColumn > columns.last {
      nextColumn = columns.first
      nextRow += height
    }
    return band
  }

  private func levelZero(_ index: Int) -> Int { Int((Double(index) * downsample).rounded()) }

  /// Adds the pixels of `band` to the output cells that they cover.
  mutating func add(_ image: RGBAImage, _ band: Band) {
    let across = (0..<image.width).map { columns.weights(of: band.firstColumn + $0, count: output.width) }
    let outputWidth = output.width
    image.pixels.withUnsafeBufferPointer { source in
      sums.withUnsafeMutableBufferPointer { sums in
        for row in 0..<image.height {
          for (cellRow, down) in rows.weights(of: band.firstRow + row, count: output.height) {
            let target = cellRow * outputWidth
            for column in 0..<image.width {
              let offset = (row * image.width + column) * 4
              let alpha = Float(source[offset + 3])
              guard alpha > 0 else { continue }
              for (cell, weight) in across[column] {
                let share = weight * down * alpha
                let sum = (target + cell) * 4
                sums[sum] += share * Float(source[offset])
                sums[sum + 1] += share * Float(source[offset + 1])
                sums[sum + 2] += share * Float(source[offset + 2])
                sums[sum + 3] += share
              }
            }
          }
        }
      }
    }
  }

  /// The averages so far, rounded to the nearest 8-bit value.
  func image() -> RGBAImage {
    let cellArea = Float(columns.step * rows.step)
    var image = RGBAImage(size: output)
    for index in 0..<(output.width * output.height) {
      let alpha = sums[index * 4 + 3]
      guard alpha > 0 else { continue }
      for channel in 0..<3 {
        image.pixels[index * 4 + channel] = UInt8((sums[index * 4 + channel] / alpha).rounded())
      }
      image.pixels[index * 4 + 3] = UInt8(min(255, (alpha / cellArea).rounded()))
    }
    return image
  }
}
