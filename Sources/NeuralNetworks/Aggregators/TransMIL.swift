import Tensors

/// TransMIL (Shao et al., NeurIPS 2021): a class token over two layers of Nystroem attention, with a convolution over
/// the tiles' places between them (PPEG).
///
///     X = [class token; relu(F1 x + f1)]            tiles repeated from the first on to fill a square
///     X += Attention1(LN1 X);  tiles of X = PPEG(tiles of X);  X += Attention2(LN2 X)
///     logits = F2 LN(X[0]) + f2
///
/// Places come from the order of the tiles, and from nothing else: row by row into a square, as the authors feed them.
/// The same tiles in another order, as of another tool's tiling, or only some of them, give another answer.
struct TransMIL: RuledAggregator {
  /// One layer: x + attention(norm x).
  struct Layer: Sendable {
    let norm: LayerNorm
    let attention: NystromAttention

    init(_ weights: inout WeightFile, _ key: String, _ width: Int) throws(WeightsFailure) {
      norm = try weights.norm("\(key).norm", width: width)
      attention = try NystromAttention(&weights, "\(key).attn", width)
    }

    func callAsFunction(_ tokens: Matrix, queries: Int) -> (output: Matrix, firstRow: [Float]) {
      let (output, row) = attention(tokens.normalised(norm, epsilon: TransMIL.epsilon), queries: queries)
      return (tokens.first(queries).adding(output), row)
    }
  }

  let name = "TransMIL"
  let embedding: TileEmbedding
  /// [1, width of a token].
  let classToken: Parameter
  let layer1, layer2: Layer
  let places: PlaceEncoding
  let norm: LayerNorm
  let head: Linear

  let dependsOnOrder = true
  var width: Int { embedding.layer.weight.columns }
  var rule: SlideScoreRule
  var assumptions: [AggregatorAssumption] = []
  var logitCount: Int { head.weight.rows }
  /// Epsilon of every layer norm, PyTorch's default.
  fileprivate static let epsilon: Float = 1e-5

  static let load: AttentionPooling.Load = { (weights, _) throws(WeightsFailure) in
    let layer = try weights.biased("_fc1.0")
    let size = layer.weight.rows
    let head = try weights.linear("_fc2", inputs: size)
    return TransMIL(
      embedding: TileEmbedding(layer: layer, isRectified: true),
      classToken: try weights.parameter("cls_token", shape: [1, 1, size]),
      layer1: try Layer(&weights, "layer1", size), layer2: try Layer(&weights, "layer2", size),
      places: try PlaceEncoding(&weights, "pos_layer", size), norm: try weights.norm("norm", width: size),
      head: head, rule: SlideScoreRule(classes: head.weight.rows))
  }

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let (logits, attention) = pass(bag)
    return try AggregatorOutput(
      logits: logits, rule: rule,
      attention: TileAttention(kind: .classToken, shares: shares(attention, count: bag.count), logits: nil),
      contributions: LeaveOneOut.contributions(bag, rule: rule) { pass($0).logits }
    ).checked()
  }

  private func pass(_ bag: Bag) -> (logits: [Float], attention: [Float]) {
    let side = Int(Double(bag.count).squareRoot().rounded(.up))
    var tokens = layer1(tokens(bag, side: side), queries: side * side + 1).output
    places.apply(to: &tokens, side: side)
    let (token, attention) = layer2(tokens, queries: 1)
    return (token.normalised(norm, epsilon: Self.epsilon).withView { head.applied(to: $0).values }, attention)
  }

  /// The class token, the embedded tiles, and the first ones again until there are side^2.
  private func tokens(_ bag: Bag, side: Int) -> Matrix {
    let size = embedding.layer.weight.rows
    let embedded = RowBlocks.matrix(rows: bag.count, columns: size) { range, target in
      bag.withView(range) { embedding.apply(to: $0, into: target) }
    }
    let missing = side * side - bag.count
    let values = Array(classToken.elements) + embedded.values + embedded.values.prefix(missing * size)
    return Matrix(rows: side * side + 1, columns: size, values: values) ?? embedded
  }

  /// What of the class token's attention to all tokens goes to each tile.
  private func shares(_ attention: [Float], count: Int) -> Matrix {
    var result = [Float](repeating: 0, count: count)
    for (place, share) in attention.dropFirst().enumerated() { result[place % count] += max(0, share) }
    return Matrix(shares: result)
  }
}
