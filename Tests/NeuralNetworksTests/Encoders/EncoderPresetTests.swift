import Testing

@testable import NeuralNetworks

@Suite("Presets of published encoders")
final class EncoderPresetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("there is one for each published encoder, every number of it possible")
  func table() {
    let names = [
      "phikon", "phikon-v2", "uni", "uni2-h", "virchow", "virchow2", "h-optimus-0", "h0-mini", "prov-gigapath",
      "kaiko-vits16", "kaiko-vitb16", "lunit-vits16", "dinov2-small", "midnight", "resnet50-clam", "kaiko-vits8",
      "kaiko-vitb8", "kaiko-vitl14", "lunit-vits8", "hibou-b", "hibou-l", "gpfm", "mstar", "keep", "conch-v1.5",
      "h-optimus-1", "openmidnight", "ctranspath",
    ]
    #expect(Set(EncoderPreset.all.map(\.name)) == Set(names) && EncoderPreset.all.count == names.count)
    for preset in EncoderPreset.all {
      #expect(EncoderPreset.named(preset.name) == preset && !preset.licence.isEmpty)
      guard case .transformer(_, let width, _, let patch, _, let heads) = preset.shape else { continue }
      #expect([64, 80].contains(width / heads) && width % heads == 0 && preset.tilePixels % patch == 0)
    }
  }

  @Test("what a tool means by a name has so many features, and some names mean two things")
  func toolNames() {
    for (name, widths) in [
      ("UNI2-h", [1536]), ("uni_v2", [1536]), ("virchow2", [1280, 2560]), ("virchow-full", [2560]),
      ("conch_v15", [768]),
      ("chief-ctranspath", [768]), ("midnight12k", [1536, 3072]), ("hibou_l", [1024]), ("keep", [768]), ("mine", []),
    ] { #expect(EncoderPreset.widths(ofToolsName: name) == widths, "\(name)") }
  }

  @Test("a preset tells all, whatever the configuration says; without one it is offered where the shape fits")
  func used() throws {
    try folder.write("model.safetensors", Self.small.bytes)
    try folder.write("config.json", #"{"mean":[0.1,0.1,0.1],"num_heads":3}"#)
    let encoder = try EncoderNetwork.load(folder: folder.path, options: EncoderOptions(preset: "kaiko-vits16"))
    #expect(encoder.settings.normalisation == .half && encoder.settings.heads == 6)
    #expect(encoder.name == "kaiko-vits16" && encoder.assumptions.isEmpty && encoder.configuration.isEmpty)
    #expect(
      "\(encoder)" == "timm VisionTransformer, ViT-S/16: 384 wide, 12 deep, 6 heads, GELU; feature: class token [384]")
    #expect(
      throws: WeightsFailure.untold(
        file: "\(folder.path)/config.json", entries: ["std", "layer_norm_eps", "feature"],
        presets: ["kaiko-vits16", "lunit-vits16"])
    ) { try EncoderNetwork.load(folder: folder.path) }
  }

  @Test(
    "a preset of another network is refused with what was expected and found",
    arguments: [
      ("phikon", "timm-plain", "layout", "transformers ViTModel", "timm VisionTransformer"),
      ("uni", "timm-plain", "width", "1024", "24"),
      ("resnet50-clam", "vit-model", "layout", ResidualReader.layout, "transformers ViTModel"),
      ("resnet50-clam", "resnet", "blocks", "[3, 4, 6]", "[1, 2, 1]"),
      ("midnight", "resnet", "layout", "transformers Dinov2Model", ResidualReader.layout),
    ])
  func refused(preset: String, fixture: String, what: String, expected: String, found: String) {
    let folder = "\(fixtureFolder("encoders"))/\(fixture)"
    #expect(
      throws: WeightsFailure.preset(name: preset, file: folder, what: what, expected: expected, found: found)
    ) { try EncoderNetwork.load(folder: folder, options: EncoderOptions(preset: preset)) }
  }

  @Test("a name that is no preset is refused with those that are")
  func unknown() {
    let known = EncoderPreset.all.map(\.name)
    #expect(throws: WeightsFailure.unknownPreset(name: "unique", known: known)) {
      try EncoderNetwork.load(
        folder: "\(fixtureFolder("encoders"))/timm-plain", options: EncoderOptions(preset: "unique"))
    }
  }

  /// A ViT-S/16 of twelve blocks whose feed-forward halves are four wide: names and shapes are those of timm.
  static let small: EditableWeights = {
    var shapes: [String: [Int]] = [
      "cls_token": [1, 1, 384], "pos_embed": [1, 197, 384], "patch_embed.proj.weight": [384, 3, 16, 16],
      "patch_embed.proj.bias": [384], "norm.weight": [384], "norm.bias": [384],
    ]
    for block in 0..<12 {
      let name = "blocks.\(block)."
      for norm in ["norm1", "norm2"] {
        (shapes["\(name)\(norm).weight"], shapes["\(name)\(norm).bias"]) = ([384], [384])
      }
      for (layer, rows, columns) in [
        ("attn.qkv", 1152, 384), ("attn.proj", 384, 384), ("mlp.fc1", 4, 384), ("mlp.fc2", 384, 4),
      ] { (shapes["\(name)\(layer).weight"], shapes["\(name)\(layer).bias"]) = ([rows, columns], [rows]) }
    }
    return EditableWeights(
      shapes.mapValues { ($0, [Float](repeating: 0.01, count: $0.reduce(1, *))) })
  }()
}
