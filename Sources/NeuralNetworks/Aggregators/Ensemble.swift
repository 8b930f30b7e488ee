/// What a bundle's networks together make of a case.
public struct SlideScore: Hashable, Sendable {
  /// Mean of the members' scores: log-hazard, 0 for the mean of the training patients.
  public let mean: Double
  /// Standard deviation over the members (n - 1); 0 for one member.
  public let standardDeviation: Double
  /// Mean of the members' attention, one a tile; sums to 1.
  public let attention: [Float]
  /// Mean of the members' contributions, one a tile; they sum to `mean`.
  public let contributions: [Float]
}

/// Attention networks of one width whose scores are averaged.
public struct Ensemble: Hashable, Sendable {
  /// At least one, all of the same width.
  public let members: [AttentionMIL]

  /// Traps where there is no member or their widths differ.
  public init(_ members: [AttentionMIL]) {
    precondition(!members.isEmpty && members.allSatisfy { $0.width == members[0].width })
    self.members = members
  }

  /// Features a tile.
  public var width: Int { members[0].width }

  /// The score of `bag` and where it comes from; traps where the bag has another width.
  public func evaluate(_ bag: Bag) -> SlideScore {
    let scores = members.map { $0.evaluate(bag) }
    let count = Double(members.count)
    let mean = scores.reduce(0) { $0 + Double($1.score) } / count
    let squares = scores.reduce(0) { $0 + (Double($1.score) - mean) * (Double($1.score) - mean) }
    return SlideScore(
      mean: mean, standardDeviation: members.count > 1 ? (squares / (count - 1)).squareRoot() : 0,
      attention: average(scores.map(\.attention)), contributions: average(scores.map(\.contributions)))
  }

  private func average(_ columns: [[Float]]) -> [Float] {
    columns[0].indices.map { tile in columns.reduce(0) { $0 + $1[tile] } / Float(columns.count) }
  }
}
