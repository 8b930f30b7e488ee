import Tensors

/// Coverslip's own network as an aggregator among others.
public struct TrainedAggregator: Aggregator {
  /// The network that was trained.
  public let network: AttentionMIL
  /// The aggregator's name.
  public let name = "Coverslip attention MIL"

  /// An aggregator of the network.
  public init(_ network: AttentionMIL) { self.network = network }

  /// Features per tile.
  public var width: Int { network.width }

  /// The only logit is the score.
  public var rule: SlideScoreRule { .logit }

  /// The log-hazard less its mean over the training bags; linear parts around a baseline of 0. See
  /// ``Aggregator/evaluate(_:)``.
  ///
  /// - Throws: as ``Aggregator/evaluate(_:)`` says.
  public func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let found = network.evaluate(bag)
    return try AggregatorOutput(
      logits: [found.score], rule: .logit,
      attention: Matrix(rows: 1, columns: bag.count, values: found.attention).map {
        TileAttention(kind: .pooling, shares: $0, logits: nil)
      }, contributions: .parts(found.contributions, method: .linear, baseline: 0)
    ).checked()
  }
}
