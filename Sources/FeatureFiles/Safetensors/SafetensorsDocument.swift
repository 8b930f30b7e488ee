import Basics
import Files

/// A safetensors file to be: tensors and metadata become the same bytes whatever the order in which they were added.
///
/// ```swift
/// var document = SafetensorsDocument(metadata: ["encoder": "morphometry"])
/// document.add("features", shape: [tiles, 64], floats: values)
/// try document.write(to: path)
/// ```
public struct SafetensorsDocument: Sendable {
  private struct Tensor: Sendable {
    let name: String
    let type: TensorType
    let shape: [Int]
    let bytes: [UInt8]
  }

  private var tensors: [Tensor] = []
  /// The free map of strings.
  public var metadata: [String: String]

  /// A file without tensors yet.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// Adds a single-precision tensor, row-major. Traps where `shape` and `floats` disagree or the name is taken.
  public mutating func add(_ name: String, shape: [Int], floats: [Float]) {
    add(name, .float32, shape, floats.count, bytes(of: floats.map(\.bitPattern.littleEndian)))
  }

  /// Adds an I64 tensor, row-major; traps as ``add(_:shape:floats:)``.
  public mutating func add(_ name: String, shape: [Int], integers: [Int64]) {
    add(name, .int64, shape, integers.count, bytes(of: integers.map(\.littleEndian)))
  }

  /// Adds an I32 tensor, row-major; traps as ``add(_:shape:floats:)``.
  public mutating func add(_ name: String, shape: [Int], integers: [Int32]) {
    add(name, .int32, shape, integers.count, bytes(of: integers.map(\.littleEndian)))
  }

  /// Adds a U8 tensor, row-major; traps as ``add(_:shape:floats:)``.
  public mutating func add(_ name: String, shape: [Int], bytes: [UInt8]) {
    add(name, .uint8, shape, bytes.count, bytes)
  }

  private mutating func add(_ name: String, _ type: TensorType, _ shape: [Int], _ count: Int, _ bytes: [UInt8]) {
    precondition(shape.reduce(1, *) == count, "shape and values of a tensor disagree")
    precondition(name != "__metadata__" && !tensors.contains { $0.name == name }, "the tensor's name is taken")
    tensors.append(Tensor(name: name, type: type, shape: shape, bytes: bytes))
  }

  /// The file. Wide types first, so that each tensor is aligned to its own type when the header is a multiple of eight;
  /// then by name; metadata by key.
  public var bytes: [UInt8] {
    let ordered = tensors.sorted { ($1.type.width, $0.name) < ($0.type.width, $1.name) }
    var header = Array(self.header(ordered).compactText.utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var result = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> ($0 * 8)) }
    result.reserveCapacity(8 + header.count + ordered.reduce(0) { $0 + $1.bytes.count })
    result += header
    for tensor in ordered { result += tensor.bytes }
    return result
  }

  /// Writes ``bytes`` to `path`: beside it, `fsync`, `rename`.
  ///
  /// - Throws: ``FeatureFileFailure/file(_:)`` where the file cannot be written or put in its place.
  public func write(to path: String) throws(FeatureFileFailure) {
    do { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
  }

  private func header(_ ordered: [Tensor]) -> JSONValue {
    var members: [JSONMember] = metadata.isEmpty ? [] : [JSONMember("__metadata__", JSONValue(metadata))]
    var begin = 0
    for tensor in ordered {
      let end = begin + tensor.bytes.count
      members.append(
        JSONMember(
          tensor.name,
          [
            "dtype": .string(tensor.type.rawValue), "shape": .array(tensor.shape.map(JSONValue.integer)),
            "data_offsets": [.integer(begin), .integer(end)],
          ]))
      begin = end
    }
    return .object(members)
  }

  private func bytes<Value: BitwiseCopyable>(of values: [Value]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
}
