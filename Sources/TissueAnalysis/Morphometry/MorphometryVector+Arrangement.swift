import Foundation

extension MorphometryVector {
  /// Distances between nuclei, evenness and direction, in a square tile of `tilePixels` at `mpp`.
  mutating func describeArrangement(_ nuclei: [Nucleus], tilePixels: Int, mpp: Double) {
    let neighbours = Neighbours(nuclei, radius: 25 / mpp)
    let distance = Distribution(neighbours.nearest.lazy.map { $0 * mpp })
    set(.neighbourMean, distance.mean)
    set(.neighbourQ10, distance.quantile(0.1))
    set(.neighbourQ50, distance.quantile(0.5))
    set(.neighbourQ90, distance.quantile(0.9))
    set(.neighbourCV, distance.coefficientOfVariation)
    let side = Double(tilePixels) * mpp
    // Clark and Evans, Ecology 1954: at random the mean distance is half the square root of the area per point.
    let expected = nuclei.isEmpty ? 0 : 0.5 * (side * side / Double(nuclei.count)).squareRoot()
    set(.neighbourRegularity, distance.mean.map { $0 / expected })
    set(.crowding, nuclei.isEmpty ? nil : Double(neighbours.pairsWithinRadius * 2) / Double(nuclei.count))
    set(.densityUnevenness, Self.dispersion(nuclei, tilePixels: tilePixels))
    set(.nuclearAlignment, Self.alignment(nuclei))
  }

  /// Variance over mean of the counts in 4 x 4 squares; `nil` below two nuclei.
  private static func dispersion(_ nuclei: [Nucleus], tilePixels: Int) -> Double? {
    guard nuclei.count > 1 else { return nil }
    var counts = [Double](repeating: 0, count: 16)
    let cell = { (position: Double) in min(3, max(0, Int(position * 4 / Double(tilePixels)))) }
    for nucleus in nuclei { counts[cell(nucleus.y) * 4 + cell(nucleus.x)] += 1 }
    let mean = Double(nuclei.count) / 16
    return counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 15 / mean
  }

  /// The mean over all pairs of `cos(2 * angle between their long axes)`, weighted by both eccentricities, at least 0;
  /// expected 0 at random whatever the count. `nil` below two nuclei.
  private static func alignment(_ nuclei: [Nucleus]) -> Double? {
    var (cosine, sine, weight, squares) = (0.0, 0.0, 0.0, 0.0)
    for nucleus in nuclei {
      let share = nucleus.eccentricity * nucleus.eccentricity
      cosine += share * cos(2 * nucleus.orientation)
      sine += share * sin(2 * nucleus.orientation)
      weight += share
      squares += share * share
    }
    let pairs = weight * weight - squares
    guard nuclei.count > 1, pairs > 1e-9 else { return nil }
    return max(0, (cosine * cosine + sine * sine - squares) / pairs)
  }
}

/// Distances among the nuclei of a tile; a few hundred at most, so all pairs are looked at.
struct Neighbours {
  /// Distance of each nucleus to the next one, px; empty below two nuclei.
  let nearest: [Double]
  /// Pairs that lie within the radius.
  let pairsWithinRadius: Int

  init(_ nuclei: [Nucleus], radius: Double) {
    let positions = nuclei.map { SIMD2($0.x, $0.y) }
    var squared = [Double](repeating: .infinity, count: positions.count)
    var pairs = 0
    for one in positions.indices {
      for other in (one + 1)..<max(one + 1, positions.count) {
        let offset = positions[one] - positions[other]
        let distance = (offset * offset).sum()
        if distance < squared[one] { squared[one] = distance }
        if distance < squared[other] { squared[other] = distance }
        if distance <= radius * radius { pairs += 1 }
      }
    }
    nearest = positions.count > 1 ? squared.map { $0.squareRoot() } : []
    pairsWithinRadius = pairs
  }
}
