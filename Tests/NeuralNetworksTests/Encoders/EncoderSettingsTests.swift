import FeatureFiles
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
      #"{"architecture":"vit_small","global_pool":"token","model_args":{"num_heads":3},"tile_px":64,"pretrained_cfg":{"mean":[0.1,0.2,0.3],"std":[0.4,0.5,0.6],"num_classes":0}}"#
    )
    let timm = try EncoderNetwork.load(folder: folder.path).settings
    #expect(timm.normalisation == ChannelNormalisation(mean: [0.1, 0.2, 0.3], deviation: [0.4, 0.5, 0.6]))
    #expect(timm.epsilon == 1e-6 && timm.feature == .classToken && timm.heads == 3)
    try folder.write(
      "config.json",
      #"{"num_attention_heads":3,"layer_norm_eps":1e-12,"hidden_act":"gelu","feature":"CLS","tile_px":64,"mpp":0.25,"name":"mine"}"#
    )
    try folder.write(
      "preprocessor_config.json", #"{"image_mean":[0.1,0.2,0.3],"image_std":[0.4,0.5,0.6],"size":{"height":224}}"#)
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
    _ = try EncoderNetwork.load(folder: folder.path)
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
