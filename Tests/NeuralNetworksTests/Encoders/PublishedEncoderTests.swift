import FeatureFiles
import Foundation
import Microscopy
import Testing

@testable import NeuralNetworks

@Suite("Published encoders from their weights")
struct PublishedEncoderTests {
  /// Single precision against double: rounding grows through some blocks, an error of the layout is of the order of 1.
  static let tolerance: Float = 1e-5

  @Test("a small network of each layout gives the features of its library", arguments: EncoderCase.fixtures)
  func fixture(_ example: EncoderCase) throws {
    let encoder = try EncoderNetwork.load(folder: example.folder)
    #expect(encoder.assumptions.isEmpty)
    #expect(try example.deviation(of: encoder) < Self.tolerance)
  }

  @Test("there is a fixture for each layout") func fixtures() { #expect(EncoderCase.fixtures.count == 16) }

  @Test(
    "facebookresearch's DINOv2 built for 518 px gives the features of its own code at 224 px",
    .enabled(if: EncoderCase.hub518 != nil, "the reference folder is not here"))
  func hub518() throws {
    let example = try #require(EncoderCase.hub518)
    let encoder = try EncoderNetwork.load(folder: example.folder)
    #expect("\(encoder)".hasPrefix("facebookresearch DinoVisionTransformer"))
    #expect(try example.deviation(of: encoder) < Self.tolerance)
  }

  @Test(
    "a reference folder gives its features",
    .enabled(if: !EncoderCase.references.isEmpty, "the reference folder is not here"), arguments: EncoderCase.references
  )
  func reference(_ example: EncoderCase) throws {
    let encoder = try EncoderNetwork.load(folder: example.folder)
    let deviation = try example.deviation(of: encoder)
    print("\(example.testDescription): \(encoder): \(deviation) of the scale")
    #expect(deviation < 1e-4)
  }

  @Test(
    "what was recognised is said in one line",
    arguments: [
      ("timm-plain", "timm VisionTransformer, ViT/16: 24 wide, 2 deep, 3 heads, GELU; feature: class token [24]"),
      (
        "timm-embedded-registers",
        "timm VisionTransformer, ViT/14: 24 wide, 1 deep, 4 heads, 4 registers, SwiGLU, LayerScale; "
          + "feature: class token and mean patch token [48]"
      ),
      ("vit-model-5", "transformers ViTModel, ViT/16: 24 wide, 2 deep, 4 heads, GELU; feature: class token [24]"),
      (
        "dinov2-swiglu",
        "transformers Dinov2Model, ViT/14: 24 wide, 1 deep, 4 heads, SwiGLU, LayerScale; feature: class token [24]"
      ),
      (
        "facebook-registers-chunked",
        "facebookresearch DinoVisionTransformer, ViT/14: 24 wide, 2 deep, 4 heads, 4 registers, SwiGLU, LayerScale; "
          + "feature: class token [24]"
      ),
      (
        "keep",
        "KEEP vision tower, ViT/16: 24 wide, 1 deep, 3 heads, GELU, LayerScale; feature: projected class token of "
          + "length 1 [20]"
      ),
      (
        "conch-v1.5",
        "CONCH v1.5 vision tower, ViT/8: 24 wide, 2 deep, 3 heads, GELU, LayerScale; feature: attention-pooled "
          + "tokens [16]"
      ),
      ("ctranspath", "CTransPath (Swin transformer behind convolutions): 2, 2, 1 blocks; feature: mean token [32]"),
      (
        "resnet",
        "ResNet of bottlenecks, cut after layer3: 1, 2, 1 bottlenecks; feature: mean of layer3 [48]"
      ),
    ])
  func description(folder: String, line: String) throws {
    #expect("\(try EncoderNetwork.load(folder: "\(fixtureFolder("encoders"))/\(folder)"))" == line)
  }

  @Test("a tile encoder tells its name, tile and width, and finds its files again")
  func properties() throws {
    let folder = "\(fixtureFolder("encoders"))/timm-registers"
    let encoder = try EncoderNetwork.load(folder: folder)
    #expect(encoder.name == "timm-registers")
    #expect(encoder.mpp == 0.5 && encoder.tilePixels == 56 && encoder.featureCount == 24)
    #expect(encoder.weights == ["\(folder)/model.safetensors"])
    #expect(encoder.configuration == ["\(folder)/config.json"])
    #expect(encoder.encode([]) == [])
    let again = try EncoderNetwork.load(weights: encoder.weights, settings: encoder.settings)
    let tiles = try #require(EncoderCase.fixtures.first { $0.folder == folder }).images()
    #expect(again.encode(tiles) == encoder.encode(tiles))
  }

  @Test("threads that share an encoder get what one alone gets")
  func threads() async throws {
    let example = try #require(EncoderCase.fixtures.first { $0.testDescription == "vit-model" })
    let encoder = try EncoderNetwork.load(folder: example.folder)
    let tiles = try example.images()
    let alone = encoder.encode(tiles)
    await withTaskGroup(of: [Float].self) { group in
      for _ in 0..<8 { group.addTask { encoder.encode(tiles) } }
      for await features in group { #expect(features == alone) }
    }
  }
}
