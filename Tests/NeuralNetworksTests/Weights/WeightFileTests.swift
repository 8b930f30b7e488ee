import FeatureFiles
import Testing

@testable import NeuralNetworks

@Suite("Files of weights")
final class WeightFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "the prefixes of wrappers fall away, several and in any order, also where a head has none",
    arguments: [
      ["a.weight"], ["model.a.weight"], ["module.model.a.weight"], ["vit.a.weight", "classifier.bias"],
      ["teacher.backbone.a.weight"], ["_orig_mod.module.a.weight"],
    ])
  func prefixes(names: [String]) throws {
    let file = try weights(names)
    #expect(file.has("a.weight"))
    #expect(file.keys.count == names.count)
  }

  @Test("a wrapper within a name falls away, a name that only starts like one stays")
  func inner() throws {
    #expect(try weights(["attention_net.module.0.weight"]).keys == ["attention_net.0.weight"])
    #expect(try weights(["modelling.bias", "vitamin.bias"]).keys == ["modelling.bias", "vitamin.bias"])
  }

  @Test("two names that fall together are refused, not one of them lost")
  func collision() throws {
    let path = try folder.write("a.safetensors", document(["model.a", "a"]).bytes)
    let failure = #expect(throws: WeightsFailure.self) { try WeightFile(path: path) }
    guard case .ambiguous(path, "a", let names) = failure else { return #expect(Bool(false), "\(failure as Any)") }
    #expect(names.sorted() == ["a", "model.a"])
  }

  @Test("single precision is used in place, half precisions and what is not aligned are converted")
  func types() throws {
    let header =
      #"""
      {"b":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},\#
      "h":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},\#
      "f":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}
      """#
    for padding in 0..<8 {
      let text = header + String(repeating: " ", count: padding)
      let length = (0..<8).map { UInt8(truncatingIfNeeded: text.utf8.count >> ($0 * 8)) }
      let data: [UInt8] = [0x00, 0xC1, 0x49, 0x40, 0, 0, 128, 63, 0, 0, 0, 64]
      var file = try WeightFile(path: folder.write("t.safetensors", length + Array(text.utf8) + data))
      #expect(try file.parameter("h", shape: [1]).values == [-2.5])
      #expect(try file.parameter("b", shape: [1]).values == [3.140_625])
      #expect(try file.parameter("f", shape: [2]).values == [1, 2])
      try file.finish()
    }
  }

  @Test(
    "a value that is not finite is named with its place", arguments: [Float.nan, .infinity, -.infinity],
    [0, 15, 16, 36])
  func notFinite(value: Float, place: Int) throws {
    var values = [Float](repeating: 1, count: 37)
    values[place] = value
    let path = try folder.write("n.safetensors", EditableWeights(["a": ([37], values)]).bytes)
    var file = try WeightFile(path: path)
    let kind = value.isNaN ? NotFinite.nan : .infinite
    #expect(throws: WeightsFailure.notFinite(file: path, tensor: "a", index: place, kind: kind)) {
      try file.parameter("a", shape: [37])
    }
  }

  @Test("a tensor that is missing, has another shape or is left over is named")
  func faults() throws {
    let path = try folder.write("f.safetensors", document(["a", "b"]).bytes)
    var file = try WeightFile(path: path)
    file.layout = "net"
    #expect(throws: WeightsFailure.missing(file: path, layout: "net", tensor: "c")) {
      try file.parameter("c", shape: [1])
    }
    #expect(throws: WeightsFailure.shape(file: path, tensor: "a", expected: [-1, 2], found: [1])) {
      try file.parameter("a", shape: [-1, 2])
    }
    _ = try file.parameter("a", shape: [-1])
    #expect(throws: WeightsFailure.unused(file: path, layout: "net", tensors: ["b"])) { try file.finish() }
    file.ignore { $0 == "b" }
    try file.finish()
  }

  @Test(
    "a pickle is known by its name or by its first bytes and never opened, a pointer of Git LFS is told from weights",
    arguments: [
      ("a.pt", [0]), ("a.CKPT", [0]), ("pytorch_model.bin", [0]),
      ("zip.safetensors", [0x50, 0x4B, 3, 4, 0, 0, 8, 8, 0, 0]),
      ("old.safetensors", [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46]),
    ] as [(String, [UInt8])])
  func pickle(name: String, bytes: [UInt8]) throws {
    let path = try folder.write(name, bytes + [UInt8](repeating: 0, count: 100))
    #expect(throws: WeightsFailure.pickle(file: path)) { try WeightFile(path: path) }
    let pointer = try folder.write("p.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    #expect(throws: WeightsFailure.pointer(file: pointer)) { try WeightFile(path: pointer) }
  }

  private func weights(_ names: [String]) throws -> WeightFile {
    try WeightFile(path: folder.write("w.safetensors", document(names).bytes))
  }

  private func document(_ names: [String]) -> EditableWeights {
    EditableWeights(Dictionary(uniqueKeysWithValues: names.map { ($0, ([1], [1])) }))
  }
}
