import Tensors

/// DSMIL (Li, Li, Eliceiri, CVPR 2021): each class has a critical tile, the one with the highest instance score, and
/// the tiles are summed by how alike their queries are to its query:
///
///     a_ki = softmax over i of ( q(x_i) . q(x_m(k)) / sqrt d ),  q(x) = tanh(Q2 relu(Q1 x + q1) + q2)
///     logits = F (sum_i a_1i x_i, ..., sum_i a_Ki x_i) + f
///
/// The logits are those of the bag, as the authors' tests take them by default (they can average); the instance scores
/// [classes, n] are the tile scores. The earlier of two tiles with the same score is the critical one.
struct DSMIL: RuledAggregator {
  let name = "DSMIL"
  /// c, [classes, features].
  let instances: Linear
  let query1, query2: BiasedLinear
  /// F as a layer on what all classes pooled, [classes, classes * features].
  let head: Perceptron

  var width: Int { instances.weight.columns }
  var rule: SlideScoreRule
  var assumptions: [AggregatorAssumption] = []
  var logitCount: Int { head.outputs }

  static let load: AttentionPooling.Load = { (weights, _) throws(WeightsFailure) in
    let key = weights.has("i_classifier.fc.weight") ? "i_classifier.fc" : "i_classifier.fc.0"
    let instances = try weights.linear(key)
    let (classes, width) = (instances.weight.rows, instances.weight.columns)
    let query1 = try weights.biased("b_classifier.q.0", inputs: width)
    let query2 = try weights.biased("b_classifier.q.2", inputs: query1.weight.rows)
    let convolution = try weights.parameter("b_classifier.fcc.weight", shape: [classes, classes, width])
    let bias = try weights.parameter("b_classifier.fcc.bias", shape: [classes])
    let head = Perceptron(layers: [Linear(weight: convolution, bias: bias)], activation: .relu)
    return DSMIL(
      instances: instances, query1: query1, query2: query2, head: head, rule: SlideScoreRule(classes: head.outputs))
  }

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let scores = instanceScores(bag)
    let scorer = CriticalAttention(query1: query1, query2: query2, queries: queries(bag, critical(scores)))
    let stream = AttentionPooling(
      name: name, pool: AttentionPool(embedding: nil, scorer: scorer, inputs: width), heads: [head],
      rule: rule)
    let output = try stream.evaluate(bag)
    return AggregatorOutput(
      logits: output.logits, rule: output.rule, attention: output.attention, tileScores: scores,
      contributions: output.contributions)
  }

  /// [classes, n].
  private func instanceScores(_ bag: Bag) -> Matrix {
    let classes = instances.weight.rows
    let rows = RowBlocks.matrix(rows: bag.count, columns: classes) { range, target in
      bag.withView(range) { instances.apply(to: $0, into: target) }
    }
    var result = Matrix(rows: classes, columns: bag.count)
    for tile in 0..<bag.count { for index in 0..<classes { result[index, tile] = rows[tile, index] } }
    return result
  }

  private func critical(_ scores: Matrix) -> [Int] {
    (0..<scores.rows).map { index in
      let row = Array(scores.row(index))
      return row.indices.max { (row[$0], $1) < (row[$1], $0) } ?? 0
    }
  }

  /// q of the critical tiles, [classes, d].
  private func queries(_ bag: Bag, _ tiles: [Int]) -> Matrix {
    var result = Matrix(rows: tiles.count, columns: query2.weight.rows)
    let network = Perceptron(layers: [query1.linear, query2.linear], activation: .relu)
    for (row, tile) in tiles.enumerated() {
      let query = bag.withView(tile..<tile + 1) { network($0) }
      for column in 0..<query.columns { result[row, column] = query[0, column] }
    }
    result.withElements { Activations.tanh($0) }
    return result
  }
}

/// DSMIL's attention for known critical tiles: plain attention on the first query layer, with their queries as its last
/// layer.
struct CriticalAttention: AttentionScorer {
  private let query1: BiasedLinear
  private let attention: GatedAttention

  /// `queries` [classes, d].
  init(query1: BiasedLinear, query2: BiasedLinear, queries: Matrix) {
    let scale = 1 / Float(queries.columns).squareRoot()
    let weight = Parameter(rows: queries.rows, columns: queries.columns, values: queries.values.map { $0 * scale })
    let none = Parameter(rows: 1, columns: queries.rows, values: [Float](repeating: 0, count: queries.rows))
    self.query1 = query1
    attention = GatedAttention(value: query2, gate: nil, attention: BiasedLinear(weight: weight, bias: none))
  }

  var branches: Int { attention.branches }
  var units: Int { query1.weight.rows + attention.units }

  func score(
    _ tiles: MatrixView, units: UnsafeMutablePointer<Float>, logits: UnsafeMutableBufferPointer<Float>
  ) {
    let hidden = query1.weight.rows
    BLAS.multiply(tiles, query1.weight, into: units)
    AttentionGates.affine(units, rows: tiles.rows, bias: query1.bias, rectified: true)
    attention.score(
      MatrixView(units, rows: tiles.rows, columns: hidden), units: units + tiles.rows * hidden, logits: logits)
  }
}
