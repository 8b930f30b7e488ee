import CVectors

/// Sums over parts of one cell: of the values of its pixels, and of their squares, in eighths of the height in its left
/// and right half, and in eighths of its width.
///
/// A vector holds two pixels side by side, four channels each. Squares are rounded to eighths of themselves, so that
/// eight of them fit into 16 bits.
struct CellSums {
  typealias Pair = SIMD8<UInt16>

  /// Index of the sum over an eighth of the height in the left (0) or right (1) half.
  static func eighth(_ row: Int, half: Int) -> Int { half * 8 + row }
  /// Index of the sum over the part of the third eighth that belongs to the first third.
  static func upperPart(half: Int) -> Int { 16 + half }
  /// Index of the sum over the part of the sixth eighth that belongs to the last third.
  static func lowerPart(half: Int) -> Int { 18 + half }
  /// How many sums there are, of values and of squares each.
  static let count = 20
  /// Vectors of workspace.
  static let workspaceCount = 2 * count + 5

  /// How many rows of pixels an eighth of the height has: 1, 2 or 3.
  let pixelsPerEighth: Int
  /// What the parts of an eighth that a third cuts are to be multiplied by.
  let partScale: Float

  private let values: UnsafeMutablePointer<Pair>
  private let squares: UnsafeMutablePointer<Pair>
  private let columns: UnsafeMutablePointer<Pair>
  /// The squares of the whole cell, in eighths.
  private let all: UnsafeMutablePointer<SIMD4<UInt32>>
  private let stride: Int

  /// Sums in `workspace`, which has room for ``workspaceCount`` vectors, for a picture of `stride` bytes per row.
  init(workspace: UnsafeMutablePointer<Pair>, pixelsPerEighth: Int, stride: Int) {
    values = workspace
    squares = workspace + Self.count
    columns = workspace + 2 * Self.count
    all = UnsafeMutableRawPointer(workspace + 2 * Self.count + 4).assumingMemoryBound(to: SIMD4<UInt32>.self)
    self.pixelsPerEighth = pixelsPerEighth
    self.stride = stride
    partScale = pixelsPerEighth == 3 ? 1 : 1.0 / 3
  }

  /// Weights of the rows of the third eighth in its part above 8 / 24 of the height; the sixth is the same upside down.
  private var partWeights: SIMD4<UInt16> {
    switch pixelsPerEighth {
    case 3: SIMD4(1, 1, 0, 0)
    case 2: SIMD4(3, 1, 0, 0)
    default: SIMD4(2, 0, 0, 0)
    }
  }

  /// Sums the cell whose upper left pixel is at `cell`.
  @inline(__always)
  func gather(_ cell: UnsafeRawPointer, withSquares: Bool) {
    picture_sum_cell(
      cell.assumingMemoryBound(to: UInt8.self), stride, pixelsPerEighth, Self.levels(values),
      withSquares ? Self.levels(squares) : nil, Self.levels(columns),
      UnsafeMutableRawPointer(all).assumingMemoryBound(to: UInt32.self))
  }

  @inline(__always)
  private static func levels(_ pairs: UnsafeMutablePointer<Pair>) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(pairs).assumingMemoryBound(to: UInt16.self)
  }

  /// Sums the parts of eighths that thirds cut, of the cell at `cell`.
  func gatherParts(_ cell: UnsafeRawPointer, withSquares: Bool) {
    for part in [16, 18] {
      var (left, right) = (Pair.zero, Pair.zero)
      var (leftSquares, rightSquares) = (Pair.zero, Pair.zero)
      for row in 0..<pixelsPerEighth {
        let weight = partWeights[row]
        let place = part == 16 ? 2 * pixelsPerEighth + row : 6 * pixelsPerEighth - 1 - row
        let pixels = Row(cell + place * stride)
        left &+= weight &* (pixels.first &+ pixels.second)
        right &+= weight &* (pixels.third &+ pixels.fourth)
        if withSquares {
          leftSquares &+= weight &* pixels.leftSquares
          rightSquares &+= weight &* pixels.rightSquares
        }
      }
      values[part] = left
      values[part + 1] = right
      squares[part] = leftSquares
      squares[part + 1] = rightSquares
    }
  }

  // MARK: What was summed

  /// The sum over the parts of `range`, which must all lie in one half.
  @inline(__always)
  func pairs(_ range: Range<Int>) -> Pair { range.reduce(into: Pair.zero) { $0 &+= values[$1] } }

  @inline(__always)
  func pair(_ index: Int) -> Pair { values[index] }

  /// The sum over one of the eight columns.
  @inline(__always)
  func column(_ index: Int) -> SIMD4<Float> {
    let pair = columns[index / 2]
    return Self.floats(index % 2 == 0 ? pair.lowHalf : pair.highHalf)
  }

  /// Sum of the squares over those of `shares` in `range`.
  func squares(of shares: [PartitionTable.Share], _ range: Range<Int>) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    for index in range {
      let share = shares[index]
      let weight = share.index < 16 ? share.weight : share.weight * partScale
      sum += weight * Self.wide(squares[share.index])
    }
    return 8 * sum
  }

  /// Sum of the squares of the whole cell.
  @inline(__always)
  func squaresOfAll() -> SIMD4<Float> { 8 * SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: all.pointee)) }

  /// Sum of the squares of the cell at `cell`, each times its weight in 32,768ths, which begin at `start`.
  func squares(_ cell: UnsafeRawPointer, times weights: [Pair], _ start: Int) -> SIMD4<Float> {
    var total = SIMD4<UInt32>.zero
    weights.withUnsafeBytes { weights in
      withUnsafeMutableBytes(of: &total) { total in
        picture_weighted_squares(
          cell.assumingMemoryBound(to: UInt8.self), stride, pixelsPerEighth,
          weights.baseAddress?.advanced(by: start * MemoryLayout<Pair>.stride).assumingMemoryBound(to: UInt16.self),
          total.baseAddress?.assumingMemoryBound(to: UInt32.self))
      }
    }
    return 8 * SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: total))
  }

  /// The part of each pixel that belongs to `shape`, in 32,768ths, four vectors a row.
  static func weights(of shape: BlockShape, pixelsPerEighth: Int) -> [Pair] {
    let coverage = shape.coverage(columns: 8, rows: 8 * pixelsPerEighth).map { UInt16(($0 * 32768).rounded()) }
    return Swift.stride(from: 0, to: coverage.count, by: 2).map { pixel in
      Pair(lowHalf: SIMD4(repeating: coverage[pixel]), highHalf: SIMD4(repeating: coverage[pixel + 1]))
    }
  }

  /// Both pixels of a pair added.
  @inline(__always)
  static func folded(_ pair: Pair) -> SIMD4<Float> { floats(pair.lowHalf &+ pair.highHalf) }

  @inline(__always)
  private static func wide(_ pair: Pair) -> SIMD4<Float> { floats(pair.lowHalf) + floats(pair.highHalf) }

  @inline(__always)
  private static func floats(_ values: SIMD4<UInt16>) -> SIMD4<Float> {
    SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: values))
  }

  /// Eight pixels of a row.
  private struct Row {
    let first: Pair
    let second: Pair
    let third: Pair
    let fourth: Pair

    @inline(__always)
    init(_ bytes: UnsafeRawPointer) {
      let left = bytes.loadUnaligned(as: SIMD16<UInt8>.self)
      let right = bytes.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
      first = Pair(truncatingIfNeeded: left.lowHalf)
      second = Pair(truncatingIfNeeded: left.highHalf)
      third = Pair(truncatingIfNeeded: right.lowHalf)
      fourth = Pair(truncatingIfNeeded: right.highHalf)
    }

    @inline(__always)
    var leftSquares: Pair { Self.square(first) &+ Self.square(second) }
    @inline(__always)
    var rightSquares: Pair { Self.square(third) &+ Self.square(fourth) }

    @inline(__always)
    private static func square(_ pair: Pair) -> Pair { (pair &* pair &+ 4) &>> 3 }
  }
}
