import Evaluation
import Tensors

/// A ``TileDistribution`` of the tiles of patients, with limits from patients who were left out.
///
/// The patients are dealt into folds. Of each fold's tiles distance and residual are taken against the components of
/// the others; the limits are quantiles of these, pooled. Who is called strange among the left out is counted with
/// limits from the other folds again, so that no patient has a part in the limits that they are held against.
struct TileDistributionTraining {
  let distribution: TileDistribution
  /// Patients who were left out in turn: all of them.
  let patients: Int
  /// Those who were out of distribution then.
  let strange: Int

  private static let folds = 5
  /// Directions along which a few hundred patients still tell a variance. Of 8, 16 and 32, simulated with 66 to 1,024
  /// features and 40 to 250 patients, all keep the share of new patients called strange.
  private static let mostComponents = 16
  /// A component of a smaller variance, against 1 of a feature, belongs to what the components leave.
  private static let leastVariance: Float = 1e-3
  /// Tiles from which the components are found: as many of each patient, in even steps.
  private static let mostTiles = 100_000

  /// Learns from at least two bags with tiles, one per patient.
  init(_ bags: [Bag]) {
    let bags = bags.filter { $0.count > 0 }
    let folds = min(Self.folds, bags.count)
    let places = Self.leftOut(bags, folds)
    let own = { (fold: Int) in places.indices.filter { $0 % folds == fold }.map { places[$0] } }
    let limits = TileDistribution.Limits(places)
    strange = (0..<folds).reduce(0) { count, fold in
      let others = TileDistribution.Limits(places.indices.filter { $0 % folds != fold }.map { places[$0] })
      return count + own(fold).count { others.share(of: $0) > others.share }
    }
    patients = bags.count
    distribution = Self.distribution(bags, limits)
  }

  /// Where the tiles of each patient are, seen from the patients of the other folds.
  private static func leftOut(_ bags: [Bag], _ folds: Int) -> [[TilePlace]] {
    let open = TileDistribution.Limits(distance: .infinity, residual: .infinity, share: 1)
    var places = [[TilePlace]](repeating: [], count: bags.count)
    for fold in 0..<folds {
      let others = distribution(bags.indices.filter { $0 % folds != fold }.map { bags[$0] }, open)
      for index in bags.indices where index % folds == fold { places[index] = others.places(bags[index]) }
    }
    return places
  }

  private static func distribution(_ bags: [Bag], _ limits: TileDistribution.Limits) -> TileDistribution {
    let bags = bags.map { even($0, at: most(bags.count)) }
    let standardisation = Standardisation(bags)
    let components = PrincipalComponents(standardisation(bags), count: mostComponents)
    let kept = max(1, components.variances.prefix { $0 > leastVariance }.count)
    var whitening = components.directions.gather(Array(0..<kept))
    let deviations = components.variances.prefix(kept).map { max($0, leastVariance).squareRoot() }
    for row in 0..<kept { for column in 0..<whitening.columns { whitening[row, column] /= deviations[row] } }
    return TileDistribution(
      standardisation: standardisation, whitening: whitening, deviations: deviations, limits: limits)
  }

  private static func most(_ patients: Int) -> Int { max(1, mostTiles / patients) }

  /// At most `count` tiles of a bag.
  private static func even(_ bag: Bag, at count: Int) -> Bag {
    guard bag.count > count else { return bag }
    let features = (0..<count).flatMap { index in
      let tile = index * bag.count / count
      return bag.features[tile * bag.width..<(tile + 1) * bag.width]
    }
    return Bag(features: features, count: count, width: bag.width) ?? bag
  }
}

extension TileDistributionTraining {
  /// For the card.
  var figure: Statistic {
    Statistic(
      .outOfDistribution, .score, Estimate(Double(strange) / Double(patients)), count: patients,
      note: "left out in turn, \(min(Self.folds, patients)) folds by patient; limits from the others; "
        + "\(distribution.components) components and what they leave")
  }
}

extension TileDistribution.Limits {
  /// Limits from the tiles of patients who had no part in the components. A tile's limits are the 99.9 % quantiles.
  /// That of a case is the 99.5 % quantile of the patients' shares by its conformal rank, (n + 1) 0.995 (Vovk et al.
  /// 2005), the largest where there are fewer than 199 patients; at least 5 %, at most one half.
  fileprivate init(_ places: [[TilePlace]]) {
    let distance = quantile(places.flatMap { $0.map(\.distance) }, 0.999)
    let residual = quantile(places.flatMap { $0.map(\.residual) }, 0.999)
    let tiles = TileDistribution.Limits(
      distance: max(Self.least, distance), residual: max(Self.least, residual), share: 1)
    let shares = places.map(tiles.share)
    let count = Double(shares.count)
    self.init(
      distance: tiles.distance, residual: tiles.residual,
      share: min(0.5, max(0.05, quantile(shares, 0.995 * (count + 1) / count))))
  }

  /// Above what rounding leaves where all tiles are alike.
  private static let least = 1e-3
}

/// The `share` quantile of `values`, the smallest value with at least that share at or below it; 0 of none.
func quantile(_ values: [Double], _ share: Double) -> Double {
  guard !values.isEmpty else { return 0 }
  let rank = (share * Double(values.count)).rounded(.up)
  return values.sorted()[min(values.count - 1, max(0, Int(rank) - 1))]
}
