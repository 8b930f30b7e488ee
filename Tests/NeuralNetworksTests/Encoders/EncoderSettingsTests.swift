import FeatureFiles
import Files
import Testing

@testable import NeuralNetworks

@Suite("What weights cannot tell")
final class EncoderSettingsTests {
  let folder: TemporaryFolder
  /// timm, 24 wide, three heads, 64 px.
  let plain = "\(fixtureFolder("encoders"))/timm-plain"

  init() throws { folder = try TemporaryFolder() }

  static let told =
    #""mean":[0.5,0.5,0.5],"std":[0.5,0.5,0.5],"layer_norm_eps":1e-6,"feature":"class token","tile_px":64"#

  @Test("nothing is taken silently: all that is missing is named at once")
  func untold() throws {
    try copyWeights()
    #expect(
      throws: WeightsFailure.untold(
        file: "\(folder.path)/config.json", entries: ["mean", "std", "layer_norm_eps", "feature"], presets: [])
    ) { try EncoderNetwork.load(folder: folder.path) }
    try folder.write("config.json", #"{"mean":[0.5,0.5,0.5],"std":[0.5,0.5,0.5],"feature":"class token"}"#)
    #expect(
      throws: WeightsFailure.untold(file: "\(folder.path)/config.json", entries: ["layer_norm_eps"], presets: [])
    ) { try EncoderNetwork.load(folder: folder.path) }
  }

  @Test("the number of heads of an unpublished width is taken by convention, and said")
  func assumedHeads() throws {
    try copyWeights()
    try folder.write("config.json", "{\(Self.told)}")
    let encoder = try EncoderNetwork.load(folder: folder.path)
    #expect(encoder.settings.heads == 6)
    #expect(encoder.assumptions == [.heads(6, width: 24)])
    #expect(try EncoderNetwork.load(folder: folder.path, options: EncoderOptions(heads: 3)).assumptions.isEmpty)
    try folder.write("config.json", #"{\#(Self.told),"num_heads":4}"#)
    let told = try EncoderNetwork.load(folder: folder.path)
    #expect(told.settings.heads == 4 && told.assumptions.isEmpty)
    #expect(try EncoderNetwork.load(folder: folder.path, options: EncoderOptions(heads: 3)).settings.heads == 3)
  }

  @Test("heads that do not divide the width are refused", arguments: [5, 0, -1, 48])
  func badHeads(heads: Int) throws {
    #expect(
      throws: WeightsFailure.configuration(
        file: plain, entry: "heads", expected: "a divisor of the width 24", found: "\(heads)")
    ) { try EncoderNetwork.load(folder: plain, options: EncoderOptions(heads: heads)) }
  }

  @Test("the configurations of the hub are understood: timm's, and transformers' with its preprocessor's")
  func hub() throws {
    try copyWeights()
    try folder.write(
      "config.json",
      #"""
      {"architecture":"vit_small","global_pool":"token","model_args":{"num_heads":3},"tile_px":64,\#
      "pretrained_cfg":{"mean":[0.1,0.2,0.3],"std":[0.4,0.5,0.6],"num_classes":0}}
      """#
    )
    let timm = try EncoderNetwork.load(folder: folder.path).settings
    #expect(timm.normalisation == ChannelNormalisation(mean: [0.1, 0.2, 0.3], deviation: [0.4, 0.5, 0.6]))
    #expect(timm.epsilon == 1e-6 && timm.feature == .classToken && timm.heads == 3)
    try folder.write(
      "config.json",
      #"""
      {"num_attention_heads":3,"layer_norm_eps":1e-12,"hidden_act":"gelu","feature":"CLS",\#
      "tile_px":64,"mpp":0.25,"name":"mine"}
      """#
    )
    try folder.write(
      "preprocessor_config.json", #"{"image_mean":[0.1,0.2,0.3],"image_std":[0.4,0.5,0.6],"size":{"height":64}}"#)
    let encoder = try EncoderNetwork.load(folder: folder.path)
    #expect(encoder.settings.normalisation == timm.normalisation && encoder.settings.epsilon == 1e-12)
    #expect(encoder.name == "mine" && encoder.mpp == 0.25)
    #expect(encoder.configuration.count == 2)
  }

  @Test(
    "entries that cannot be, or that two files tell differently, are refused",
    arguments: [
      (#""std":[0.5,0,0.5]"#, "std"), (#""mean":[0.5,0.5]"#, "mean"), (#""mean":[124,116,104]"#, "mean"),
      (#""layer_norm_eps":0"#, "layer_norm_eps"), (#""feature":"max pool""#, "feature"), (#""heads":"four""#, "heads"),
      (#""tile_px":60"#, "tile_px"), (#""tile_px":65536"#, "tile_px"), (#""mpp":0"#, "mpp"),
      (#""hidden_act":"relu""#, "hidden_act"), (#""feature":"mean of layer3""#, "feature"),
      (#""feature":"mean patch token""#, "feature"),
    ])
  func impossible(entry: String, name: String) throws {
    try copyWeights()
    try folder.write("config.json", "{\(entry)}")
    let others = Self.told.split(separator: ",\"").map { $0.hasPrefix("\"") ? "\($0)" : "\"\($0)" }
    try folder.write("hf_config.json", "{\(others.filter { !$0.hasPrefix("\"\(name)\"") }.joined(separator: ","))}")
    #expect {
      try EncoderNetwork.load(folder: folder.path)
    } throws: { error in
      guard case WeightsFailure.configuration(_, name, _, _) = error else { return false }
      return true
    }
  }

  @Test("two files that disagree are both named")
  func disagreement() throws {
    try copyWeights()
    try folder.write("config.json", "{\(Self.told)}")
    try folder.write("preprocessor_config.json", #"{"image_std":[0.25,0.5,0.5]}"#)
    let failure = #expect(throws: WeightsFailure.self) { try EncoderNetwork.load(folder: folder.path) }
    guard case .configuration(let file, "std", let expected, .some) = failure else {
      return #expect(Bool(false), "\(failure as Any)")
    }
    #expect(file.hasSuffix("preprocessor_config.json") && expected.contains("/config.json"))
    try folder.write("preprocessor_config.json", #"{"image_std":[0.25,0.5,0.5],"do_normalize":false}"#)
    let unnormalised = #expect(throws: WeightsFailure.self) { try EncoderNetwork.load(folder: folder.path) }
    guard case .configuration(_, "do_normalize", _, .some) = unnormalised else {
      return #expect(Bool(false), "\(unnormalised as Any)")
    }
  }

  @Test(
    "what a configuration says beyond the weights is held against them, or refused",
    arguments: [
      (#""model_args":{"mlp_layer":"timm.layers.GluMlp"}"#, "model_args.mlp_layer"),
      (#""model_args":{"act_layer":"quick_gelu"}"#, "model_args.act_layer"),
      (#""model_args":{"block_fn":"ParallelScalingBlock"}"#, "model_args.block_fn"),
      (#""model_args":{"norm_layer":"rmsnorm"}"#, "model_args.norm_layer"),
      (#""model_args":{"qk_norm":true}"#, "model_args.qk_norm"), (#""model_args":{"depth":3}"#, "model_args.depth"),
      (#""model_args":{"class_token":false}"#, "model_args.class_token"),
      (#""model_args":{"img_size":96}"#, "model_args.img_size"),
      (#""model_args":{"attn_temperature":2}"#, "model_args.attn_temperature"),
      (#""global_pool":"avg""#, "global_pool"), (#""hidden_size":32"#, "hidden_size"),
      (#""patch_size":14"#, "patch_size"),
      (#""image_size":224"#, "image_size"), (#""use_swiglu_ffn":true"#, "use_swiglu_ffn"),
      (#""num_register_tokens":4"#, "num_register_tokens"), (#""mlp_ratio":2"#, "mlp_ratio"),
      (#""do_flip_channel_order":true"#, "do_flip_channel_order"), (#""do_normalize":false"#, "do_normalize"),
      (#""rescale_factor":0.5"#, "rescale_factor"), (#""do_rescale":false"#, "rescale_factor"),
      (#""size":{"height":64,"width":32}"#, "size"), (#""num_channels":4"#, "num_channels"),
    ])
  func beyond(entry: String, name: String) throws {
    try copyWeights()
    try folder.write("config.json", "{\(Self.told),\"heads\":3,\(entry)}")
    let failure = #expect(throws: WeightsFailure.self) { try EncoderNetwork.load(folder: folder.path) }
    guard case .configuration(_, name, _, .some) = failure else {
      return #expect(Bool(false), "\(failure as Any)")
    }
  }

  @Test("what agrees with the weights is taken: sizes, heads by timm's architecture, notes")
  func agreeing() throws {
    try copyWeights()
    try folder.write(
      "config.json",
      #"""
      {\#(Self.told),"heads":3,"patch_size":[16,16],"hidden_size":24,"num_hidden_layers":2,\#
      "mlp_ratio":4,"made_with":"x","model_args":{"mlp_layer":"timm.layers.Mlp",\#
      "act_layer":"torch.nn.GELU","norm_layer":null,"img_size":64,"qkv_bias":true,\#
      "embed_dim":24,"dynamic_img_size":true},"vision_config":{"depth":2}}
      """#
    )
    let encoder = try EncoderNetwork.load(folder: folder.path)
    #expect(encoder.assumptions.isEmpty && encoder.settings.tilePixels == 64)
  }

  @Test("an entry that nothing here understands is said, and keeps the encoder out of bundles")
  func notUnderstood() throws {
    try copyWeights()
    try folder.write("config.json", #"{\#(Self.told),"heads":3,"window_attention":7,"sharpen":true}"#)
    let encoder = try EncoderNetwork.load(folder: folder.path)
    #expect(encoder.assumptions == [.unread(["sharpen", "window_attention"])])
    #expect(throws: BundleFailure.assumed(encoder: encoder.name, encoder.assumptions)) { try EncoderFiles(encoder) }
  }

  @Test("pixels are scaled as the preparation says: by a factor, or not at all")
  func rescaled() throws {
    try copyWeights()
    try folder.write("config.json", #"{"layer_norm_eps":1e-6,"feature":"class token","heads":3,"tile_px":64}"#)
    try folder.write(
      "preprocessor_config.json",
      #"""
      {"image_mean":[127.5,127.5,127.5],"image_std":[51,51,51],"do_rescale":false,\#
      "crop_size":{"height":64,"width":64},"resample":3}
      """#
    )
    let raw = try EncoderNetwork.load(folder: folder.path).settings.normalisation
    #expect(raw == ChannelNormalisation(mean: [0.5, 0.5, 0.5], deviation: [0.2, 0.2, 0.2]))
    try folder.write(
      "preprocessor_config.json",
      #"{"image_mean":[1,1,1],"image_std":[0.5,0.5,0.5],"rescale_factor":0.00784313725490196}"#)
    let doubled = try EncoderNetwork.load(folder: folder.path).settings.normalisation
    #expect(doubled.mean == [0.5, 0.5, 0.5] && doubled.deviation == [0.25, 0.25, 0.25])
    try folder.write(
      "preprocessor_config.json", #"{"image_mean":[1,1,1],"image_std":[0.5,0.5,0.5],"do_normalize":false}"#)
    let plain = try EncoderNetwork.load(folder: folder.path).settings.normalisation
    #expect(plain.mean == .zero && plain.deviation == [1, 1, 1])
  }

  @Test(
    "a tile has the size that the configuration names",
    arguments: [
      (#""pretrained_cfg":{"input_size":[3,96,96]}"#, 96), (#""crop_size":96,"size":{"shortest_edge":256}"#, 96),
      (#""size":{"height":96,"width":96}"#, 96), (#""crop_size":96,"do_center_crop":false,"size":80"#, 80),
      (#""image_size":64"#, 64), (#""tile_px":48,"image_size":64,"crop_size":96"#, 48),
    ])
  func tileSize(entries: String, side: Int) throws {
    try copyWeights()
    let told = Self.told.replacing(#","tile_px":64"#, with: "")
    try folder.write("config.json", "{\(told),\"heads\":3,\(entries)}")
    #expect(try EncoderNetwork.load(folder: folder.path).tilePixels == side)
  }

  @Test("heads of a published width are listed as assumed, unless timm's architecture or an entry tells them")
  func publishedHeads() throws {
    try folder.write("model.safetensors", EncoderPresetTests.small.bytes)
    let told = Self.told.replacing(#"64"#, with: "224")
    try folder.write("config.json", "{\(told)}")
    let assumed = try EncoderNetwork.load(folder: folder.path)
    #expect(assumed.settings.heads == 6 && assumed.assumptions == [.heads(6, width: 384)])
    try folder.write("config.json", "{\(told),\"architecture\":\"vit_small_patch16_224\"}")
    let named = try EncoderNetwork.load(folder: folder.path)
    #expect(named.settings.heads == 6 && named.assumptions.isEmpty)
  }

  @Test("a number that JSON does not have is named")
  func nan() throws {
    try copyWeights()
    let path = try folder.write("config.json", #"{"layer_norm_eps": NaN}"#)
    #expect(
      throws: WeightsFailure.configuration(file: path, entry: "the file", expected: "JSON", found: "NaN")
    ) { try EncoderNetwork.load(folder: folder.path) }
  }

  @Test("a configuration that is no JSON is refused with its name")
  func noJSON() throws {
    try copyWeights()
    let path = try folder.write("config.json", "{")
    #expect(
      throws: WeightsFailure.configuration(file: path, entry: "the file", expected: "JSON", found: "something else")
    ) { try EncoderNetwork.load(folder: folder.path) }
  }

  private func copyWeights() throws {
    try folder.write("model.safetensors", WholeFile.read("\(plain)/model.safetensors", limit: 1_000_000))
  }
}
