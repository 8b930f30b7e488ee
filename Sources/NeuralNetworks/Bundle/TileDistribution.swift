import Tensors

/// What the tiles of the training look like, so that a slide of another tissue or stain is told and not scored.
///
/// A standardised tile z is looked at in two ways (Jackson & Mudholkar, Technometrics 1979;21:341). Along the few
/// leading principal components of the training tiles its distance is that of Mahalanobis, (sum over k components of
/// (v_c' z)^2 / variance_c / k)^(1/2). What these components leave of it is the residual, (|z - V'V z|^2 / (width -
/// k))^(1/2). A tile is strange where either is above its limit, and a case is out of distribution where the share of
/// strange tiles is above ``caseLimit``. All three limits come from patients who were left out of what they are held
/// against, see ``TileDistributionTraining``: with as many features as tiles a patient, every new patient is further
/// out than those from whom a distribution was estimated.
public struct TileDistribution: Hashable, Sendable {
  /// Cut of a standardised value, wide enough to be far outside and narrow enough for its square to stay finite.
  static let cut: Float = 1e6

  /// Mean and standard deviation of each feature over the training's tiles, each patient weighing the same.
  public let standardisation: Standardisation
  /// The components, each divided by the training's standard deviation along it, [k, width].
  let whitening: Matrix
  /// The training's standard deviation along each component; empty in the first layout, which had no residual.
  let deviations: [Float]
  let limits: Limits
  /// Share of strange tiles above which a case is out of distribution.
  public var caseLimit: Double { limits.share }
  /// Whether the limits come from patients who were left out; those of the first layout come from the training itself,
  /// and are too narrow.
  public var isHeldOut: Bool { !deviations.isEmpty }

  /// Where strange begins.
  struct Limits: Hashable {
    /// Distance of a tile along the components.
    let distance: Double
    /// Residual of a tile; infinite where the components leave nothing.
    let residual: Double
    /// Share of a case's tiles.
    let share: Double

    /// Rounded to single precision, as a bundle keeps them.
    init(distance: Double, residual: Double, share: Double) {
      self.distance = Double(Float(distance))
      self.residual = Double(Float(residual))
      self.share = Double(Float(share))
    }
  }

  /// Features per tile.
  public var width: Int { whitening.columns }
  /// Principal components that tiles are held against.
  public var components: Int { whitening.rows }

  init(standardisation: Standardisation, whitening: Matrix, deviations: [Float], limits: Limits) {
    self.standardisation = standardisation
    self.whitening = whitening
    self.deviations = deviations
    self.limits = limits
  }

  /// Share of the tiles of `bag` that are strange; 0 for an empty bag.
  public func outOfDistributionShare(_ bag: Bag) -> Double { limits.share(of: places(bag)) }

  /// Where each tile of `bag` is.
  func places(_ bag: Bag) -> [TilePlace] {
    let tiles = standardisation(bag, limit: Self.cut)
    let whitened = BLAS.product(tiles, whitening, transposing: .right)
    return (0..<bag.count).map { TilePlace(tiles.row($0), whitened.row($0), deviations) }
  }
}

/// Where a tile is, seen from the training.
struct TilePlace: Hashable {
  /// Along the components.
  let distance: Double
  /// Beyond them; 0 where they leave nothing.
  let residual: Double

  init(_ tile: ArraySlice<Float>, _ whitened: ArraySlice<Float>, _ deviations: [Float]) {
    let square = whitened.reduce(0.0) { $0 + Double($1) * Double($1) }
    distance = (square / Double(max(1, whitened.count))).squareRoot()
    let left = tile.count - whitened.count
    guard left > 0, !deviations.isEmpty else {
      residual = 0
      return
    }
    let along = zip(whitened, deviations).reduce(0.0) { sum, pair in
      let part = Double(pair.0) * Double(pair.1)
      return sum + part * part
    }
    let whole = tile.reduce(0.0) { $0 + Double($1) * Double($1) }
    residual = (max(0, whole - along) / Double(left)).squareRoot()
  }
}

extension TileDistribution.Limits {
  func isStrange(_ place: TilePlace) -> Bool { !(place.distance <= distance && place.residual <= residual) }

  func share(of places: [TilePlace]) -> Double {
    places.isEmpty ? 0 : Double(places.count(where: isStrange)) / Double(places.count)
  }
}

// MARK: What is strange

/// One thing in which a case is unlike the training.
public struct StrangeMeasure: Hashable, Sendable {
  /// A measurement of the encoder by its name; `component 3`; or `what 16 components leave`.
  public let name: String
  /// Mean over the strange tiles, in standard deviations of the training's tiles; of what the components leave its root
  /// mean square.
  public let deviations: Double
}

extension TileDistribution {
  /// In what the strange tiles of `bag` are furthest from the training, the furthest first, at most `count`:
  /// measurements where the encoder names them, else components and what these leave.
  func strangest(_ bag: Bag, names: [String], count: Int = 3) -> [StrangeMeasure] {
    let strange = places(bag).enumerated().filter { limits.isStrange($0.element) }
    guard !strange.isEmpty else { return [] }
    let tiles = standardisation(bag, limit: Self.cut).gather(strange.map(\.offset))
    let measures: [StrangeMeasure]
    if names.count == width {
      measures = Self.means(tiles, names)
    } else {
      let whitened = BLAS.product(tiles, whitening, transposing: .right)
      let residual = strange.reduce(0.0) { $0 + $1.element.residual } / Double(strange.count)
      measures =
        Self.means(whitened, (1...max(1, components)).map { "component \($0)" })
        + (residual > 0 ? [StrangeMeasure(name: "what \(components) components leave", deviations: residual)] : [])
    }
    let order = measures.indices.sorted {
      (abs(measures[$1].deviations), $0) < (abs(measures[$0].deviations), $1)
    }
    return order.prefix(count).map { measures[$0] }
  }

  /// The mean of each column.
  private static func means(_ rows: Matrix, _ names: [String]) -> [StrangeMeasure] {
    (0..<rows.columns).map { column in
      let sum = (0..<rows.rows).reduce(0.0) { $0 + Double(rows[$1, column]) }
      return StrangeMeasure(name: names[column], deviations: sum / Double(rows.rows))
    }
  }
}
