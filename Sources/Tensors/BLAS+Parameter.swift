import COpenBLAS

/// A matrix somewhere in memory that somebody else keeps alive: rows of `columns` values, `stride` elements apart.
public struct MatrixView {
  /// The first element; may be `nil` where there is none.
  public let base: UnsafePointer<Float>?
  /// Number of rows.
  public let rows: Int
  /// Number of columns, at most `stride`.
  public let columns: Int
  /// Elements from the start of a row to that of the next one.
  public let stride: Int

  /// A matrix at `base`, of rows that lie `stride` elements apart; default: `columns`.
  public init(_ base: UnsafePointer<Float>?, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }
}

extension BLAS {
  /// result = scale * a w' + keep * result with a layer's weight w [out, in]: a [m, in], result [m, out] with rows
  /// `stride` elements apart (default: `out`). Traps where the inputs disagree; with `keep` 0 the former result is
  /// not read.
  public static func multiply(
    _ a: MatrixView, _ weight: Parameter, scale: Float = 1, keep: Float = 0,
    into result: UnsafeMutablePointer<Float>?, stride: Int? = nil
  ) {
    weight.withView {
      multiply(a, $0, transposing: .right, scale: scale, keep: keep, into: result, stride: stride)
    }
  }

  /// result = scale * a' b' + keep * result (`cblas_sgemm`), where ' transposes the factors named: a' [m, k], b' [k,
  /// n], result [m, n] with rows `stride` elements apart (default: n). Traps where k disagrees.
  public static func multiply(
    _ a: MatrixView, _ b: MatrixView, transposing: Factors = [], scale: Float = 1, keep: Float = 0,
    into result: UnsafeMutablePointer<Float>?, stride: Int? = nil
  ) {
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    let (m, k) = left ? (a.columns, a.rows) : (a.rows, a.columns)
    let (kOfB, n) = right ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(k == kOfB, "shapes of a product disagree")
    guard m > 0, n > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, left ? CblasTrans : CblasNoTrans, right ? CblasTrans : CblasNoTrans, blasint(m), blasint(n),
      blasint(k), scale, a.base, blasint(max(1, a.stride)), b.base, blasint(max(1, b.stride)), keep, result,
      blasint(stride ?? n))
  }
}

extension Matrix {
  /// Reads through a view of the rows of `range`; default: of all rows.
  ///
  /// - Throws: what `body` throws.
  public func withView<Result>(_ range: Range<Int>? = nil, _ body: (MatrixView) throws -> Result) rethrows -> Result {
    let range = range ?? 0..<rows
    return try values.withUnsafeBufferPointer { all in
      try body(
        MatrixView(all.baseAddress.map { $0 + range.lowerBound * columns }, rows: range.count, columns: columns))
    }
  }
}

extension Parameter {
  /// Reads through a view of all elements.
  ///
  /// - Throws: what `body` throws.
  public func withView<Result>(_ body: (MatrixView) throws -> Result) rethrows -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(MatrixView(elements.baseAddress, rows: rows, columns: columns))
  }
}
