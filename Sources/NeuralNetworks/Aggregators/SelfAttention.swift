import Tensors

/// Attention of all tokens to all tokens, softmax(Q K' / sqrt(width of a head)) V in each head (Vaswani et al. 2017).
/// Only some rows of the softmax are in memory at a time.
struct SelfAttention: Sendable {
  /// Q, K and V side by side, [tokens, 3 * width].
  let projected: Matrix
  let heads: Int

  /// Rows of the softmax at a time: with 100,000 tokens, 13 MB a processor.
  private static let rowsAtOnce = 32

  private var width: Int { projected.columns / 3 }
  private var size: Int { width / heads }
  private var scale: Float { 1 / Float(size).squareRoot() }

  /// What the first `queries` tokens get, [queries, width], heads side by side.
  func values(queries: Int) -> Matrix {
    RowBlocks.matrix(rows: queries, columns: width, size: Self.rowsAtOnce) { range, target in
      for head in 0..<heads {
        let shares = shares(range, head)
        projected.withColumns(columns(2, head)) { values in
          shares.withView { BLAS.multiply($0, values, into: target + head * size, stride: width) }
        }
      }
    }
  }

  /// What reaches the class token, the first, from every token: from the last layer to the first, half of each layer is
  /// its attention, mean of the heads, half goes past it (Abnar and Zuidema, ACL 2020).
  static func rollout(_ layers: [SelfAttention]) -> [Float] {
    let count = layers.first?.projected.rows ?? 0
    var reached = [Float](repeating: 0, count: count)
    if count > 0 { reached[0] = 1 }
    for layer in layers.reversed() {
      reached = zip(reached, layer.attended(from: reached)).map { ($0 + $1) / 2 }
    }
    return reached
  }

  /// reached . A with A the mean of the heads' softmax, [tokens]; rows that nothing reached are left out.
  private func attended(from reached: [Float]) -> [Float] {
    let rows = reached.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    let parts = RowBlocks.map(rows, size: Self.rowsAtOnce, scratch: {}) { range, _ in
      let weights = reached[range].map { $0 / Float(heads) }
      var sum = Matrix(rows: 1, columns: projected.rows)
      for head in 0..<heads {
        let shares = shares(range, head)
        sum.withElements { sum in
          weights.withUnsafeBufferPointer { weights in
            let weights = MatrixView(weights.baseAddress, rows: 1, columns: weights.count)
            shares.withView { BLAS.multiply(weights, $0, keep: 1, into: sum.baseAddress) }
          }
        }
      }
      return sum
    }
    return parts.reduce(Matrix(rows: 1, columns: projected.rows)) { $0.adding($1) }.values
  }

  private func shares(_ range: Range<Int>, _ head: Int) -> Matrix {
    projected.withColumns(columns(0, head)) { queries in
      projected.withColumns(columns(1, head)) { queries[range].attending(to: $0, scale: scale) }
    }
  }

  private func columns(_ part: Int, _ head: Int) -> Range<Int> {
    let start = part * width + head * size
    return start..<start + size
  }
}
