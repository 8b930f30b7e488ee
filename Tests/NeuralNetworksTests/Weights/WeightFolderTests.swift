import FeatureFiles
import Testing

@testable import NeuralNetworks

@Suite("Folders of weights")
final class WeightFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "a file stands for itself; in a folder model.safetensors goes before the list of parts, and that before any other")
  func order() throws {
    let other = try folder.write("other.safetensors", [0])
    #expect(try WeightFolder.files(other) == [other])
    #expect(try WeightFolder.files(folder.path) == [other])
    try folder.write(
      WeightFolder.index, #"{"weight_map":{"a":"2.safetensors","b":"1.safetensors","c":"2.safetensors"}}"#)
    #expect(try WeightFolder.files(folder.path) == ["\(folder.path)/1.safetensors", "\(folder.path)/2.safetensors"])
    let standard = try folder.write(WeightFolder.standard, [0])
    #expect(try WeightFolder.files(folder.path) == [standard])
  }

  @Test("weights in parts are one network")
  func parts() throws {
    let one = try folder.write("1.safetensors", EditableWeights(["model.a": ([2], [1, 2])]).bytes)
    let two = try folder.write("2.safetensors", EditableWeights(["model.b": ([1], [3])]).bytes)
    var file = try WeightFile(parts: [one, two])
    #expect(file.keys == ["a", "b"])
    #expect(try file.parameter("b", shape: [1]).values == [3])
    #expect(throws: WeightsFailure.unused(file: one, layout: "", tensors: ["a"])) { try file.finish() }
    #expect(throws: WeightsFailure.shape(file: two, tensor: "b", expected: [2], found: [1])) {
      try file.parameter("b", shape: [2])
    }
  }

  @Test(
    "a list of parts that is broken, empty or leads elsewhere is refused",
    arguments: [
      ("{", ShardFault.unreadable), (#"{"weight_map":[]}"#, .unreadable), (#"{"weight_map":{}}"#, .empty),
      (#"{"weight_map":{"a":"../b.safetensors"}}"#, .unsafeName("../b.safetensors")),
      (#"{"weight_map":{"a":"b.bin"}}"#, .unsafeName("b.bin")),
    ])
  func badParts(text: String, fault: ShardFault) throws {
    let path = try folder.write(WeightFolder.index, text)
    #expect(throws: WeightsFailure.badShards(index: path, reason: fault)) { try WeightFolder.files(folder.path) }
  }

  @Test("a folder with a pickle only, with nothing, or with several files says so")
  func unusable() throws {
    #expect(throws: WeightsFailure.noWeights(folder: folder.path, files: [])) { try WeightFolder.files(folder.path) }
    let pickle = try folder.write("pytorch_model.bin", [0])
    #expect(throws: WeightsFailure.pickle(file: pickle)) { try WeightFolder.files(folder.path) }
    try folder.write("b.safetensors", [0])
    try folder.write("a.safetensors", [0])
    let names = ["a.safetensors", "b.safetensors"]
    #expect(throws: WeightsFailure.severalWeights(folder: folder.path, files: names)) {
      try WeightFolder.files(folder.path)
    }
  }

  @Test("what is not there is named")
  func absent() {
    let path = "\(folder.path)/absent"
    #expect(throws: WeightsFailure.file(.file(.system(file: path, operation: "open", code: 2)))) {
      try EncoderNetwork.load(folder: path)
    }
  }
}
