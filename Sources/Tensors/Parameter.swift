/// Constant numbers of a network, [rows, columns] row-major, that may lie in a mapped file: nothing is copied.
///
/// A weight W [out, in] of a linear layer y = x W' + b is a parameter of `out` rows; a bias or a scale is one row.
public struct Parameter: @unchecked Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// `rows * columns` values, never written; valid as long as this value or a copy of it lives. Not to be taken from
  /// the result of a call that nobody keeps: ``values`` is for that.
  public let elements: UnsafeBufferPointer<Float>
  /// Keeps the memory of ``elements``.
  private let owner: AnyObject

  /// Values that `owner` keeps and that nobody writes. Traps where their number is not `rows * columns`.
  public init(rows: Int, columns: Int, elements: UnsafeBufferPointer<Float>, owner: AnyObject) {
    precondition(elements.count == rows * columns, "shape and values of a parameter disagree")
    self.rows = rows
    self.columns = columns
    self.elements = elements
    self.owner = owner
  }

  /// A copy of `values`; traps as ``init(rows:columns:elements:owner:)``.
  public init(rows: Int, columns: Int, values: [Float]) {
    let storage = ParameterStorage(values)
    self.init(rows: rows, columns: columns, elements: UnsafeBufferPointer(storage.elements), owner: storage)
  }

  /// A copy of ``elements``.
  public var values: [Float] { withExtendedLifetime(owner) { Array(elements) } }

  /// The values in the same memory as rows of another length. Traps where the number of values differs.
  public func reshaped(rows: Int, columns: Int) -> Parameter {
    Parameter(rows: rows, columns: columns, elements: elements, owner: owner)
  }

  /// Some of the rows, in the same memory.
  public subscript(range: Range<Int>) -> Parameter {
    let part = UnsafeBufferPointer(rebasing: elements[range.lowerBound * columns..<range.upperBound * columns])
    return Parameter(rows: range.count, columns: columns, elements: part, owner: owner)
  }
}

/// Owns memory that is filled once.
private final class ParameterStorage {
  let elements: UnsafeMutableBufferPointer<Float>

  init(_ values: [Float]) {
    elements = .allocate(capacity: values.count)
    _ = elements.initialize(from: values)
  }

  deinit { elements.deallocate() }
}
