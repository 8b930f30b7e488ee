/// Mean and standard deviation of each of several measurements.
public struct MeasureSpread: Hashable, Sendable {
  /// The mean of each.
  public let mean: [Float]
  /// The standard deviation of each; 0 where it never varies.
  public let deviation: [Float]

  /// Traps where the counts differ.
  public init(mean: [Float], deviation: [Float]) {
    precondition(mean.count == deviation.count, "a deviation for each mean")
    self.mean = mean
    self.deviation = deviation
  }

  /// How many standard deviations above the mean `value` of the measurement `index` is; `nil` where that never varies,
  /// or by no more than single precision rounds.
  public func deviations(of value: Float, _ index: Int) -> Double? {
    guard deviation[index] > 1e-6 * abs(mean[index]) else { return nil }
    return Double((value - mean[index]) / deviation[index])
  }
}

/// What an encoder that measures found of each tile of a case, and of the tiles of the model's training.
public struct TileMeasures: Hashable, Sendable {
  /// The names of the measurements, as the encoder gives them.
  public let names: [String]
  /// Row by row, a row for each tile: [tiles, ``names``].
  public let values: [Float]
  /// The tiles of the training, each patient weighing the same; `nil` where the bundle does not know them.
  public let cohort: MeasureSpread?

  /// Number of tiles.
  public var count: Int { names.isEmpty ? 0 : values.count / names.count }

  /// `nil` where there is no measurement, or the counts do not go together.
  public init?(names: [String], values: [Float], cohort: MeasureSpread? = nil) {
    guard !names.isEmpty, values.count % names.count == 0 else { return nil }
    guard cohort.map({ $0.mean.count == names.count }) ?? true else { return nil }
    self.names = names
    self.values = values
    self.cohort = cohort
  }

  /// Mean and standard deviation over the tiles, each weighing as many tiles as it speaks for.
  ///
  /// - Parameter weights: one per tile; `nil` where each speaks for itself.
  public func spread(_ weights: [Float]?) -> MeasureSpread {
    let width = names.count
    var (first, second, total) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width), 0.0)
    for tile in 0..<count { total += Double(weights?[tile] ?? 1) }
    for tile in 0..<count {
      let weight = Double(weights?[tile] ?? 1) / total
      for index in 0..<width { first[index] += weight * Double(values[tile * width + index]) }
    }
    for tile in 0..<count {
      let weight = Double(weights?[tile] ?? 1) / total
      for index in 0..<width {
        let distance = Double(values[tile * width + index]) - first[index]
        second[index] += weight * distance * distance
      }
    }
    return MeasureSpread(mean: first.map { Float($0) }, deviation: second.map { Float($0.squareRoot()) })
  }
}

/// Where one measurement of a tile stands.
public struct MeasureStanding: Hashable, Sendable {
  /// Its name, as the encoder gives it.
  public let name: String
  /// Standard deviations above the mean of the case's own tiles; `nil` where these are all alike.
  public let inCase: Double?
  /// Standard deviations above the mean of the training's tiles; `nil` where these are not known.
  public let inCohort: Double?

  /// A measurement that stands there.
  public init(name: String, inCase: Double?, inCohort: Double?) {
    self.name = name
    self.inCase = inCase
    self.inCohort = inCohort
  }
}

/// The measurements of a case's tiles, with how they spread over the case.
public struct MeasuredTiles: Hashable, Sendable {
  /// The measurements themselves.
  public let measures: TileMeasures
  /// All tiles of the case.
  public let ownCase: MeasureSpread

  /// - Parameter weights: how many tiles of the slide each tile speaks for; `nil` where it is itself alone.
  public init(_ measures: TileMeasures, weights: [Float]? = nil) {
    self.measures = measures
    ownCase = measures.spread(weights)
  }

  /// Where all measurements of the tile in row `row` stand, in the order of their names; none where there is no such
  /// row.
  public func standings(of row: Int) -> [MeasureStanding] {
    guard (0..<measures.count).contains(row) else { return [] }
    return measures.names.enumerated().map { index, name in
      let value = measures.values[row * measures.names.count + index]
      return MeasureStanding(
        name: name, inCase: ownCase.deviations(of: value, index),
        inCohort: measures.cohort?.deviations(of: value, index))
    }
  }
}
