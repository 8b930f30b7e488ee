import Basics

/// How attention and contributions are spread over the tiles that a model was trained on, so that a tile of a case can
/// be held to them.
///
/// Both are told in a form that does not depend on how many tiles a patient has. A tile's *relative attention* is its
/// share of the patient's attention times the number of the patient's tiles: 1 where all have the same. Its *relative
/// contribution* is its part in the slide score times that number: what the score would be if all tiles contributed as
/// much. Each patient weighs the same, however many tiles they have.
public struct TileCohort: Hashable, Sendable, Codable {
  /// Who the patients are, for people: `1500 simulated patients`.
  public let name: String
  /// The shares of the tiles at which the quantiles below are, 0 to 1, ascending.
  public let shares: [Double]
  /// The relative attention at each share: the smallest with at least that share of the tiles at or below it.
  public let attention: [Double]
  /// The size, without its sign, of the relative contribution at each share; `nil` where the networks cannot be taken
  /// apart.
  public let contribution: [Double]?

  /// The shares that a training keeps: every percent, and at both ends what is between the last of them.
  public static let usualShares: [Double] =
    [0, 0.001, 0.002, 0.005] + (1...99).map { Double($0) / 100 } + [0.995, 0.998, 0.999, 1]

  /// Quantiles as they are kept; `nil` where they do not go together: the shares must ascend from 0 to 1, the
  /// quantiles be as many, finite, at least 0, and not fall.
  public init?(name: String, shares: [Double], attention: [Double], contribution: [Double]?) {
    guard shares.first == 0, shares.last == 1, zip(shares, shares.dropFirst()).allSatisfy({ $0 < $1 }) else {
      return nil
    }
    for quantiles in [attention, contribution].compactMap(\.self) {
      guard quantiles.count == shares.count, quantiles.allSatisfy({ $0.isFinite && $0 >= 0 }),
        zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 <= $1 })
      else { return nil }
    }
    self.name = name
    self.shares = shares
    self.attention = attention
    self.contribution = contribution
  }

  /// Decodes and checks as the initialiser does: a bundle's card is a file like any other.
  ///
  /// - Throws: what the decoder throws, and `DecodingError` where the quantiles do not go together.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let cohort = TileCohort(
      name: try values.decode(String.self, forKey: .name), shares: try values.decode([Double].self, forKey: .shares),
      attention: try values.decode([Double].self, forKey: .attention),
      contribution: try values.decodeIfPresent([Double].self, forKey: .contribution))
    guard let cohort else {
      throw DecodingError.dataCorruptedError(
        forKey: .shares, in: values, debugDescription: "quantiles of tiles that do not go together")
    }
    self = cohort
  }
}

// MARK: Learning

extension TileCohort {
  /// What the networks made of the tiles of one patient.
  public struct Patient: Hashable, Sendable {
    /// The share of each tile in the attention; they sum to 1.
    public let attention: [Float]
    /// The part of each tile in the slide score; `nil` where the networks cannot be taken apart.
    public let contribution: [Float]?

    /// One patient's tiles; traps where the counts differ.
    public init(attention: [Float], contribution: [Float]?) {
      precondition(contribution.map { $0.count == attention.count } ?? true, "a contribution for each tile")
      self.attention = attention
      self.contribution = contribution
    }
  }

  /// The quantiles of the tiles of `patients`; `nil` where nobody has a tile, or a number is not finite.
  public init?(name: String, _ patients: [Patient], shares: [Double] = TileCohort.usualShares) {
    let patients = patients.filter { !$0.attention.isEmpty }
    guard !patients.isEmpty else { return nil }
    let contributions = patients.compactMap(\.contribution)
    self.init(
      name: name, shares: shares, attention: Self.quantiles(patients.map(\.attention), shares),
      contribution: contributions.count == patients.count ? Self.quantiles(contributions, shares) : nil)
  }

  /// The quantiles of the sizes of relative numbers, a list of shares or parts per patient.
  private static func quantiles(_ patients: [[Float]], _ shares: [Double]) -> [Double] {
    let tiles = patients.flatMap { patient in
      patient.map { (size: short(abs(Double($0) * Double(patient.count))), weight: 1 / Double(patient.count)) }
    }
    let sorted = tiles.sorted { ($0.size, $0.weight) < ($1.size, $1.weight) }
    let total = sorted.reduce(0.0) { $0 + $1.weight }
    var (index, reached) = (0, sorted[0].weight)
    return shares.map { share in
      // What rounding leaves of a sum must not ask for one tile more.
      while index + 1 < sorted.count, reached < share * total * (1 - 1e-12) {
        index += 1
        reached += sorted[index].weight
      }
      return sorted[index].size
    }
  }

  /// In single precision, which is what there was, and short where it is written.
  private static func short(_ value: Double) -> Double { Double(Float(value).description) ?? value }
}

// MARK: Holding to it

extension TileCohort {
  /// The share of the cohort's tiles with less relative attention than `relative`, ties halved: 0 to 1.
  public func attentionRank(_ relative: Double) -> Double { rank(relative, among: attention) }

  /// The share of the cohort's tiles with a smaller relative contribution, whatever its sign; `nil` where the cohort
  /// has none.
  public func contributionRank(_ relative: Double) -> Double? {
    contribution.map { rank(abs(relative), among: $0) }
  }

  /// How far a number may be from a quantile and still be the same: tiles that are all alike, as under a mean, have
  /// numbers that differ by what single precision rounds.
  private static let tolerance = 1e-5

  private func rank(_ value: Double, among quantiles: [Double]) -> Double {
    let margin = value * Self.tolerance
    return (share(below: value - margin, quantiles) + share(below: value + margin, quantiles)) / 2
  }

  /// On a straight line between two quantiles; 0 up to the smallest, 1 from the greatest on.
  private func share(below value: Double, _ quantiles: [Double]) -> Double {
    let next = quantiles.partitioningIndex { $0 >= value }
    guard next > 0 else { return 0 }
    guard next < quantiles.count else { return 1 }
    let (low, high) = (quantiles[next - 1], quantiles[next])
    return shares[next - 1] + (value - low) / (high - low) * (shares[next] - shares[next - 1])
  }
}
