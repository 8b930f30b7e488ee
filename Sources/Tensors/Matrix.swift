/// A matrix of single-precision values, row-major [rows, columns], in one contiguous array.
public struct Matrix: Hashable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// `rows * columns` values; row `r` starts at `r * columns`. The count never changes.
  public private(set) var values: [Float]

  /// A matrix of `rows` x `columns` whose elements are all `value`; both counts at least 0.
  public init(rows: Int, columns: Int, repeating value: Float = 0) {
    self.rows = rows
    self.columns = columns
    values = [Float](repeating: value, count: rows * columns)
  }

  /// A matrix over `values` in row-major order, or `nil` where their number is not `rows * columns`.
  public init?(rows: Int, columns: Int, values: [Float]) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, values.count == count else { return nil }
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The element at `row` and `column`, both from 0. For single looks: loops take ``withElements(_:)``.
  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// The elements of one row.
  public func row(_ index: Int) -> ArraySlice<Float> { values[index * columns..<(index + 1) * columns] }

  /// Writes through a pointer to all elements, row-major.
  ///
  /// - Throws: what `body` throws.
  public mutating func withElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try values.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// Sets every element to `value`.
  public mutating func fill(_ value: Float) {
    withElements { $0.update(repeating: value) }
  }
}
