/// The number types of safetensors that are read and written here, little-endian.
public enum TensorType: String, Hashable, Sendable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case uint8 = "U8"

  /// Bytes an element.
  public var width: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16: 2
    case .uint8: 1
    }
  }
}

/// What the header says of one tensor.
public struct TensorEntry: Hashable, Sendable {
  /// Its name; from outside, may hold anything.
  public let name: String
  /// The numbers' type.
  public let type: TensorType
  /// Dimensions, outermost first; none for a scalar. Their product fits an `Int`.
  public let shape: [Int]
  /// Where its bytes are, from the start of the file.
  public let bytes: Range<Int>

  /// Number of elements.
  public var count: Int { bytes.count / type.width }
}
