/// What a bundle's networks together make of a case.
public struct SlideScore: Hashable, Sendable {
  /// Mean of the members' scores; of networks trained here a log-hazard, 0 for the mean of the training patients.
  public let mean: Double
  /// Standard deviation over the members (n - 1); 0 for one member.
  public let standardDeviation: Double
  /// Mean of the members' attention, one per tile; sums to 1. Of networks without attention the size of each
  /// contribution.
  public let attention: [Float]
  /// What ``attention`` is; `nil` where the networks have none.
  public let attentionKind: TileAttention.Kind?
  /// The class whose attention ``attention`` is, which the members together predict; `nil` where all classes share one.
  public let attentionClass: Int?
  /// Mean of the members' contributions, one per tile.
  public let contributions: TileContributions
  /// What makes the score less than what the networks' authors meant, each once.
  public internal(set) var remarks: [AggregatorRemark] = []

  /// Whether ``attention`` is the networks' own.
  public var hasAttention: Bool { attentionKind != nil }

  /// The mean of members' `scores`, at least one.
  init(
    scores: [Double], attention: [Float], kind: TileAttention.Kind?, class index: Int? = nil,
    contributions: TileContributions
  ) {
    let count = Double(scores.count)
    let mean = scores.reduce(0, +) / count
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = scores.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    self.attention = attention
    attentionKind = kind
    attentionClass = index
    self.contributions = contributions
  }

  /// Tile by tile, of columns of one length.
  static func average(_ columns: [[Float]]) -> [Float] {
    columns[0].indices.map { tile in columns.reduce(0) { $0 + $1[tile] } / Float(columns.count) }
  }
}

/// Attention networks of one width whose scores are averaged.
public struct Ensemble: Hashable, Sendable {
  /// The networks: at least one, all of the same width.
  public let members: [AttentionMIL]

  /// Traps where there is no member or their widths differ.
  public init(_ members: [AttentionMIL]) {
    precondition(!members.isEmpty && members.allSatisfy { $0.width == members[0].width })
    self.members = members
  }

  /// Features per tile.
  public var width: Int { members[0].width }

  /// The score of `bag` and where it comes from; traps where the bag has another width.
  public func evaluate(_ bag: Bag) -> SlideScore {
    let scores = members.map { $0.evaluate(bag) }
    return SlideScore(
      scores: scores.map { Double($0.score) }, attention: SlideScore.average(scores.map(\.attention)), kind: .pooling,
      contributions: .parts(SlideScore.average(scores.map(\.contributions)), method: .linear, baseline: 0))
  }
}
