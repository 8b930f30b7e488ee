import Basics

/// Area averaging of a stream of blocks of level pixels onto an output grid.
///
/// Each source pixel is a unit square of the level's frame; each output pixel is the mean of what it covers, weighted
/// by the covered area (a box filter, exact for any ratio). Source rows are first added up per output row, byte by byte
/// and without a branch, which the compiler turns into vector code; columns are then added up once per output row. Only
/// the output rows that the blocks in hand touch are kept.
struct AreaAveraging {
  private let output: PixelSize
  private let level: PyramidLevel
  private let columns: CellSpans
  private let rows: CellSpans
  /// Rows of blocks, top to bottom, in level px; they end where the file's tiles do.
  let blockRows: [Range<Int>]
  private let blockColumns: [Range<Int>]
  /// The level px that are wanted and that the level has.
  let extent: LevelBlock
  /// The first output row that `sums` holds.
  private var firstRow = 0
  private let rowsKept: Int
  /// Colour times alpha / 255 (three channels) and alpha, summed with the covered area as weight.
  private var sums: [SIMD4<Float>]

  /// The most pixels of one block: 2 MiB, which stays in a cache of the processor.
  private static let pixelsPerBlock = 1 << 19
  /// The same where the downsample is not a whole number: a block that does not begin at the level's corner lies
  /// between pixels there, and the reader resamples it, at twice the cost. Fewer and larger blocks, 32 MiB.
  private static let pixelsPerFractionalBlock = 1 << 23

  init(region: SlideRegion, output: PixelSize, level: PyramidLevel) {
    self.output = output
    self.level = level
    let downsample = level.downsample
    columns = CellSpans(origin: region.x / downsample, length: region.width / downsample, count: output.width)
    rows = CellSpans(origin: region.y / downsample, length: region.height / downsample, count: output.height)
    let across = columns.sources.clamped(to: 0..<level.size.width)
    let down = rows.sources.clamped(to: 0..<level.size.height)
    extent = LevelBlock(columns: across, rows: down)
    (blockColumns, blockRows) = Self.blocks(
      across, down, tile: level.tile ?? PixelSize(width: 256, height: 256),
      limit: level.downsample == level.downsample.rounded() ? Self.pixelsPerBlock : Self.pixelsPerFractionalBlock)
    let tallest = blockRows.map(\.count).max() ?? 0
    rowsKept = min(output.height, Int(Double(tallest) / rows.step) + 3)
    sums = [SIMD4<Float>](repeating: .zero, count: rowsKept * output.width)
  }

  /// One block where the whole fits; else blocks of whole tiles, about 256 rows high.
  private static func blocks(
    _ across: Range<Int>, _ down: Range<Int>, tile: PixelSize, limit: Int
  ) -> (columns: [Range<Int>], rows: [Range<Int>]) {
    guard !across.isEmpty, !down.isEmpty else { return ([], []) }
    guard across.count.multipliedReportingOverflow(by: down.count).partialValue > limit else {
      return ([across], [down])
    }
    let height = tile.height > 1024 ? 256 : max(1, 256 / tile.height) * tile.height
    let wanted = limit / height
    let width = tile.width > wanted ? wanted : wanted / tile.width * tile.width
    return (across.cut(every: width), down.cut(every: height))
  }

  func blocks(in rows: Range<Int>) -> [LevelBlock] { blockColumns.map { LevelBlock(columns: $0, rows: rows) } }

  /// Adds the pixels of `block` to the output cells that they cover.
  mutating func add(_ image: RGBAImage, at block: LevelBlock) {
    let coverage = Coverage(image)
    guard coverage != .transparent else { return }
    var line = [SIMD4<Float>](repeating: .zero, count: image.width)
    line.withUnsafeMutableBufferPointer { line in
      guard let base = line.baseAddress else { return }
      let values = UnsafeMutableRawBufferPointer(line).assumingMemoryBound(to: Float.self)
      for cell in rows.cells(touching: block.rows) {
        values.update(repeating: 0)
        for source in rows.sources(of: cell).clamped(to: block.rows) {
          let weight = rows.weight(of: source, in: cell)
          image.addRow(source - block.rows.lowerBound, times: weight, to: values, opaque: coverage == .opaque)
        }
        let start = (cell - firstRow) * output.width
        sums.withUnsafeMutableBufferPointer { sums in
          guard let target = sums.baseAddress else { return }
          columns.add(base, covering: block.columns, to: target + start)
        }
      }
    }
  }

  /// Hands out the rows that no source row from `source` on touches, and makes room.
  mutating func finish(before source: Int, _ deliver: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    let end = source == .max ? output.height : rows.firstCell(reaching: source)
    guard end > firstRow else { return }
    var bytes = [UInt8](repeating: 0, count: output.width * 4)
    for row in firstRow..<end {
      average(row - firstRow, into: &bytes)
      bytes.withUnsafeBufferPointer { deliver(row, $0) }
    }
    shift(by: end - firstRow)
    firstRow = end
  }

  /// Rounds to the nearest 8-bit value. A row that no block reached is transparent.
  private func average(_ kept: Int, into bytes: inout [UInt8]) {
    guard kept < rowsKept else { return bytes.withUnsafeMutableBufferPointer { $0.update(repeating: 0) } }
    let cellArea = Float(columns.step * rows.step)
    // Rounding of single precision; what is opaque to 1 part in 10 000 needs no division of its own.
    let (perArea, opaque) = (1 / cellArea, 255 * cellArea * 0.9999)
    bytes.withUnsafeMutableBufferPointer { bytes in
      sums.withUnsafeBufferPointer { sums in
        for column in 0..<output.width {
          let sum = sums[kept * output.width + column]
          let isOpaque = sum.w > opaque
          let alpha = isOpaque ? 255 : Self.byte(sum.w * perArea)
          let color = sum * (isOpaque ? perArea : sum.w > 0 && alpha > 0 ? 255 / sum.w : 0)
          bytes[column * 4] = Self.byte(color.x)
          bytes[column * 4 + 1] = Self.byte(color.y)
          bytes[column * 4 + 2] = Self.byte(color.z)
          bytes[column * 4 + 3] = alpha
        }
      }
    }
  }

  /// The nearest of 0 to 255. `value` is at least 0; `Float.rounded()` would be a call into libm for each channel.
  @inline(__always)
  private static func byte(_ value: Float) -> UInt8 { UInt8(truncatingIfNeeded: Int32(min(value, 255) + 0.5)) }

  private mutating func shift(by count: Int) {
    let dropped = min(count, rowsKept) * output.width
    sums.removeFirst(dropped)
    sums.append(contentsOf: repeatElement(.zero, count: dropped))
  }
}

/// How much of an image is there at all.
private enum Coverage {
  case transparent, opaque, mixed

  init(_ image: RGBAImage) {
    var (all, any): (UInt8, UInt8) = (255, 0)
    image.pixels.withUnsafeBufferPointer { pixels in
      for offset in stride(from: 3, to: pixels.count, by: 4) {
        all &= pixels[offset]
        any |= pixels[offset]
      }
    }
    self = any == 0 ? .transparent : all == 255 ? .opaque : .mixed
  }
}

extension RGBAImage {
  /// Adds colour times alpha / 255, and alpha, of one row to `line`.
  fileprivate func addRow(_ row: Int, times weight: Float, to line: UnsafeMutableBufferPointer<Float>, opaque: Bool) {
    let start = row * width * 4
    pixels.withUnsafeBufferPointer { pixels in
      if opaque {
        for index in 0..<line.count { line[index] += Float(pixels[start + index]) * weight }
        return
      }
      for offset in stride(from: 0, to: line.count, by: 4) {
        let alpha = Float(pixels[start + offset + 3])
        let share = alpha / 255 * weight
        line[offset] += Float(pixels[start + offset]) * share
        line[offset + 1] += Float(pixels[start + offset + 1]) * share
        line[offset + 2] += Float(pixels[start + offset + 2]) * share
        line[offset + 3] += alpha * weight
      }
    }
  }
}
