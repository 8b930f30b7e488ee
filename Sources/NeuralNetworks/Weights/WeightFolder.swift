import FeatureFiles
import Files
import Foundation

/// The weights in a folder as the hub lays them out.
enum WeightFolder {
  static let standard = "model.safetensors"
  static let index = "model.safetensors.index.json"
  /// Bytes; a list of parts names some thousand tensors.
  static let indexLimit = 10_000_000

  /// The files of the weights in `path`: the file itself where `path` is one; else `model.safetensors`, the parts that
  /// `model.safetensors.index.json` lists, or the only safetensors file.
  static func files(_ path: String) throws(WeightsFailure) -> [String] {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path).sorted() else {
      throw .file(.file(.system(file: path, operation: "open", code: EACCES)))
    }
    if names.contains(standard) { return ["\(path)/\(standard)"] }
    if names.contains(index) { return try parts(of: path) }
    return [try only(names, in: path)]
  }

  private static func only(_ names: [String], in folder: String) throws(WeightsFailure) -> String {
    let found = names.filter { $0.hasSuffix(".safetensors") }
    guard found.count < 2 else { throw .severalWeights(folder: folder, files: found) }
    if let only = found.first { return "\(folder)/\(only)" }
    let pickle = names.first { name in WeightFile.pickleEndings.contains(where: name.lowercased().hasSuffix) }
    if let pickle { throw .pickle(file: "\(folder)/\(pickle)") }
    throw .noWeights(folder: folder, files: names)
  }

  private struct Index: Decodable {
    let weight_map: [String: String]
  }

  private static func parts(of folder: String) throws(WeightsFailure) -> [String] {
    let path = "\(folder)/\(index)"
    let bytes: [UInt8]
    do { bytes = try WholeFile.read(path, limit: indexLimit) } catch { throw .file(.file(error)) }
    guard let list = try? JSONDecoder().decode(Index.self, from: Data(bytes)) else {
      throw .badShards(index: path, reason: .unreadable)
    }
    let names = Set(list.weight_map.values).sorted()
    guard !names.isEmpty else { throw .badShards(index: path, reason: .empty) }
    for name in names where name.contains("/") || !name.hasSuffix(".safetensors") {
      throw .badShards(index: path, reason: .unsafeName(name))
    }
    return names.map { "\(folder)/\($0)" }
  }
}
