import FeatureFiles
import Files
import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file of this content; its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try AtomicFile.write(bytes, to: "\(path)/\(name)")
    return "\(path)/\(name)"
  }

  /// The same of text.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// The tensors of a safetensors file, to be changed and written again.
struct EditableWeights {
  var tensors: [String: (shape: [Int], values: [Float])] = [:]

  init(_ tensors: [String: (shape: [Int], values: [Float])]) { self.tensors = tensors }

  init(path: String) throws {
    let file = try SafetensorsFile(path: path)
    for entry in file.entries where entry.type != .int64 {
      tensors[entry.name] = (entry.shape, try file.floats(entry.name))
    }
  }

  var bytes: [UInt8] {
    var document = SafetensorsDocument()
    for (name, tensor) in tensors { document.add(name, shape: tensor.shape, floats: tensor.values) }
    return document.bytes
  }

  /// All names changed.
  func renamed(_ change: (String) -> String) -> EditableWeights {
    EditableWeights(Dictionary(uniqueKeysWithValues: tensors.map { (change($0.key), $0.value) }))
  }
}
