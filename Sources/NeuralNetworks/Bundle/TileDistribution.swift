import Tensors

/// What the tiles of the training look like, so that a slide of another tissue or stain is told and not scored.
///
/// A tile's distance is that of Mahalanobis in standardised features, (z' S^-1 z / width)^(1/2), with
/// S = (1 - shrinkage) * correlation + shrinkage * identity: the shrinkage keeps directions in which the training hardly
/// varies from making every tile strange. A tile is beyond the limit where its distance is above the 99.9 % quantile of
/// the training tiles; a case is out of distribution where the share of such tiles is above ``caseLimit``.
public struct TileDistribution: Hashable, Sendable {
  static let shrinkage = 0.05
  /// Cut of a standardised value, wide enough to be far outside and narrow enough for its square to stay finite.
  private static let cut: Float = 1e6

  let standardisation: Standardisation
  /// L^-1 of S = L L', [width, width].
  let whitening: Matrix
  /// Distance from which on a tile is unlike those of the training.
  public let tileLimit: Double
  /// Share of such tiles above which a case is out of distribution: twice the 99.5 % quantile of the training cases, at
  /// least 5 %.
  public let caseLimit: Double

  /// Features a tile.
  public var width: Int { whitening.rows }

  /// The limits are rounded to single precision, as a bundle keeps them.
  init(standardisation: Standardisation, whitening: Matrix, tileLimit: Double, caseLimit: Double) {
    self.standardisation = standardisation
    self.whitening = whitening
    self.tileLimit = Double(Float(tileLimit))
    self.caseLimit = Double(Float(caseLimit))
  }

  /// Of the tiles of `bags`, at least one, none empty.
  init(_ bags: [Bag]) {
    let standardisation = Standardisation(bags)
    let whitening = Self.whitening(bags, standardisation)
    let distances = bags.map { Self.distances($0, standardisation, whitening) }
    let tileLimit = quantile(distances.flatMap { $0 }, 0.999)
    let shares = distances.map { Self.share($0, beyond: tileLimit) }
    self.init(
      standardisation: standardisation, whitening: whitening, tileLimit: tileLimit,
      caseLimit: min(0.5, max(0.05, 2 * quantile(shares, 0.995))))
  }

  /// Distance of each tile of `bag`.
  public func distances(_ bag: Bag) -> [Double] { Self.distances(bag, standardisation, whitening) }

  /// Share of the tiles of `bag` beyond ``tileLimit``; 0 for an empty bag.
  public func outOfDistributionShare(_ bag: Bag) -> Double { Self.share(distances(bag), beyond: tileLimit) }

  private static func share(_ distances: [Double], beyond limit: Double) -> Double {
    distances.isEmpty ? 0 : Double(distances.count { $0 > limit }) / Double(distances.count)
  }

  private static func distances(_ bag: Bag, _ standardisation: Standardisation, _ whitening: Matrix) -> [Double] {
    let whitened = BLAS.product(standardisation(bag, limit: cut), whitening, transposing: .right)
    return (0..<bag.count).map { tile in
      let square = whitened.row(tile).reduce(0.0) { $0 + Double($1) * Double($1) }
      return (square / Double(bag.width)).squareRoot()
    }
  }

  /// Standardised values are cut as for the networks, so that a few strange tiles do not widen the distribution.
  private static func whitening(_ bags: [Bag], _ standardisation: Standardisation) -> Matrix {
    let tiles = standardisation(bags)
    let n = tiles.columns
    var moments = Matrix(rows: n, columns: n)
    BLAS.multiply(tiles, tiles, transposing: .left, scale: 1 / Float(tiles.rows), into: &moments)
    var covariance = moments.values.map { (1 - shrinkage) * Double($0) }
    for i in 0..<n { covariance[i * n + i] += shrinkage }
    let identity = (0..<n * n).map { $0 % (n + 1) == 0 ? 1.0 : 0 }
    let inverse = inverseCholesky(covariance, size: n) ?? identity
    var result = Matrix(rows: n, columns: n)
    result.withElements { for i in $0.indices { $0[i] = Float(inverse[i]) } }
    return result
  }
}

/// The `share` quantile of `values`, the smallest value with at least that share at or below it; 0 of none.
func quantile(_ values: [Double], _ share: Double) -> Double {
  guard !values.isEmpty else { return 0 }
  let rank = (share * Double(values.count)).rounded(.up)
  return values.sorted()[min(values.count - 1, max(0, Int(rank) - 1))]
}
