import Tensors

/// What the transformers do with their tokens, [tokens, width].
extension Matrix {
  /// Layer norm of every row.
  func normalised(_ norm: LayerNorm, epsilon: Float) -> Matrix {
    RowBlocks.matrix(rows: rows, columns: columns) { range, target in
      withView(range) {
        Kernels.layerNorm($0, weight: norm.weight, bias: norm.bias, epsilon: epsilon, into: target)
      }
    }
  }

  /// A linear layer of every row, then `activation` in place.
  func through(
    _ layer: Linear, activation: (@Sendable (UnsafeMutablePointer<Float>, _ count: Int) -> Void)? = nil
  ) -> Matrix {
    let outputs = layer.weight.rows
    return RowBlocks.matrix(rows: rows, columns: outputs) { range, target in
      withView(range) { layer.apply(to: $0, into: target) }
      activation?(target, range.count * outputs)
    }
  }

  /// The sum with a matrix of the same shape.
  func adding(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "shapes of a sum disagree")
    var result = self
    result.withElements { target in
      other.values.withUnsafeBufferPointer { other in for i in target.indices { target[i] += other[i] } }
    }
    return result
  }

  /// The first rows.
  func first(_ count: Int) -> Matrix {
    count == rows ? self : Matrix(rows: count, columns: columns, values: Array(values.prefix(count * columns))) ?? self
  }

  /// The columns of one part of several side by side, as of one attention head.
  func withColumns<Result>(_ columns: Range<Int>, _ body: (MatrixView) throws -> Result) rethrows -> Result {
    try withView { all in
      try body(
        MatrixView(
          all.base.map { $0 + columns.lowerBound }, rows: rows, columns: columns.count, stride: self.columns))
    }
  }

  /// Matrices of `rows` rows side by side.
  init(besides parts: [Matrix], rows: Int) {
    let width = parts.reduce(0) { $0 + $1.columns }
    self.init(rows: rows, columns: width)
    var start = 0
    withElements { target in
      for part in parts {
        for row in 0..<rows {
          for (column, value) in part.row(row).enumerated() { target[row * width + start + column] = value }
        }
        start += part.columns
      }
    }
  }

  /// One row of shares of the tiles: `parts`, none below 0, scaled to sum to 1; all alike where they are all 0.
  init(shares parts: [Float]) {
    let total = parts.reduce(0.0) { $0 + Double($1) }
    self.init(rows: 1, columns: parts.count, repeating: 1 / Float(max(1, parts.count)))
    guard total > 0 else { return }
    withElements { for tile in parts.indices { $0[tile] = Float(Double(parts[tile]) / total) } }
  }
}

extension MatrixView {
  /// Some of the rows.
  subscript(range: Range<Int>) -> MatrixView {
    MatrixView(base.map { $0 + range.lowerBound * stride }, rows: range.count, columns: columns, stride: stride)
  }

  /// The product with `other`, or with its transpose, as a new matrix.
  func times(_ other: MatrixView, transposing: BLAS.Factors = []) -> Matrix {
    var result = Matrix(rows: rows, columns: transposing.contains(.right) ? other.rows : other.columns)
    result.withElements { BLAS.multiply(self, other, transposing: transposing, into: $0.baseAddress) }
    return result
  }

  /// softmax(scale * x y') of every row: what each row attends to.
  func attending(to other: MatrixView, scale: Float) -> Matrix {
    var result = times(other, transposing: .right)
    result.withElements { scores in
      guard let base = scores.baseAddress else { return }
      Kernels.softmax(base, rows: rows, columns: other.rows, stride: other.rows, scale: scale)
    }
    return result
  }
}
