import Foundation

/// Co-occurrence of haematoxylin levels between neighbouring pixels (Haralick, Shanmugam and Dinstein 1973).
///
/// One table an offset, all eight filled in one pass: neighbouring increments then seldom wait for each other.
struct Cooccurrence {
  /// Levels that concentrations are quantised to.
  static let levels = 16
  /// Concentration of a step; what is above the last level counts in it.
  static let step: Float = 0.08
  /// Four directions at 1 and at 2 px (0.5 and 1 um).
  static let offsets = [(1, 0), (0, 1), (1, 1), (-1, 1), (2, 0), (0, 2), (2, 2), (-2, 2)]

  private static let cells = levels * levels
  private var counts = [UInt32](repeating: 0, count: Cooccurrence.cells * Cooccurrence.offsets.count)

  /// Counts all ordered pairs of a plane.
  ///
  /// - Parameter quantised: scratch of the plane's size.
  mutating func count(_ plane: Pixels<Float>, quantised: Pixels<UInt8>, _ size: PlaneSize) {
    for index in counts.indices { counts[index] = 0 }
    Self.quantise(plane, into: quantised, size)
    counts.withUnsafeMutableBufferPointer { counts in
      for y in 0..<size.height {
        let inner = y + 2 < size.height && size.width > 4 ? 2..<(size.width - 2) : 0..<0
        Self.countInner(quantised, into: counts, y: y, inner, width: size.width)
        for x in 0..<size.width where !inner.contains(x) { Self.countEdge(quantised, into: counts, x, y, size) }
      }
    }
  }

  /// Pixels of a row whose neighbours all exist.
  private static func countInner(
    _ levels: Pixels<UInt8>, into counts: Pixels<UInt32>, y: Int, _ columns: Range<Int>, width: Int
  ) {
    let row = y * width
    let below = 2 * width
    for x in columns {
      let index = row + x
      let from = Int(levels[index]) * Self.levels
      counts[from + Int(levels[index + 1])] &+= 1
      counts[cells + from + Int(levels[index + width])] &+= 1
      counts[2 * cells + from + Int(levels[index + width + 1])] &+= 1
      counts[3 * cells + from + Int(levels[index + width - 1])] &+= 1
      counts[4 * cells + from + Int(levels[index + 2])] &+= 1
      counts[5 * cells + from + Int(levels[index + below])] &+= 1
      counts[6 * cells + from + Int(levels[index + below + 2])] &+= 1
      counts[7 * cells + from + Int(levels[index + below - 2])] &+= 1
    }
  }

  private static func countEdge(
    _ levels: Pixels<UInt8>, into counts: Pixels<UInt32>, _ x: Int, _ y: Int, _ size: PlaneSize
  ) {
    let from = Int(levels[y * size.width + x]) * Self.levels
    for (table, (dx, dy)) in offsets.enumerated() {
      guard x + dx >= 0, x + dx < size.width, y + dy < size.height else { continue }
      counts[table * cells + from + Int(levels[(y + dy) * size.width + x + dx])] += 1
    }
  }

  private static func quantise(_ plane: Pixels<Float>, into levels: Pixels<UInt8>, _ size: PlaneSize) {
    let highest = Float(Self.levels - 1)
    for index in 0..<size.count { levels[index] = UInt8(min(highest, plane[index] * (1 / step))) }
  }

  /// The counts of one offset, row-major [level, level of the neighbour].
  func table(_ offset: Int) -> ArraySlice<UInt32> { counts[(offset * Self.cells)..<((offset + 1) * Self.cells)] }

  /// The mean over all offsets.
  func haralick() -> Haralick {
    let each = Self.offsets.indices.map { Haralick(table($0), levels: Self.levels) }
    let mean = { (value: KeyPath<Haralick, Double>) in each.reduce(0) { $0 + $1[keyPath: value] } / Double(each.count) }
    return Haralick(
      contrast: mean(\.contrast), correlation: mean(\.correlation), energy: mean(\.energy),
      homogeneity: mean(\.homogeneity), entropy: mean(\.entropy))
  }
}

/// Five of Haralick's features of a symmetric, normalised co-occurrence matrix.
struct Haralick {
  /// Sum of `(i - j)^2 p`.
  var contrast = 0.0
  /// Covariance of both levels over their variance; 0 where there is one level only.
  var correlation = 0.0
  /// Sum of `p^2`, the angular second moment.
  var energy = 0.0
  /// Sum of `p / (1 + (i - j)^2)`, the inverse difference moment.
  var homogeneity = 0.0
  /// `- sum of p log2 p`, bit.
  var entropy = 0.0
}

extension Haralick {
  /// Makes the shares of ordered counts, row-major; both orders of a pair are counted alike.
  init(_ counts: some RandomAccessCollection<UInt32>, levels: Int) {
    self.init()
    let total = counts.reduce(0.0) { $0 + Double($1) }
    guard total > 0 else { return }
    let at = { (i: Int, j: Int) in Double(counts[counts.index(counts.startIndex, offsetBy: i * levels + j)]) }
    var (mean, squares, products) = (0.0, 0.0, 0.0)
    for i in 0..<levels {
      for j in 0..<levels {
        let share = (at(i, j) + at(j, i)) / (2 * total)
        guard share > 0 else { continue }
        let (row, column) = (Double(i), Double(j))
        contrast += (row - column) * (row - column) * share
        energy += share * share
        homogeneity += share / (1 + (row - column) * (row - column))
        entropy -= share * log2(share)
        mean += row * share
        squares += row * row * share
        products += row * column * share
      }
    }
    let variance = squares - mean * mean
    correlation = variance > 1e-12 ? (products - mean * mean) / variance : 0
  }
}
