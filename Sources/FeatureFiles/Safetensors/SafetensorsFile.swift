import Files

/// A safetensors file: its header checked as a whole when it is opened, its tensors read when they are asked for.
///
/// Layout: eight bytes little-endian length of the header, the header (JSON: tensor name to dtype, shape, data_offsets;
/// `__metadata__` to a map of strings), the data. As the format demands, the tensors fill the data without gap or
/// overlap. Source: github.com/huggingface/safetensors, README "Format".
///
/// ```swift
/// let file = try SafetensorsFile(path: "bag.safetensors")
/// let features = try file.floats("features")  // row-major, file.entry("features").shape
/// ```
public struct SafetensorsFile: Sendable {
  /// The largest header that the format allows, bytes.
  static let headerLimit = 100_000_000

  /// The path, or what stands for it in errors.
  public let name: String
  /// The tensors, in the order of their bytes in the file.
  public let entries: [TensorEntry]
  /// The free map of strings; empty where there is none.
  public let metadata: [String: String]
  private let source: ByteSource
  private let index: [String: Int]

  /// Opens the file at `path` and checks its header. The file stays open for ``floats(_:)`` and ``integers(_:)``.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or ends early, `badHeader` where it does
  ///   not begin with the header of a safetensors file.
  public init(path: String) throws(FeatureFileFailure) {
    try self.init(source: .file(.opening(path)), name: path)
  }

  /// Maps the file at `path` and checks its header: for weights, whose tensors ``mapped(_:)`` gives without a copy.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or mapped, or ends early, `badHeader`
  ///   where it does not begin with the header of a safetensors file.
  public init(mapping path: String) throws(FeatureFileFailure) {
    try self.init(source: .mapped(.mapping(path)), name: path)
  }

  /// Reads the file at `path`, of at most `limit` bytes, into memory.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be read, has more than `limit` bytes or ends early,
  ///   `badHeader` where it does not begin with the header of a safetensors file.
  public init(path: String, limit: Int) throws(FeatureFileFailure) {
    let bytes: [UInt8]
    do { bytes = try WholeFile.read(path, limit: limit) } catch { throw .file(error) }
    try self.init(source: .memory(bytes), name: path)
  }

  /// Reads a file that is already in memory, as where its digest was taken of the same bytes; `name` is for errors.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the bytes end early, `badHeader` where they do not begin with the
  ///   header of a safetensors file.
  public init(bytes: [UInt8], name: String) throws(FeatureFileFailure) {
    try self.init(source: .memory(bytes), name: name)
  }

  private init(source: ByteSource, name: String) throws(FeatureFileFailure) {
    let length = try Self.headerLength(source, name)
    var reader = HeaderReader(try source.read(8..<8 + length, of: name))
    do {
      let (raw, metadata) = try reader.read()
      self.entries = try HeaderCheck(dataStart: 8 + length, dataCount: source.count - 8 - length).entries(raw)
      self.metadata = metadata
    } catch {
      throw .badHeader(file: name, offset: 8 + error.offset, fault: error.fault)
    }
    self.name = name
    self.source = source
    index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
  }

  private static func headerLength(_ source: ByteSource, _ name: String) throws(FeatureFileFailure) -> Int {
    let bytes = try source.read(0..<8, of: name)
    let claimed = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let available = source.count - 8
    guard claimed >= 2, claimed <= UInt64(min(available, headerLimit)) else {
      throw .badHeader(file: name, offset: 0, fault: .length(claimed: claimed, available: available))
    }
    return Int(claimed)
  }

  /// What the header says of `tensor`.
  ///
  /// - Throws: ``FeatureFileFailure/missingTensor(file:tensor:)`` where the file has no such tensor.
  public func entry(_ tensor: String) throws(FeatureFileFailure) -> TensorEntry {
    guard let position = index[tensor] else { throw .missingTensor(file: name, tensor: tensor) }
    return entries[position]
  }

  /// The entry of `tensor`, whose shape must be `shape`; -1 there stands for any dimension.
  ///
  /// - Throws: ``FeatureFileFailure``: `missingTensor` where the file has no such tensor, `unexpectedShape` where it
  ///   has another shape.
  public func entry(_ tensor: String, shape: [Int]) throws(FeatureFileFailure) -> TensorEntry {
    let entry = try entry(tensor)
    let fits = entry.shape.count == shape.count && zip(entry.shape, shape).allSatisfy { $1 == -1 || $0 == $1 }
    guard fits else {
      throw .unexpectedShape(
        file: name, tensor: tensor, offset: entry.bytes.lowerBound, expected: shape, found: entry.shape)
    }
    return entry
  }

  /// A floating-point tensor (F64, F32, F16, BF16) as single precision, row-major. Not a number and infinity come as
  /// they stand; F64 is rounded.
  ///
  /// - Throws: ``FeatureFileFailure``: `missingTensor` where the file has no such tensor, `unexpectedType` where it is
  ///   not of floating-point numbers, `file` where its bytes cannot be read.
  public func floats(_ tensor: String) throws(FeatureFileFailure) -> [Float] {
    let entry = try entry(tensor)
    switch entry.type {
    case .float32: return try decode(entry) { Float(bitPattern: UInt32(littleEndian: $0)) }
    case .float16: return try decode(entry) { Float(Float16(bitPattern: UInt16(littleEndian: $0))) }
    case .bfloat16: return try decode(entry) { Float(bitPattern: UInt32(UInt16(littleEndian: $0)) << 16) }
    case .float64: return try decode(entry) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
    case .int64, .int32, .int16, .int8, .uint64, .uint32, .uint16, .uint8, .float8e5m2, .float8e4m3, .bool:
      throw unexpectedType(entry, [.float32, .float16, .bfloat16, .float64])
    }
  }

  /// A whole-number tensor (I64, I32, U8), row-major.
  ///
  /// - Throws: ``FeatureFileFailure``: `missingTensor` where the file has no such tensor, `unexpectedType` where it is
  ///   of none of these types, `file` where its bytes cannot be read.
  public func integers(_ tensor: String) throws(FeatureFileFailure) -> [Int64] {
    let entry = try entry(tensor)
    switch entry.type {
    case .int64: return try decode(entry) { Int64(littleEndian: $0) }
    case .int32: return try decode(entry) { Int64(Int32(littleEndian: $0)) }
    case .uint8: return try decode(entry) { (byte: UInt8) in Int64(byte) }
    case .int16, .int8, .uint64, .uint32, .uint16, .float64, .float32, .float16, .bfloat16, .float8e5m2, .float8e4m3,
      .bool:
      throw unexpectedType(entry, [.int64, .int32, .uint8])
    }
  }

  /// The tensor where it lies in the file, or `nil` where the file was not opened with ``init(mapping:)``.
  ///
  /// - Throws: ``FeatureFileFailure/missingTensor(file:tensor:)`` where the file has no such tensor.
  public func mapped(_ tensor: String) throws(FeatureFileFailure) -> MappedTensor? {
    let entry = try entry(tensor)
    guard case .mapped(let file) = source else { return nil }
    return MappedTensor(entry: entry, bytes: UnsafeRawBufferPointer(rebasing: file.bytes[entry.bytes]), owner: file)
  }

  private func decode<Stored: BitwiseCopyable, Value>(
    _ entry: TensorEntry, _ convert: (Stored) -> Value
  ) throws(FeatureFileFailure) -> [Value] {
    let bytes = try source.read(entry.bytes, of: name)
    return bytes.withUnsafeBytes { raw in
      [Value](unsafeUninitializedCapacity: entry.count) { buffer, filled in
        for i in 0..<entry.count {
          let stored = raw.loadUnaligned(fromByteOffset: i * MemoryLayout<Stored>.size, as: Stored.self)
          buffer.initializeElement(at: i, to: convert(stored))
        }
        filled = entry.count
      }
    }
  }

  private func unexpectedType(_ entry: TensorEntry, _ expected: [TensorType]) -> FeatureFileFailure {
    .unexpectedType(
      file: name, tensor: entry.name, offset: entry.bytes.lowerBound, expected: expected, found: entry.type)
  }
}
