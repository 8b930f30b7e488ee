import COpenBLAS

/// Products of matrices by OpenBLAS. The only file that calls it.
///
/// With one thread (``useOneThread()``) the same factors give the same bytes on the same machine; with more, OpenBLAS
/// may cut a sum into other parts.
public enum BLAS {
  /// The factors of a product that are taken transposed.
  public struct Factors: OptionSet, Sendable {
    /// 1 for the left factor, 2 for the right one.
    public let rawValue: Int
    /// The first factor.
    public static let left = Factors(rawValue: 1)
    /// The second factor.
    public static let right = Factors(rawValue: 2)

    /// Factors from their bits; see ``rawValue``.
    public init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// `openblas_set_num_threads(1)`, for the whole process. Parallelism belongs to the callers, over slides and members.
  public static func useOneThread() { openblas_set_num_threads(1) }

  /// `openblas_set_num_threads`, for the whole process: how many threads share one product, at least 1.
  public static func use(threads: Int) { openblas_set_num_threads(Int32(max(1, threads))) }

  /// The number of threads that OpenBLAS takes for one product (`openblas_get_num_threads`).
  public static var threads: Int { Int(openblas_get_num_threads()) }

  /// result = scale * a' b' + keep * result (`cblas_sgemm`), where ' transposes the factors named.
  ///
  /// Shapes: a' [m, k], b' [k, n], result [m, n]; traps where they disagree. With `keep` 0 the former result is not
  /// read, so that it may hold anything.
  public static func multiply(
    _ a: Matrix, _ b: Matrix, transposing: Factors = [], scale: Float = 1, keep: Float = 0, into result: inout Matrix
  ) {
    let (m, k) = transposing.contains(.left) ? (a.columns, a.rows) : (a.rows, a.columns)
    let (kOfB, n) = transposing.contains(.right) ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(k == kOfB && result.rows == m && result.columns == n, "shapes of a product disagree")
    guard m > 0, n > 0 else { return }
    result.withElements { target in
      cblas_sgemm(
        CblasRowMajor, code(transposing.contains(.left)), code(transposing.contains(.right)), blasint(m), blasint(n),
        blasint(k), scale, a.values, leading(a), b.values, leading(b), keep, target.baseAddress, blasint(n))
    }
  }

  /// a' b' as a new matrix; shapes as for ``multiply(_:_:transposing:scale:keep:into:)``.
  public static func product(_ a: Matrix, _ b: Matrix, transposing: Factors = []) -> Matrix {
    let rows = transposing.contains(.left) ? a.columns : a.rows
    let columns = transposing.contains(.right) ? b.rows : b.columns
    var result = Matrix(rows: rows, columns: columns)
    multiply(a, b, transposing: transposing, into: &result)
    return result
  }

  /// a' v (`cblas_sgemv`): a' [m, n] is `a`, or its transpose where `transposing` names the left factor; v [n], the
  /// result [m]. Traps where the shapes disagree.
  public static func product(_ a: Matrix, _ vector: [Float], transposing: Factors = []) -> [Float] {
    let transposed = transposing.contains(.left)
    let (m, n) = transposed ? (a.columns, a.rows) : (a.rows, a.columns)
    precondition(vector.count == n, "shapes of a product disagree")
    var result = [Float](repeating: 0, count: m)
    guard m > 0, n > 0 else { return result }
    cblas_sgemv(
      CblasRowMajor, code(transposed), blasint(a.rows), blasint(a.columns), 1, a.values, leading(a), vector, 1, 0,
      &result, 1)
    return result
  }

  private static func code(_ transposed: Bool) -> CBLAS_TRANSPOSE { transposed ? CblasTrans : CblasNoTrans }

  /// The stride of a row; OpenBLAS refuses 0.
  private static func leading(_ matrix: Matrix) -> blasint { blasint(max(1, matrix.columns)) }
}

extension BLAS {
  /// `openblas_get_corename`: the kernel that OpenBLAS runs, for example `Haswell`.
  static var kernelName: String { openblas_get_corename().map { String(cString: $0) } ?? "unknown" }

  /// The kernel that OpenBLAS runs, and who chose it.
  public static var kernel: BLASKernel {
    let name = kernelName
    return BLASKernel(
      name: name, origin: BLASStart.chooser, faster: BLASKernel.faster(on: .current, than: name))
  }

  /// The version of OpenBLAS that runs, for example `0.3.21`: the second word of `openblas_get_config`.
  public static var version: String {
    let words = openblas_get_config().map { String(cString: $0) }?.split(separator: " ") ?? []
    return words.count > 1 && words[0] == "OpenBLAS" ? String(words[1]) : "unknown"
  }
}
