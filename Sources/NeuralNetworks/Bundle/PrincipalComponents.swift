import Basics
import Tensors

/// The directions in which standardised tiles vary most. A network that starts from a few of these has far fewer
/// weights to get wrong than one that starts from all features; the projection is folded into its first layer
/// afterwards.
struct PrincipalComponents {
  /// Unit vectors, [components, width], the first with the largest variance; of each the largest element is positive.
  let directions: Matrix
  /// Variance along each.
  let variances: [Float]

  /// The first `count` components of the rows of `tiles` about 0 (standardised tiles have their mean there): orthogonal
  /// iteration on the second moments, from a fixed start (Golub & Van Loan, Matrix Computations, 8.2.4).
  init(_ tiles: Matrix, count: Int) {
    let width = tiles.columns
    let count = min(count, width)
    var moments = Matrix(rows: width, columns: width)
    BLAS.multiply(tiles, tiles, transposing: .left, scale: 1 / Float(max(1, tiles.rows)), into: &moments)
    var random = SeededDraws(seed: 1)
    var basis = Matrix(rows: count, columns: width)
    basis.withElements { for i in $0.indices { $0[i] = random.unitFloat() - 0.5 } }
    for _ in 0..<Self.iterations { basis = Self.orthonormal(BLAS.product(basis, moments)) }
    let images = BLAS.product(basis, moments)
    let variance = (0..<count).map { k in zip(basis.row(k), images.row(k)).reduce(0) { $0 + $1.0 * $1.1 } }
    let order = variance.indices.sorted { (variance[$1], $0) < (variance[$0], $1) }
    directions = Self.upright(basis.gather(order))
    variances = order.map { variance[$0] }
  }

  /// Enough for directions whose variances differ by a tenth; closer ones span the same plane, which is what counts.
  private static let iterations = 60

  /// Gram and Schmidt on the rows, twice, in Double; a row that vanishes becomes 0.
  private static func orthonormal(_ rows: Matrix) -> Matrix {
    var done: [[Double]] = []
    for r in 0..<rows.rows {
      var row = rows.row(r).map { Double($0) }
      for other in done + done {
        let overlap = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
        for j in row.indices { row[j] -= overlap * other[j] }
      }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      done.append(row.map { length > 1e-12 ? $0 / length : 0 })
    }
    return Matrix(rows: rows.rows, columns: rows.columns, values: done.joined().map { Float($0) }) ?? rows
  }

  private static func upright(_ rows: Matrix) -> Matrix {
    var result = rows
    for r in 0..<rows.rows {
      let largest = rows.row(r).max { abs($0) < abs($1) } ?? 0
      if largest < 0 { for j in 0..<rows.columns { result[r, j] = -result[r, j] } }
    }
    return result
  }

  /// The directions divided by the root mean square of all components' scores, so that the scores have variance 1 on
  /// average and those that vary little stay small.
  var projection: Matrix {
    let mean = variances.reduce(0, +) / Float(max(1, variances.count))
    var result = directions
    result.withElements { for i in $0.indices { $0[i] /= max(mean, 1e-12).squareRoot() } }
    return result
  }
}
