/// A small symmetric positive definite matrix: side x side, row-major, the lower triangle authoritative.
struct SymmetricMatrix {
  let side: Int
  var elements: [Double]

  init(side: Int) {
    self.side = side
    elements = [Double](repeating: 0, count: side * side)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * side + column] }
    set { elements[row * side + column] = newValue }
  }

  /// L with L L' = self, or the first column whose pivot is not above `tolerance` times `scale` (its diagonal entry
  /// where `scale` is `nil`): such a column is, to that precision, a combination of the columns before it.
  func cholesky(tolerance: Double, scale: [Double]? = nil) -> Result<CholeskyFactor, SingularColumn> {
    var factor = SymmetricMatrix(side: side)
    for row in 0..<side {
      for column in 0...row {
        var sum = self[row, column]
        for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
        guard row == column else {
          factor[row, column] = sum / factor[column, column]
          continue
        }
        guard sum > tolerance * (scale?[row] ?? self[row, row]), sum > 0 else {
          return .failure(SingularColumn(index: row))
        }
        factor[row, row] = sum.squareRoot()
      }
    }
    return .success(CholeskyFactor(lower: factor))
  }

  /// x' self x.
  func quadraticForm(_ x: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<side {
      for column in 0..<side { sum += x[row] * x[column] * self[max(row, column), min(row, column)] }
    }
    return sum
  }
}

/// The first column at which a Cholesky factorisation stopped.
struct SingularColumn: Error {
  let index: Int
}

/// The lower triangular L of a symmetric matrix L L'.
struct CholeskyFactor {
  let lower: SymmetricMatrix

  /// x with L L' x = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    let side = lower.side
    for row in 0..<side {
      for k in 0..<row { x[row] -= lower[row, k] * x[k] }
      x[row] /= lower[row, row]
    }
    for row in (0..<side).reversed() {
      for k in row + 1..<max(side, row + 1) { x[row] -= lower[k, row] * x[k] }
      x[row] /= lower[row, row]
    }
    return x
  }

  /// (L L')^-1, symmetric to the last bit.
  func inverse() -> SymmetricMatrix {
    var inverse = SymmetricMatrix(side: lower.side)
    for column in 0..<lower.side {
      var unit = [Double](repeating: 0, count: lower.side)
      unit[column] = 1
      let solved = solve(unit)
      for row in column..<lower.side {
        inverse[row, column] = solved[row]
        inverse[column, row] = solved[row]
      }
    }
    return inverse
  }
}
