import Tensors

/// Owkin's Chowder (Courtiol et al., arXiv 1802.02212): a score for each tile; the highest, falling, and the lowest,
/// rising, go into a multilayer perceptron.
///
/// Where the bag has fewer tiles than there are places, the places left over hold 0, as the authors' code pads them,
/// and a tile may stand at both ends: the output says so. Of tiles with the same score the earlier one comes first.
struct Chowder: RuledAggregator {
  let name = "Chowder"
  let scorer, head: Perceptron
  /// Places for the highest and for the lowest scores.
  let top, bottom: Int
  var assumptions: [AggregatorAssumption] = []

  var width: Int { scorer.inputs }
  var rule: SlideScoreRule
  var logitCount: Int { head.outputs }

  static let load: AttentionPooling.Load = { (weights, configuration) throws(WeightsFailure) in
    let activation = try configuration.activation(or: .sigmoid)
    let count = weights.count { "score_model.hidden_layers.\(2 * $0).weight" }
    let scorer = try weights.perceptron(
      (0..<count).map { "score_model.hidden_layers.\(2 * $0)" }, outputs: 1, activation: activation)
    let head = try weights.perceptron(weights.layers(of: "mlp"), activation: activation)
    let (top, bottom) = try configuration.extremes(slots: head.inputs)
    return Chowder(
      scorer: scorer, head: head, top: top, bottom: bottom, assumptions: configuration.assumptions,
      rule: SlideScoreRule(classes: head.outputs))
  }

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let scores = RowBlocks.matrix(rows: bag.count, columns: 1) { range, target in
      target.update(from: bag.withView(range) { scorer($0) }.values, count: range.count)
    }
    let places = places(scores.values)
    var slots = Matrix(rows: 1, columns: top + bottom)
    for (slot, tile) in places { slots[0, slot] = scores.values[tile] }
    var output = AggregatorOutput(
      logits: slots.withView { head($0).values }, rule: rule,
      tileScores: Matrix(rows: 1, columns: bag.count, values: scores.values),
      contributions: contributions(slots, places, count: bag.count))
    if bag.count < top + bottom { output.remarks = [.fewTiles(bag.count, extremes: top + bottom)] }
    return try output.checked()
  }

  /// Which tile stands in which slot of the head.
  private func places(_ scores: [Float]) -> [(slot: Int, tile: Int)] {
    let falling = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(top)
    let rising = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.prefix(bottom)
    return falling.enumerated().map { ($0, $1) } + rising.enumerated().map { (top + $0, $1) }
  }

  private func contributions(
    _ slots: Matrix, _ places: [(slot: Int, tile: Int)], count: Int
  ) -> TileContributions {
    guard rule != .none else { return .unavailable(.noSlideScore) }
    let path = PathIntegral(heads: [head], rule: rule)
    let directions = path.directions(slots)
    var parts = [Float](repeating: 0, count: count)
    for (slot, tile) in places { parts[tile] += directions[0, slot] * slots[0, slot] }
    return .parts(parts, method: path.isLinear ? .linear : .integratedGradients, baseline: path.baseline)
  }
}
