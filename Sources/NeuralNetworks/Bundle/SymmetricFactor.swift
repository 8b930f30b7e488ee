/// The inverse of the lower Cholesky factor of a symmetric positive definite matrix, row-major [n, n].
///
/// With A = L L', the squared Mahalanobis distance z' A^-1 z is |L^-1 z|^2. `nil` where A is not positive definite.
func inverseCholesky(_ matrix: [Double], size n: Int) -> [Double]? {
  var lower = [Double](repeating: 0, count: n * n)
  for i in 0..<n {
    for j in 0...i {
      var sum = matrix[i * n + j]
      for k in 0..<j { sum -= lower[i * n + k] * lower[j * n + k] }
      guard i != j || sum > 0 else { return nil }
      lower[i * n + j] = i == j ? sum.squareRoot() : sum / lower[j * n + j]
    }
  }
  return invertedLower(lower, size: n)
}

/// Forward substitution for each unit vector.
private func invertedLower(_ lower: [Double], size n: Int) -> [Double] {
  var inverse = [Double](repeating: 0, count: n * n)
  for column in 0..<n {
    for i in column..<n {
      var sum = i == column ? 1.0 : 0.0
      for k in column..<i { sum -= lower[i * n + k] * inverse[k * n + column] }
      inverse[i * n + column] = sum / lower[i * n + i]
    }
  }
  return inverse
}
