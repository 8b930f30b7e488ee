import Tensors

/// The pseudo-inverse of a square matrix by iteration, as Nystroem attention takes it (Xiong et al., AAAI 2021, eq. 15;
/// after Razavi et al. 2014):
///
///     z = x' / norm;  six times  z = z (13 I - x z (15 I - x z (7 I - x z))) / 4
///
/// Six iterations approximate the inverse only; the network was trained with just these.
enum PseudoInverse {
  private static let iterations = 6

  /// The largest sum of a row's sizes times the largest of a column's, over all heads, as the authors' code takes it.
  static func norm(_ kernels: [Matrix]) -> Float {
    var (rows, columns) = (Float(0), Float(0))
    for kernel in kernels {
      var sums = [Float](repeating: 0, count: kernel.columns)
      for row in 0..<kernel.rows {
        let values = kernel.row(row).map { abs($0) }
        rows = max(rows, values.reduce(0, +))
        for (column, value) in values.enumerated() { sums[column] += value }
      }
      columns = max(columns, sums.max() ?? 0)
    }
    return rows * columns
  }

  static func of(_ x: Matrix, norm: Float) -> Matrix {
    var z = Matrix(rows: x.columns, columns: x.rows)
    for row in 0..<x.rows { for column in 0..<x.columns { z[column, row] = x[row, column] / norm } }
    for _ in 0..<iterations {
      let xz = BLAS.product(x, z)
      let inner = product(xz, xz, diagonal: 7)
      z = product(z, product(xz, inner, diagonal: 15), diagonal: 13, scale: 0.25)
    }
    return z
  }

  /// scale * a (diagonal * I - b).
  private static func product(_ a: Matrix, _ b: Matrix, diagonal: Float, scale: Float = 1) -> Matrix {
    var result = a
    BLAS.multiply(a, b, scale: -scale, keep: scale * diagonal, into: &result)
    return result
  }
}
