import Tensors

/// Brings each feature to mean 0 and standard deviation 1 over the training tiles, and cuts what lies further out than
/// ``limit``: a network then never extrapolates far beyond what it has seen, whatever a foreign slide holds.
public struct Standardisation: Hashable, Sendable {
  /// Standard deviations at which a value is cut.
  static let limit: Float = 6

  /// The mean of each feature.
  public let mean: [Float]
  /// The standard deviation of each feature, above 0.
  public let deviation: [Float]

  /// Traps where the counts differ or a deviation is not above 0.
  init(mean: [Float], deviation: [Float]) {
    precondition(mean.count == deviation.count && deviation.allSatisfy { $0 > 0 })
    self.mean = mean
    self.deviation = deviation
  }

  /// Learns from all tiles of `bags`, each bag weighing the same however many tiles it has; at least one bag with a
  /// tile. A feature that never varies gets a deviation of a thousandth of its size, so that any other value stands
  /// out.
  init(_ bags: [Bag]) {
    let width = bags[0].width
    var (first, second) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
    let filled = bags.filter { $0.count > 0 }
    for bag in filled {
      let weight = 1 / (Double(bag.count) * Double(filled.count))
      for tile in 0..<bag.count { for j in 0..<width { first[j] += weight * Double(bag.features[tile * width + j]) } }
    }
    for bag in filled {
      let weight = 1 / (Double(bag.count) * Double(filled.count))
      for tile in 0..<bag.count {
        for j in 0..<width {
          let distance = Double(bag.features[tile * width + j]) - first[j]
          second[j] += weight * distance * distance
        }
      }
    }
    mean = first.map { Float($0) }
    deviation = zip(first, second).map { Float(max($1.squareRoot(), 1e-3 * abs($0), 1e-6)) }
  }

  /// The tiles of `bag` standardised, [count, width]; cut at `limit` standard deviations.
  func callAsFunction(_ bag: Bag, limit: Float = Standardisation.limit) -> Matrix {
    var result = Matrix(rows: bag.count, columns: bag.width)
    result.withElements { write(bag, limit: limit, to: $0) }
    return result
  }

  /// The same of many bags below one another: [tiles of all, width].
  func callAsFunction(_ bags: [Bag]) -> Matrix {
    var result = Matrix(rows: bags.reduce(0) { $0 + $1.count }, columns: mean.count)
    result.withElements { target in
      var start = 0
      for bag in bags {
        let end = start + bag.features.count
        write(bag, limit: Self.limit, to: UnsafeMutableBufferPointer(rebasing: target[start..<end]))
        start = end
      }
    }
    return result
  }

  private func write(_ bag: Bag, limit: Float, to target: UnsafeMutableBufferPointer<Float>) {
    precondition(bag.width == mean.count, "a bag of another width")
    let inverse = deviation.map { 1 / $0 }
    bag.features.withUnsafeBufferPointer { source in
      for row in stride(from: 0, to: source.count, by: bag.width) {
        for j in 0..<bag.width {
          target[row + j] = max(-limit, min(limit, (source[row + j] - mean[j]) * inverse[j]))
        }
      }
    }
  }
}
