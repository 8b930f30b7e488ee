import FeatureFiles
import Tensors

/// The tensors of a network by the names that its library gives them, taken one by one until none is left over.
///
/// Wrappers write the same names behind a prefix (`model.`, `module.`, `vit.` ...), which is stripped. Every tensor is
/// checked when it is taken: its shape, and that every value is finite.
///
/// ```swift
/// var weights = try WeightFile(path: "model.safetensors", layout: "timm VisionTransformer")
/// let bias = try weights.parameter("norm.bias", shape: [width])
/// try weights.finish()  // throws where a tensor was not taken
/// ```
public struct WeightFile: Sendable {
  /// The path, for errors: of the first part, where the weights lie in several.
  public let name: String
  /// What the network was recognised as, for errors.
  public var layout = ""
  private let parts: [SafetensorsFile]
  /// Name without prefixes to its part and its name there.
  private let places: [String: (part: Int, stored: String)]
  private var left: Set<String>

  /// Maps the file at `path`.
  ///
  /// - Throws: ``WeightsFailure``: `pickle` where the file is one, which could run code; `pointer` where Git LFS did
  ///   not fetch it; `file` where it cannot be read or is not of the format; `ambiguous` where two tensors have the
  ///   same name without their prefixes.
  public init(path: String) throws(WeightsFailure) {
    try self.init(parts: [path])
  }

  /// Maps weights that lie in several files, as the hub cuts what is larger than 5 GB; at least one.
  ///
  /// - Throws: ``WeightsFailure``: as ``init(path:)`` of every file, and `ambiguous` where two of them have a tensor of
  ///   the same name.
  public init(parts paths: [String]) throws(WeightsFailure) {
    var parts: [SafetensorsFile] = []
    for path in paths { parts.append(try Self.mapped(path)) }
    try self.init(files: parts)
  }

  /// A file that is open, as where its digest was taken of the same bytes.
  init(_ file: SafetensorsFile) throws(WeightsFailure) { try self.init(files: [file]) }

  private init(files parts: [SafetensorsFile]) throws(WeightsFailure) {
    let stored = parts.enumerated().flatMap { part, file in file.entries.map { (part: part, stored: $0.name) } }
    name = parts.first?.name ?? ""
    self.parts = parts
    switch WeightNames.index(stored.map(\.stored)) {
    case .success(let index): places = index.mapValues { stored[$0] }
    case .failure(let fault): throw .ambiguous(file: name, tensor: fault.tensor, names: fault.names)
    }
    left = Set(places.keys)
  }

  /// The names, prefixes stripped, in the order of their letters.
  public var keys: [String] { places.keys.sorted() }

  /// The first file's metadata.
  public var metadata: [String: String] { parts.first?.metadata ?? [:] }

  /// Whether there is a tensor of this name.
  public func has(_ key: String) -> Bool { places[key] != nil }

  /// Whether there is a tensor whose name starts so.
  public func holds(prefix: String) -> Bool { places.keys.contains { $0.hasPrefix(prefix) } }

  /// The shape of a tensor, or `nil` where there is none of this name.
  public func shape(_ key: String) -> [Int]? {
    places[key].flatMap { try? parts[$0.part].entry($0.stored).shape }
  }

  /// Takes a tensor as [first dimension, all others]; one of one dimension becomes one row. -1 in `shape` stands for
  /// any above 0.
  ///
  /// - Throws: ``WeightsFailure``: `missing` where there is no such tensor, `shape` where it has another shape, `file`
  ///   where it is not of floating-point numbers, `notFinite` where a value is not a finite number.
  public mutating func parameter(_ key: String, shape: [Int]) throws(WeightsFailure) -> Parameter {
    guard let place = places[key] else { throw .missing(file: name, layout: layout, tensor: key) }
    let part = parts[place.part]
    guard let found = self.shape(key), found.count == shape.count,
      zip(found, shape).allSatisfy({ $0 > 0 && ($1 == -1 || $0 == $1) })
    else { throw .shape(file: part.name, tensor: key, expected: shape, found: self.shape(key) ?? []) }
    left.remove(key)
    let parameter = try Self.values(of: place.stored, shape: found, in: part)
    if let bad = parameter.firstNotFinite {
      throw .notFinite(file: part.name, tensor: key, index: bad, kind: NotFinite(parameter.elements[bad]))
    }
    return parameter
  }

  /// Leaves tensors aside that the network's library writes and its output does not need.
  public mutating func ignore(where isIgnored: (String) -> Bool) {
    left = left.filter { !isIgnored($0) }
  }

  /// Requires that every tensor was taken or ignored.
  ///
  /// - Throws: ``WeightsFailure/unused(file:layout:tensors:)`` with those that are left.
  public func finish() throws(WeightsFailure) {
    guard left.isEmpty else { throw .unused(file: name, layout: layout, tensors: left.sorted()) }
  }

  /// Single precision is used where it lies in the file, where it is aligned; other types are converted.
  private static func values(
    of stored: String, shape: [Int], in part: SafetensorsFile
  ) throws(WeightsFailure) -> Parameter {
    let rows = shape.count > 1 ? shape[0] : 1
    let columns = shape.count > 1 ? shape.dropFirst().reduce(1, *) : shape.first ?? 1
    do {
      if let mapped = try part.mapped(stored), mapped.entry.type == .float32,
        Int(bitPattern: mapped.bytes.baseAddress) % MemoryLayout<Float>.alignment == 0
      {
        return Parameter(
          rows: rows, columns: columns, elements: mapped.bytes.assumingMemoryBound(to: Float.self), owner: mapped.owner)
      }
      return Parameter(rows: rows, columns: columns, values: try part.floats(stored))
    } catch {
      throw .file(error)
    }
  }
}
