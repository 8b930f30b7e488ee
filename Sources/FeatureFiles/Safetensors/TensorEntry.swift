/// What the header says of one tensor.
public struct TensorEntry: Hashable, Sendable {
  /// The tensor's name, which comes from outside and may hold anything.
  public let name: String
  /// The numbers' type.
  public let type: TensorType
  /// Dimensions, outermost first; none for a scalar. Their product fits an `Int`.
  public let shape: [Int]
  /// The bytes of the tensor, from the start of the file.
  public let bytes: Range<Int>

  /// Number of elements.
  public var count: Int { bytes.count / type.width }
}
