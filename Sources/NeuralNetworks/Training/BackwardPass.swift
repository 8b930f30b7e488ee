import Tensors

/// The gradient of a loss by the weights, by hand, from the gradient by the scores. With g = dL/dscore of the tile's
/// bag, r_i = c . h_i its risk and s its bag's score:
///
///     dL/dr_i     = g a_i
///     dL/dlogit_i = g a_i (r_i - s) + [alignment]
///     alignment   = lambda / bags * sum over bags of KL(t || a),   t = softmax(r), held fixed: its gradient by logit_i
///                   is lambda / bags * (a_i - t_i)
///
/// The alignment asks the attention to fall where the tile's own hazard exp(r_i) is: t_i is the tile's share in the
/// hazard of its bag. Few events cannot tell a network that looks at the tiles that raise the risk from one that looks
/// away from those that do not; this can. It leaves the risks themselves alone. A mean pool has dL/dlogit_i = 0.
struct BackwardPass {
  let weights: AttentionMIL.Weights
  let batch: TileBatch
  let pass: ForwardPass
  let dropout: Matrix?

  /// `scoreGradient`: dL/dscore, one per bag; `alignment`: lambda.
  func gradient(
    scoreGradient: [Float], alignment: Float, pooling: TrainingConfiguration.Pooling = .attention
  ) -> AttentionMIL.Weights {
    var result = AttentionMIL.Weights(
      width: batch.features.columns, hidden: pass.embedded.columns, gates: pass.value.columns)
    let (risk, logit) = tileGradients(scoreGradient, alignment)
    result.head.add(BLAS.product(pass.embedded, risk, transposing: .left))
    let gates = pooling == .attention ? addGates(logit, to: &result) : nil
    let hidden = embeddedGradient(risk, gates)
    BLAS.multiply(hidden, batch.features, transposing: .left, into: &result.embedding)
    result.embeddingBias.add(hidden.columnSums)
    return result
  }

  /// Adds the gradients of the attention and its gates; those of their arguments are handed on to what lies below.
  private func addGates(_ logit: [Float], to result: inout AttentionMIL.Weights) -> (value: Matrix, gate: Matrix) {
    result.attention.add(gatedTransposed(logit))
    let (value, gate) = gateGradients(logit)
    BLAS.multiply(value, pass.embedded, transposing: .left, into: &result.value)
    BLAS.multiply(gate, pass.embedded, transposing: .left, into: &result.gate)
    result.valueBias.add(value.columnSums)
    result.gateBias.add(gate.columnSums)
    return (value, gate)
  }

  /// By each tile's risk and by its attention logit.
  private func tileGradients(_ scoreGradient: [Float], _ alignment: Float) -> (risk: [Float], logit: [Float]) {
    let target = alignment > 0 ? ForwardPass.softmax(pass.risks, batch) : []
    let pull = alignment / Float(batch.bags)
    var risk = pass.attention
    var logit = pass.attention
    for bag in 0..<batch.bags {
      for i in batch.rows(bag) {
        risk[i] = scoreGradient[bag] * pass.attention[i]
        logit[i] = risk[i] * (pass.risks[i] - pass.scores[bag])
        if alignment > 0 { logit[i] += pull * (pass.attention[i] - target[i]) }
      }
    }
    return (risk, logit)
  }

  /// (value * gate)' logit, [gates].
  private func gatedTransposed(_ logit: [Float]) -> [Float] {
    var gated = pass.value
    gated.scale(by: pass.gate)
    return BLAS.product(gated, logit, transposing: .left)
  }

  /// By the arguments of tanh and sigmoid, [T, gates] each: tanh' = 1 - tanh^2, sigmoid' = sigmoid (1 - sigmoid).
  private func gateGradients(_ logit: [Float]) -> (value: Matrix, gate: Matrix) {
    var (value, gate) = (pass.value, pass.gate)
    let w = weights.attention.values
    let units = w.count
    value.withElements { value in
      gate.withElements { gate in
        for tile in logit.indices {
          for k in 0..<units {
            let i = tile * units + k
            let (p, q, upstream) = (value[i], gate[i], logit[tile] * w[k])
            value[i] = upstream * q * (1 - p * p)
            gate[i] = upstream * p * q * (1 - q)
          }
        }
      }
    }
    return (value, gate)
  }

  /// By the argument of the rectifier, [T, hidden].
  private func embeddedGradient(_ risk: [Float], _ gates: (value: Matrix, gate: Matrix)?) -> Matrix {
    var result = Matrix(rows: risk.count, columns: pass.embedded.columns)
    if let (value, gate) = gates {
      BLAS.multiply(value, weights.value, into: &result)
      BLAS.multiply(gate, weights.gate, keep: 1, into: &result)
    }
    let head = weights.head.values
    result.withElements { target in
      pass.embedded.values.withUnsafeBufferPointer { embedded in
        for tile in risk.indices {
          for j in head.indices {
            let i = tile * head.count + j
            target[i] = embedded[i] > 0 ? target[i] + risk[tile] * head[j] : 0
          }
        }
      }
    }
    if let dropout { result.scale(by: dropout) }
    return result
  }
}

extension Matrix {
  /// Adds `values`, as many as there are elements.
  mutating func add(_ values: [Float]) {
    precondition(values.count == rows * columns)
    withElements { for i in $0.indices { $0[i] += values[i] } }
  }

  /// The sum of each column.
  var columnSums: [Float] { BLAS.product(self, [Float](repeating: 1, count: rows), transposing: .left) }
}
