import FeatureFiles
import Files
import Foundation
import Testing

@testable import NeuralNetworks

@Suite("Encoders whose weights are not what they should be")
final class EncoderBadWeightsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { "\(folder.path)/model.safetensors" }

  @Test(
    "wrappers' prefixes change nothing", arguments: EncoderCase.fixtures, ["model.", "module.", "vit.", "model.vit."])
  func prefixes(_ example: EncoderCase, prefix: String) throws {
    let encoder = try load(example.testDescription) { $0 = $0.renamed { prefix + $0 } }
    #expect("\(encoder)" == "\(try EncoderNetwork.load(folder: example.folder))")
  }

  @Test(
    "what libraries write beside the network is left aside",
    arguments: [
      ("timm-plain", ["head.weight", "head.bias"]), ("vit-model", ["pooler.dense.weight", "classifier.weight"]),
      ("dinov2-swiglu", ["classifier.bias"]), ("resnet", ["fc.bias", "layer4.2.conv1.weight"]),
    ])
  func ignorable(fixture: String, names: [String]) throws {
    _ = try load(fixture) { weights in for name in names { weights.tensors[name] = ([1], [1]) } }
  }

  @Test(
    "a tensor that the network does not use is named",
    arguments: [
      ("timm-plain", "fc_norm.weight"), ("timm-plain", "blocks.0.ls1.gamma2"), ("vit-model", "blocks.0.norm1.weight"),
      ("resnet", "layer1.0.conv4.weight"), ("timm-plain", "blocks.7.norm1.weight"),
    ])
  func unused(fixture: String, name: String) throws {
    #expect {
      try load(fixture) { $0.tensors[name] = ([1], [1]) }
    } throws: { error in
      guard case WeightsFailure.unused(path, _, [name]) = error else { return false }
      return true
    }
  }

  @Test(
    "a tensor that is missing is named",
    arguments: [
      ("timm-registers", "blocks.1.attn.proj.weight"), ("ctranspath", "layers.1.downsample.norm.bias"),
      ("conch-v1.5", "attn_pool_contrast.to_kv.weight"), ("keep", "visual_head.2.bias"),
      ("timm-registers", "blocks.0.ls2.gamma"), ("vit-model", "encoder.layer.1.layernorm_after.bias"),
      ("dinov2-swiglu-5", "encoder.layer.0.mlp.up_proj.weight"), ("resnet", "layer2.1.bn2.running_var"),
      ("resnet", "layer1.0.downsample.0.weight"), ("resnet", "layer2.0.conv1.weight"),
      ("resnet", "layer2.1.conv1.weight"), ("timm-plain", "patch_embed.proj.bias"),
      ("timm-plain", "blocks.0.attn.qkv.bias"), ("timm-plain", "blocks.1.attn.proj.bias"),
      ("timm-plain", "blocks.0.mlp.fc2.bias"), ("timm-plain", "blocks.1.norm1.weight"),
      ("timm-plain", "blocks.0.norm1.weight"), ("timm-registers", "blocks.0.ls1.gamma"),
      ("vit-model", "encoder.layer.1.attention.attention.key.bias"),
      ("dinov2-swiglu", "encoder.layer.0.mlp.weights_in.bias"),
    ])
  func missing(fixture: String, name: String) throws {
    #expect {
      try load(fixture) { $0.tensors[name] = nil }
    } throws: { error in
      guard case WeightsFailure.missing(path, let layout, name) = error else { return false }
      return !layout.isEmpty
    }
  }

  @Test(
    "a tensor of another shape is named with the one that was expected",
    arguments: [
      ("timm-plain", "blocks.1.attn.qkv.weight", [72, 24], [71, 24]),
      ("timm-plain", "blocks.1.mlp.fc1.weight", [96, 24], [97, 24]),
      ("timm-plain", "norm.bias", [24], [23]), ("timm-plain", "pos_embed", [1, 17, 24], [1, 19, 24]),
      ("timm-registers", "reg_token", [1, -1, 24], [1, 4, 23]),
      ("vit-model", "embeddings.patch_embeddings.projection.weight", [24, 3, 16, 16], [24, 3, 16, 15]),
      ("timm-plain", "patch_embed.proj.weight", [24, 3, 4096, 4096], [24, 3, 4096, 1]),
      ("resnet", "layer1.0.conv2.weight", [-1, 4, 3, 3], [4, 4, 1, 1]),
      ("resnet", "conv1.weight", [-1, 3, 7, 7], [64, 1, 7, 7]),
    ])
  func shape(fixture: String, name: String, expected: [Int], found: [Int]) throws {
    #expect(throws: WeightsFailure.shape(file: path, tensor: name, expected: expected, found: found)) {
      try load(fixture) { $0.tensors[name] = (found, [Float](repeating: 1, count: found.reduce(1, *))) }
    }
  }

  @Test("an attention without any bias is such a network, and said to be; a configuration that disagrees is refused")
  func withoutAttentionBias() throws {
    let encoder = try load("timm-plain") { $0.tensors = $0.tensors.filter { !$0.key.hasSuffix("qkv.bias") } }
    #expect("\(encoder)".contains("GELU, no query, key and value bias"))
    #expect {
      try load("vit-model") { weights in
        weights.tensors = weights.tensors.filter { name, _ in
          !["query.bias", "key.bias", "value.bias"].contains(where: name.hasSuffix)
        }
      }
    } throws: { error in
      guard case WeightsFailure.configuration(_, "qkv_bias", "false, as the weights are", "true") = error else {
        return false
      }
      return true
    }
  }

  @Test("a layer without outputs is refused")
  func emptyLayer() throws {
    #expect(
      throws: WeightsFailure.shape(
        file: path, tensor: "blocks.0.mlp.fc2.weight", expected: [24, -1], found: [24, 0])
    ) {
      try load("timm-plain") { weights in
        weights.tensors["blocks.0.mlp.fc1.weight"] = ([0, 24], [])
        weights.tensors["blocks.0.mlp.fc2.weight"] = ([24, 0], [])
      }
    }
  }

  @Test(
    "a tile that is smaller than a patch, or has more patches than attention has memory for, is refused",
    arguments: [
      (80, 64, "a multiple of 80 up to 2048", "64"), (1, 65, "a tile of at most 64 x 64 patches", "65 x 65 patches"),
    ])
  func patches(patch: Int, side: Int, expected: String, found: String) throws {
    #expect(
      throws: WeightsFailure.configuration(file: folder.path, entry: "tile_px", expected: expected, found: found)
    ) {
      try load("timm-plain", configuration: { $0.replacing(#""tile_px": 64"#, with: #""tile_px": \#(side)"#) }) {
        $0.tensors["patch_embed.proj.weight"] = (
          [24, 3, patch, patch], [Float](repeating: 1, count: 24 * 3 * patch * patch)
        )
      }
    }
  }

  @Test("a value that is not a number is named", arguments: ["timm-plain", "vit-model", "dinov2-swiglu", "resnet"])
  func notFinite(fixture: String) throws {
    var changed = ""
    let failure = #expect(throws: WeightsFailure.self) {
      try load(fixture) { weights in
        changed = weights.tensors.keys.sorted().first ?? ""
        weights.tensors[changed]?.values[3] = .nan
      }
    }
    #expect(failure == .notFinite(file: path, tensor: changed, index: 3, kind: .nan))
  }

  @Test("a variance below zero is refused")
  func variance() throws {
    #expect {
      try load("resnet") { $0.tensors["bn1.running_var"]?.values[0] = -1 }
    } throws: { error in
      guard case WeightsFailure.configuration(path, "bn1.running_var", _, "-1.0") = error else { return false }
      return true
    }
  }

  @Test("a file that is cut is refused, wherever it is cut", arguments: [0, 7, 8, 100, 5000, -1])
  func cut(count: Int) throws {
    let example = "\(fixtureFolder("encoders"))/timm-plain"
    let bytes = try WholeFile.read("\(example)/model.safetensors", limit: 1_000_000)
    try folder.write("model.safetensors", Array(count < 0 ? bytes.dropLast() : bytes.prefix(count)))
    #expect {
      try EncoderNetwork.load(folder: folder.path)
    } throws: { error in
      guard case WeightsFailure.file = error else { return false }
      return true
    }
  }

  @Test("keys of another kind of network are shown")
  func otherKeys() throws {
    let keys = ["attention_net.0.weight", "classifiers.bias", "conv1.weight", "layer3.0.conv2.weight"]
    let weights = EditableWeights(Dictionary(uniqueKeysWithValues: keys.map { ($0, ([1], [1])) }))
    try folder.write("model.safetensors", weights.bytes)
    #expect(throws: WeightsFailure.unknownLayout(file: path, keys: keys, known: EncoderReader.known)) {
      try EncoderNetwork.load(folder: folder.path)
    }
  }

  /// A fixture's encoder after `change` of its weights.
  private func load(
    _ fixture: String, configuration: (String) -> String = { $0 }, _ change: (inout EditableWeights) -> Void
  ) throws -> EncoderNetwork {
    let source = "\(fixtureFolder("encoders"))/\(fixture)"
    var weights = try EditableWeights(path: "\(source)/model.safetensors")
    change(&weights)
    try folder.write("model.safetensors", weights.bytes)
    for name in ["config.json", "hf_config.json"] {
      guard FileManager.default.fileExists(atPath: "\(source)/\(name)") else { continue }
      let text = String(decoding: try WholeFile.read("\(source)/\(name)", limit: 10_000), as: UTF8.self)
      try folder.write(name, Array(configuration(text).utf8))
    }
    return try EncoderNetwork.load(folder: folder.path)
  }
}
