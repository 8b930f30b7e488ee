import Tensors
import Testing

@Suite("Products of matrices")
struct BLASTests {
  init() { BLAS.useOneThread() }

  @Test("a small product is what the hand computes")
  func byHand() throws {
    let a = try #require(Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]))
    let b = try #require(Matrix(rows: 3, columns: 2, values: [7, 8, 9, 10, 11, 12]))
    #expect(BLAS.product(a, b).values == [58, 64, 139, 154])
    #expect(BLAS.product(a, [1, 0, -1]) == [-2, -2])
    #expect(BLAS.product(a, [1, -1], transposing: .left) == [-3, -3, -3])
  }

  @Test(
    "every pair of orientations agrees with three loops", arguments: [(1, 1, 1), (3, 5, 2), (17, 9, 33), (64, 31, 8)])
  func orientations(m: Int, k: Int, n: Int) {
    for factors: BLAS.Factors in [[], .left, .right, [.left, .right]] {
      let a = factors.contains(.left) ? sample(k, m, 1) : sample(m, k, 1)
      let b = factors.contains(.right) ? sample(n, k, 2) : sample(k, n, 2)
      let slow = slowProduct(
        factors.contains(.left) ? transpose(a) : a, factors.contains(.right) ? transpose(b) : b)
      #expect(largestDifference(BLAS.product(a, b, transposing: factors), slow) < 1e-5)
    }
  }

  @Test("a product is added to what is there, both scaled")
  func accumulates() {
    let a = sample(4, 3, 3)
    let b = sample(3, 5, 4)
    var result = Matrix(rows: 4, columns: 5, repeating: 2)
    BLAS.multiply(a, b, scale: 0.5, keep: 3, into: &result)
    var expected = slowProduct(a, b)
    expected.withElements { for i in $0.indices { $0[i] = 0.5 * $0[i] + 6 } }
    #expect(largestDifference(result, expected) < 1e-5)
  }

  @Test("without keep, what was there is not read, not even a NaN")
  func overwrites() {
    var result = Matrix(rows: 1, columns: 1, repeating: .nan)
    BLAS.multiply(Matrix(rows: 1, columns: 1, repeating: 2), Matrix(rows: 1, columns: 1, repeating: 3), into: &result)
    #expect(result.values == [6])
  }

  @Test("an empty inner dimension gives zeros, an empty outer one nothing")
  func empty() {
    #expect(BLAS.product(Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 1)).values == [0, 0])
    #expect(BLAS.product(Matrix(rows: 0, columns: 2), Matrix(rows: 2, columns: 1)).values.isEmpty)
    #expect(BLAS.product(Matrix(rows: 2, columns: 0), []) == [0, 0])
  }

  @Test("the same factors give the same bytes")
  func deterministic() {
    let a = sample(301, 64, 5)
    let b = sample(64, 33, 6)
    #expect(BLAS.threads == 1)
    #expect(BLAS.product(a, b) == BLAS.product(a, b))
  }

  @Test("values that do not fill the shape make no matrix")
  func shapes() {
    #expect(Matrix(rows: 2, columns: 2, values: [1, 2, 3]) == nil)
    #expect(Matrix(rows: -1, columns: -1, values: [1]) == nil)
    #expect(Matrix(rows: .max, columns: 2, values: []) == nil)
  }
}

/// Values between -1 and 1 that repeat nowhere soon.
func sample(_ rows: Int, _ columns: Int, _ seed: Int) -> Matrix {
  var result = Matrix(rows: rows, columns: columns)
  result.withElements {
    for i in $0.indices { $0[i] = Float((i * 7919 + seed * 104_729) % 2003) / 1001.5 - 1 }
  }
  return result
}

func transpose(_ a: Matrix) -> Matrix {
  var result = Matrix(rows: a.columns, columns: a.rows)
  for r in 0..<a.rows { for c in 0..<a.columns { result[c, r] = a[r, c] } }
  return result
}

func slowProduct(_ a: Matrix, _ b: Matrix) -> Matrix {
  var result = Matrix(rows: a.rows, columns: b.columns)
  for r in 0..<a.rows {
    for c in 0..<b.columns {
      result[r, c] = Float((0..<a.columns).reduce(0.0) { $0 + Double(a[r, $1]) * Double(b[$1, c]) })
    }
  }
  return result
}

func largestDifference(_ a: Matrix, _ b: Matrix) -> Float {
  zip(a.values, b.values).map { abs($0 - $1) }.max() ?? 0
}
