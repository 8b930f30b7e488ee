import FeatureFiles
import Tensors

/// The tensors of a network by the names that its library gives them, taken one by one until none is left over.
///
/// Wrappers write the same names behind a prefix (`model.`, `module.`, `vit.`, `.module`): those that all tensors share are
/// stripped. Every tensor is checked when it is taken: its shape, and that every value is finite.
///
/// ```swift
/// var weights = try WeightFile(path: "model.safetensors", layout: "timm VisionTransformer")
/// let bias = try weights.parameter("norm.bias", shape: [width])
/// try weights.finish()  // throws where a tensor was not taken
/// ```
public struct WeightFile: Sendable {
  /// The path, for errors.
  public let name: String
  /// What the network was recognised as, for errors.
  public var layout = ""
  private let file: SafetensorsFile
  /// Name without prefixes to name in the file.
  private let names: [String: String]
  private var left: Set<String>

  /// Maps the file at `path`; a pickle is refused unopened.
  public init(path: String) throws(WeightsFailure) {
    let endings = [".pt", ".pth", ".ckpt", ".bin", ".pkl"]
    guard !endings.contains(where: path.lowercased().hasSuffix) else { throw .pickle(file: path) }
    do { file = try SafetensorsFile(mapping: path) } catch { throw .file(error) }
    name = path
    names = Self.stripped(file.entries.map(\.name))
    left = Set(names.keys)
  }

  /// The names, prefixes stripped, in the order of their letters.
  public var keys: [String] { names.keys.sorted() }

  /// The file's metadata.
  public var metadata: [String: String] { file.metadata }

  /// Whether there is a tensor of this name.
  public func has(_ key: String) -> Bool { names[key] != nil }

  /// The shape of a tensor, or `nil` where there is none of this name.
  public func shape(_ key: String) -> [Int]? {
    names[key].flatMap { try? file.entry($0).shape }
  }

  /// Takes a tensor as [first dimension, all others]; one of one dimension becomes one row. -1 in `shape` stands for any.
  public mutating func parameter(_ key: String, shape: [Int]) throws(WeightsFailure) -> Parameter {
    guard let stored = names[key] else { throw .missing(file: name, layout: layout, tensor: key) }
    guard let found = self.shape(key), found.count == shape.count, zip(found, shape).allSatisfy({ $1 == -1 || $0 == $1 })
    else { throw .shape(file: name, tensor: key, expected: shape, found: self.shape(key) ?? []) }
    left.remove(key)
    let parameter = try values(of: stored, shape: found)
    if let bad = parameter.elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(file: name, tensor: key, index: bad)
    }
    return parameter
  }

  /// Leaves tensors aside that the network's library writes and its output does not need.
  public mutating func ignore(where isIgnored: (String) -> Bool) {
    left = left.filter { !isIgnored($0) }
  }

  /// Throws where a tensor was neither taken nor ignored.
  public func finish() throws(WeightsFailure) {
    guard left.isEmpty else { throw .unused(file: name, layout: layout, tensors: left.sorted()) }
  }

  /// Single precision is used where it lies in the file, where it is aligned; other types are converted.
  private func values(of stored: String, shape: [Int]) throws(WeightsFailure) -> Parameter {
    let rows = shape.count > 1 ? shape[0] : 1
    let columns = shape.count > 1 ? shape.dropFirst().reduce(1, *) : shape.first ?? 1
    do {
      if let mapped = try file.mapped(stored), mapped.entry.type == .float32,
        Int(bitPattern: mapped.bytes.baseAddress) % MemoryLayout<Float>.alignment == 0
      {
        return Parameter(
          rows: rows, columns: columns, elements: mapped.bytes.assumingMemoryBound(to: Float.self), owner: mapped.owner)
      }
      return Parameter(rows: rows, columns: columns, values: try file.floats(stored))
    } catch {
      throw .file(error)
    }
  }

  private static func stripped(_ names: [String]) -> [String: String] {
    var result = Dictionary(uniqueKeysWithValues: names.map { ($0.replacing(".module.", with: "."), $0) })
    for prefix in ["model.", "module.", "vit.", "model."] where result.keys.allSatisfy({ $0.hasPrefix(prefix) }) {
      result = Dictionary(uniqueKeysWithValues: result.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }
    return result
  }
}
