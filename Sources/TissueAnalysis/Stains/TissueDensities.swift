import Basics
import Foundation
import Microscopy

/// Optical densities of stained pixels, evenly chosen, and what Macenko et al. 2009 read from them.
struct TissueDensities {
  /// Red, green, blue densities.
  let values: [SIMD3<Float>]

  /// Every channel of a stained pixel absorbs at least this much (Macenko's beta).
  static let leastDensity: Float = 0.15
  /// A pixel whose brightest channel is below this is ink, a fold or black background, not stain.
  static let leastBrightness: UInt8 = 30

  init(tiles: [RGBAImage], atMost limit: Int) {
    let total = tiles.reduce(0) { $0 + $1.width * $1.height }
    let step = max(1, (total + limit - 1) / limit)
    var values: [SIMD3<Float>] = []
    values.reserveCapacity(min(total, limit) + tiles.count)
    for tile in tiles { Self.collect(tile, step: step, into: &values) }
    self.values = values
  }

  private static func collect(_ tile: RGBAImage, step: Int, into values: inout [SIMD3<Float>]) {
    tile.pixels.withUnsafeBufferPointer { pixels in
      for offset in stride(from: 0, to: pixels.count, by: step * 4) where pixels[offset + 3] == 255 {
        if let density = stained(pixels[offset], pixels[offset + 1], pixels[offset + 2]) { values.append(density) }
      }
    }
  }

  /// The density of a pixel that counts as stained; `nil` of glass, ink, folds and background.
  static func stained(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SIMD3<Float>? {
    guard max(red, green, blue) >= leastBrightness else { return nil }
    let density = OpticalDensity.of(red, green, blue)
    return density.min() > leastDensity ? density : nil
  }

  /// Both stain directions; the maxima are those of ``StainVectors/ruifrok``.
  func macenkoVectors() -> StainVectors {
    let (first, second) = principalPlane()
    let angles = values.map { atan2(($0 * second).sum(), ($0 * first).sum()) }.sorted()
    let low = direction(first, second, angle: angles[angles.count / 100])
    let high = direction(first, second, angle: angles[angles.count - 1 - angles.count / 100])
    // Haematoxylin absorbs red, eosin hardly.
    let (hematoxylin, eosin) = low.x > high.x ? (low, high) : (high, low)
    return StainVectors(
      hematoxylin: hematoxylin, eosin: eosin, hematoxylinMaximum: StainVectors.ruifrok.hematoxylinMaximum,
      eosinMaximum: StainVectors.ruifrok.eosinMaximum)
  }

  private func direction(_ first: SIMD3<Float>, _ second: SIMD3<Float>, angle: Float) -> SIMD3<Float> {
    pointwiseMax(first * cos(angle) + second * sin(angle), .zero).normalized
  }

  /// The directions of the two largest second moments about the origin (glass), the first pointing to absorption.
  private func principalPlane() -> (SIMD3<Float>, SIMD3<Float>) {
    var moments = SymmetricMatrix3()
    for value in values { moments.add(SIMD3<Double>(value)) }
    let vectors = moments.eigenvectors()
    let first = SIMD3<Float>(vectors[0])
    return (first.sum() < 0 ? -first : first, SIMD3<Float>(vectors[1]))
  }

  /// The same colours with the 99th percentile of both concentrations.
  func scaled(_ vectors: StainVectors) -> StainVectors {
    let unit = StainSeparation(vectors.withMaxima(hematoxylin: 1, eosin: 1))
    let concentrations = values.map { unit.concentrations(density: $0) }
    return vectors.withMaxima(
      hematoxylin: Self.maximum(concentrations.map(\.x)), eosin: Self.maximum(concentrations.map(\.y)))
  }

  /// The 99th percentile, at least the least density that counts as stained.
  private static func maximum(_ concentrations: [Float]) -> Float {
    let sorted = concentrations.sorted()
    return max(leastDensity, sorted[sorted.count - 1 - sorted.count / 100])
  }
}

/// A symmetric 3 x 3 matrix of sums of products.
struct SymmetricMatrix3 {
  private var rows: [SIMD3<Double>] = [.zero, .zero, .zero]

  /// Adds the outer product of `vector` with itself.
  mutating func add(_ vector: SIMD3<Double>) {
    for row in 0..<3 { rows[row] += vector[row] * vector }
  }

  /// Unit eigenvectors by falling eigenvalue: cyclic Jacobi rotations (Golub and Van Loan 2013, section 8.5), which
  /// for 3 x 3 have converged to the last bit well before the tenth sweep.
  func eigenvectors() -> [SIMD3<Double>] {
    var matrix = self
    var vectors: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    for _ in 0..<10 {
      for (p, q) in [(0, 1), (0, 2), (1, 2)] { matrix.rotate(p, q, &vectors) }
    }
    let order = (0..<3).sorted { matrix.rows[$0][$0] > matrix.rows[$1][$1] }
    return order.map { vectors[$0] }
  }

  /// One rotation in the plane of `p` and `q` that brings the element (p, q) to zero.
  private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [SIMD3<Double>]) {
    guard rows[p][q] != 0 else { return }
    let theta = (rows[q][q] - rows[p][p]) / (2 * rows[p][q])
    let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    (rows[p], rows[q]) = (cosine * rows[p] - sine * rows[q], sine * rows[p] + cosine * rows[q])
    for row in 0..<3 {
      (rows[row][p], rows[row][q]) = (
        cosine * rows[row][p] - sine * rows[row][q], sine * rows[row][p] + cosine * rows[row][q]
      )
    }
    (vectors[p], vectors[q]) = (cosine * vectors[p] - sine * vectors[q], sine * vectors[p] + cosine * vectors[q])
  }
}
