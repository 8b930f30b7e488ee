import Files
import Foundation
import Testing

@testable import FeatureFiles

@Suite("Mapped safetensors files")
final class SafetensorsMappingTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("mapped tensors are the file's bytes, and outlive the file's value and its name")
  func mapped() throws {
    var document = SafetensorsDocument()
    document.add("f", shape: [2, 2], floats: [1, 2, 3, .nan])
    document.add("u", shape: [3], bytes: [7, 8, 9])
    let path = try write(document.bytes)
    var file: SafetensorsFile? = try SafetensorsFile(mapping: path)
    let tensor = try #require(try file?.mapped("u"))
    #expect(try file?.floats("f").prefix(3) == [1, 2, 3])
    file = nil
    unlink(path)
    #expect(Array(tensor.bytes) == [7, 8, 9] && tensor.entry.shape == [3])
  }

  @Test("a tensor without elements maps to no bytes, and a file that is not mapped gives none")
  func none() throws {
    var document = SafetensorsDocument()
    document.add("none", shape: [0, 5], floats: [])
    let path = try write(document.bytes)
    #expect(try SafetensorsFile(mapping: path).mapped("none")?.bytes.count == 0)
    #expect(try SafetensorsFile(path: path).mapped("none") == nil)
    #expect(throws: FeatureFileFailure.missingTensor(file: path, tensor: "x")) {
      try SafetensorsFile(mapping: path).mapped("x")
    }
  }

  @Test("data that starts at any address is read", arguments: 0..<8)
  func unaligned(padding: Int) throws {
    let header = #"{"f":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"# + String(repeating: " ", count: padding)
    let path = try write(file(header, data: [0, 0, 128, 63, 0, 0, 0, 192]))
    let mapped = try SafetensorsFile(mapping: path)
    #expect(try mapped.floats("f") == [1, -2])
    #expect(try mapped.mapped("f")?.bytes.count == 8)
  }

  @Test("a file that is cut anywhere is refused with its place, as one that is read is")
  func cut() throws {
    var document = SafetensorsDocument()
    document.add("a", shape: [8], floats: [Float](repeating: 1, count: 8))
    let bytes = document.bytes
    for count in 0..<bytes.count {
      let path = try write(Array(bytes.prefix(count)))
      let mapped = #expect(throws: FeatureFileFailure.self) { try SafetensorsFile(mapping: path) }
      let read = #expect(throws: FeatureFileFailure.self) { try SafetensorsFile(path: path) }
      #expect(mapped == read)
    }
  }

  @Test(
    "a header that lies of 4 exabytes touches no memory",
    arguments: [
      (
        #"{"a":{"dtype":"F32","shape":[1152921504606846975],"data_offsets":[0,4611686018427387900]}}"#,
        [0, 0] as [UInt8]
      ),
      (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[9223372036854775803,9223372036854775807]}}"#, [0, 0, 0, 0]),
    ])
  func lies(header: String, data: [UInt8]) throws {
    let path = try write(file(header, data: data))
    #expect {
      try SafetensorsFile(mapping: path)
    } throws: { error in
      guard case FeatureFileFailure.badHeader(path, 9, .offsetsOutside) = error else { return false }
      return true
    }
  }

  @Test("no file, a folder and an empty file are refused")
  func unreadable() throws {
    #expect(throws: FeatureFileFailure.file(.notAFile(file: folder))) { try SafetensorsFile(mapping: folder) }
    #expect(throws: FeatureFileFailure.file(.system(file: "\(folder)/x", operation: "open", code: 2))) {
      try SafetensorsFile(mapping: "\(folder)/x")
    }
    let empty = try write([])
    #expect(throws: FeatureFileFailure.file(.truncated(file: empty, offset: 0, expected: 8, found: 0))) {
      try SafetensorsFile(mapping: empty)
    }
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    let path = "\(folder)/file.safetensors"
    try AtomicFile.write(bytes, to: path)
    return path
  }
}
