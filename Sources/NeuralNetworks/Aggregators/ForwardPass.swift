import Tensors

/// Bags below one another: bag b has the rows starts[b] ..< starts[b + 1].
struct TileBatch {
  /// Standardised, [tiles of all bags, width].
  var features: Matrix
  /// One more than there are bags; from 0 to the number of rows.
  var starts: [Int]

  var bags: Int { starts.count - 1 }

  func rows(_ bag: Int) -> Range<Int> { starts[bag]..<starts[bag + 1] }
}

/// One pass of a batch through the network, with all that the way back needs. T is the number of tiles in the batch.
struct ForwardPass {
  /// h after the rectifier and the dropout, [T, hidden].
  let embedded: Matrix
  /// tanh(V h + v), [T, gates].
  let value: Matrix
  /// sigmoid(U h + u), [T, gates].
  let gate: Matrix
  /// Softmax within each bag, [T].
  let attention: [Float]
  /// c . h, [T]: what the score of the bag would be if this were its only tile.
  let risks: [Float]
  /// sum of attention * risk, one per bag.
  let scores: [Float]

  /// `dropout`: factors for the embedding, [T, hidden], 0 or 1 / (1 - rate). A mean pool does not ask the gates.
  init(
    _ weights: AttentionMIL.Weights, _ batch: TileBatch, dropout: Matrix? = nil,
    pooling: TrainingConfiguration.Pooling = .attention
  ) {
    var hidden = Self.affine(batch.features, weights.embedding, weights.embeddingBias)
    hidden.withElements { Activations.rectify($0) }
    if let dropout { hidden.scale(by: dropout) }
    (value, gate, attention) = Self.attention(hidden, weights, batch, pooling)
    let risks = BLAS.product(hidden, weights.head.values)
    scores = Self.scores(attention, risks, batch)
    self.risks = risks
    embedded = hidden
  }

  private static func attention(
    _ hidden: Matrix, _ weights: AttentionMIL.Weights, _ batch: TileBatch, _ pooling: TrainingConfiguration.Pooling
  ) -> (value: Matrix, gate: Matrix, shares: [Float]) {
    guard pooling == .attention else {
      let none = Matrix(rows: 0, columns: weights.value.rows)
      return (none, none, softmax([Float](repeating: 0, count: hidden.rows), batch))
    }
    var value = affine(hidden, weights.value, weights.valueBias)
    value.withElements { Activations.tanh($0) }
    var gate = affine(hidden, weights.gate, weights.gateBias)
    gate.withElements { Activations.sigmoid($0) }
    var gated = value
    gated.scale(by: gate)
    return (value, gate, softmax(BLAS.product(gated, weights.attention.values), batch))
  }

  /// x W' + b, b added to each row.
  private static func affine(_ x: Matrix, _ weight: Matrix, _ bias: Matrix) -> Matrix {
    var result = Matrix(rows: x.rows, columns: weight.rows)
    result.withElements { target in
      bias.values.withUnsafeBufferPointer { bias in
        for start in stride(from: 0, to: target.count, by: bias.count) {
          for j in bias.indices { target[start + j] = bias[j] }
        }
      }
    }
    BLAS.multiply(x, weight, transposing: .right, keep: 1, into: &result)
    return result
  }

  static func softmax(_ logits: [Float], _ batch: TileBatch) -> [Float] {
    var result = logits
    result.withUnsafeMutableBufferPointer { all in
      for bag in 0..<batch.bags { Activations.softmax(UnsafeMutableBufferPointer(rebasing: all[batch.rows(bag)])) }
    }
    return result
  }

  private static func scores(_ attention: [Float], _ risks: [Float], _ batch: TileBatch) -> [Float] {
    (0..<batch.bags).map { bag in
      Float(batch.rows(bag).reduce(0.0) { $0 + Double(attention[$1]) * Double(risks[$1]) })
    }
  }
}

extension Matrix {
  /// Element by element; the shapes are alike.
  mutating func scale(by factors: Matrix) {
    precondition(rows == factors.rows && columns == factors.columns)
    withElements { target in
      factors.values.withUnsafeBufferPointer { factors in
        for i in target.indices { target[i] *= factors[i] }
      }
    }
  }
}
