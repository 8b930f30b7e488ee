/// The number types of safetensors, little-endian. Floating-point ones but the eight-bit, and I64, I32 and U8, are read
/// here; a tensor of another type may lie in a file, and is refused when it is asked for.
public enum TensorType: String, Hashable, Sendable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case uint8 = "U8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case int16 = "I16"
  case int8 = "I8"
  case float8e5m2 = "F8_E5M2"
  case float8e4m3 = "F8_E4M3"
  case bool = "BOOL"

  /// Bytes per element.
  public var width: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .uint8, .int8, .float8e5m2, .float8e4m3, .bool: 1
    }
  }
}
