/// Sums over the shapes of the wedges, of four cells at once.
///
/// The sum of coverage times value over a column of pixels is, summed by parts, a sum over the few rows where the
/// coverage changes, of what it changes by times the sum of the values above.
struct WedgeSums {
  private typealias Pixels = SIMD4<UInt32>
  private typealias Vector = SIMD4<Float>

  private static let channels = 3
  private static let rows = 24
  /// Vectors from one column of the table of sums from the top to the next.
  private static let columnStride = (rows + 1) * channels
  /// Vectors of workspace.
  static let workspaceCount = 8 * columnStride

  /// The table of sums from the top; a vector holds four cells.
  private let above: UnsafeMutablePointer<SIMD4<Float>>
  private let pixelsPerEighth: Int
  private let stride: Int

  /// Sums in `workspace`, which has room for ``workspaceCount`` zeros, for a picture of `stride` bytes per row.
  init(workspace: UnsafeMutablePointer<SIMD4<Float>>, pixelsPerEighth: Int, stride: Int) {
    above = workspace
    self.pixelsPerEighth = pixelsPerEighth
    self.stride = stride
  }

  // MARK: Sums from the top

  /// Upper left pixels of four cells.
  struct Cells {
    let first: UnsafeRawPointer
    let second: UnsafeRawPointer
    let third: UnsafeRawPointer
    let fourth: UnsafeRawPointer
  }

  /// Sums the four cells whose upper left pixels are `cells`.
  func gather(_ cells: Cells) {
    for half in 0..<2 {
      let sums = above + half * 4 * Self.columnStride
      var offset = half * 16
      switch pixelsPerEighth {
      case 3:
        for row in 0..<24 {
          add(Self.turned(cells, offset), to: sums + row * 3)
          offset &+= stride
        }
      case 2:
        for pair in 0..<8 {
          add(Self.turned(cells, offset), Self.turned(cells, offset &+ stride), to: sums + pair * 9)
          offset &+= 2 &* stride
        }
      default:
        for row in 0..<8 {
          let pixels = Self.turned(cells, offset)
          for third in 0..<3 { add(pixels, to: sums + row * 9 + third * 3) }
          offset &+= stride
        }
      }
    }
  }

  /// Adds a row of pixels of four columns that is a 24th of the cell high.
  @inline(__always)
  private func add(_ pixels: Turned, to sums: UnsafeMutablePointer<Vector>) {
    Self.add(pixels.first, to: sums)
    Self.add(pixels.second, to: sums + Self.columnStride)
    Self.add(pixels.third, to: sums + 2 * Self.columnStride)
    Self.add(pixels.fourth, to: sums + 3 * Self.columnStride)
  }

  /// Adds two rows of pixels of four columns that are together three 24ths of the cell high.
  @inline(__always)
  private func add(_ upper: Turned, _ lower: Turned, to sums: UnsafeMutablePointer<Vector>) {
    Self.add(upper.first, lower.first, to: sums)
    Self.add(upper.second, lower.second, to: sums + Self.columnStride)
    Self.add(upper.third, lower.third, to: sums + 2 * Self.columnStride)
    Self.add(upper.fourth, lower.fourth, to: sums + 3 * Self.columnStride)
  }

  @inline(__always)
  private static func add(_ pixels: Pixels, to sums: UnsafeMutablePointer<Vector>) {
    sums[3] = sums[0] + red(pixels)
    sums[4] = sums[1] + green(pixels)
    sums[5] = sums[2] + blue(pixels)
  }

  @inline(__always)
  private static func add(_ upper: Pixels, _ lower: Pixels, to sums: UnsafeMutablePointer<Vector>) {
    add(red(upper), red(lower), to: sums)
    add(green(upper), green(lower), to: sums + 1)
    add(blue(upper), blue(lower), to: sums + 2)
  }

  @inline(__always)
  private static func add(_ upper: Vector, _ lower: Vector, to sums: UnsafeMutablePointer<Vector>) {
    let first = sums[0] + upper
    let second = first + 0.5 * (upper + lower)
    sums[3] = first
    sums[6] = second
    sums[9] = second + lower
  }

  @inline(__always)
  private static func red(_ pixels: Pixels) -> Vector { floats(pixels & 0xFF) }
  @inline(__always)
  private static func green(_ pixels: Pixels) -> Vector { floats((pixels &>> 8) & 0xFF) }
  @inline(__always)
  private static func blue(_ pixels: Pixels) -> Vector { floats((pixels &>> 16) & 0xFF) }
  @inline(__always)
  private static func floats(_ values: Pixels) -> Vector { Vector(SIMD4<Int32>(truncatingIfNeeded: values)) }

  /// Four columns of pixels; a vector holds four cells.
  private struct Turned {
    let first: Pixels
    let second: Pixels
    let third: Pixels
    let fourth: Pixels
  }

  /// Four pixels side by side of each cell, `offset` bytes from its first.
  @inline(__always)
  private static func turned(_ cells: Cells, _ offset: Int) -> Turned {
    let upper = interleaved(pixels(cells.first, offset), pixels(cells.third, offset))
    let lower = interleaved(pixels(cells.second, offset), pixels(cells.fourth, offset))
    let left = interleaved(upper.lowHalf, lower.lowHalf)
    let right = interleaved(upper.highHalf, lower.highHalf)
    return Turned(first: left.lowHalf, second: left.highHalf, third: right.lowHalf, fourth: right.highHalf)
  }

  @inline(__always)
  private static func pixels(_ cell: UnsafeRawPointer, _ offset: Int) -> Pixels {
    (cell + offset).loadUnaligned(as: Pixels.self)
  }

  @inline(__always)
  private static func interleaved(_ even: Pixels, _ odd: Pixels) -> SIMD8<UInt32> {
    var both = SIMD8<UInt32>.zero
    both.evenHalf = even
    both.oddHalf = odd
    return both
  }

  // MARK: Sums over shapes

  /// Rows of equal weight in the sum over one shape.
  private struct Term: Sendable {
    let weight: Float
    /// Which of the places in the table of sums from the top; a multiple of four.
    let places: Range<Int>
  }

  private struct Wedge: Sendable {
    /// The share of the cell that the shape is.
    let area: Float
    let terms: Range<Int>
  }

  private static let table: (wedges: [Wedge], terms: [Term], places: [Int]) = {
    var wedges: [Wedge] = []
    var terms: [Term] = []
    var places: [Int] = []
    for split in BlockSplit.all(of: .wedges) {
      let first = terms.count
      for (weight, found) in changes(split.coverage).sorted(by: { $0.key < $1.key }) {
        // The first place holds zeros for ever.
        let padded = found + [Int](repeating: 0, count: (4 - found.count % 4) % 4)
        terms.append(Term(weight: weight, places: places.count..<(places.count + padded.count)))
        places += padded
      }
      let area = split.coverage.reduce(0, +) / Float(8 * rows)
      wedges.append(Wedge(area: area, terms: first..<terms.count))
    }
    return (wedges, terms, places)
  }()

  /// Where a coverage becomes less from one row to the next, by how much.
  private static func changes(_ coverage: [Float]) -> [Float: [Int]] {
    var places: [Float: [Int]] = [:]
    for column in 0..<8 {
      for row in 1...rows {
        let below = row < rows ? coverage[row * 8 + column] : 0
        // Halves, quarters, sixths, eighths and twelfths, without what was rounded in areas.
        let change = ((coverage[(row - 1) * 8 + column] - below) * 1536).rounded() / 1536
        if change != 0 { places[change, default: []].append(column * columnStride + row * channels) }
      }
    }
    return places
  }

  /// Writes the sums over all wedges, for 24 rows of pixels and times `unit`, less the shape's share of `whole`: red,
  /// green and blue of one after the other.
  func sums(
    times unit: Float, whole: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>),
    into target: UnsafeMutablePointer<SIMD4<Float>>
  ) {
    let (wedges, terms, places) = Self.table
    places.withUnsafeBufferPointer { places in
      for (index, wedge) in wedges.enumerated() {
        var (red, green, blue) = (Vector.zero, Vector.zero, Vector.zero)
        for term in wedge.terms {
          let term = terms[term]
          let sum = sum(places, term.places)
          red += term.weight * sum.0
          green += term.weight * sum.1
          blue += term.weight * sum.2
        }
        let sums = target + Self.channels * index
        sums[0] = unit * red - wedge.area * whole.0
        sums[1] = unit * green - wedge.area * whole.1
        sums[2] = unit * blue - wedge.area * whole.2
      }
    }
  }

  /// The sum of the table at some places.
  @inline(__always)
  private func sum(_ places: UnsafeBufferPointer<Int>, _ range: Range<Int>) -> (Vector, Vector, Vector) {
    var (red, green, blue) = (Vector.zero, Vector.zero, Vector.zero)
    var index = range.lowerBound
    while index < range.upperBound {
      let (first, second) = (above + places[index], above + places[index &+ 1])
      let (third, fourth) = (above + places[index &+ 2], above + places[index &+ 3])
      red += first[0] + second[0] + third[0] + fourth[0]
      green += first[1] + second[1] + third[1] + fourth[1]
      blue += first[2] + second[2] + third[2] + fourth[2]
      index &+= 4
    }
    return (red, green, blue)
  }
}
