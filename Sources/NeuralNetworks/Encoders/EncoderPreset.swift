/// What is published of an encoder beside its weights, by name.
public struct EncoderPreset: Hashable, Sendable {
  /// Which networks its weights can be; sizes as the weights must show them.
  public enum Shape: Hashable, Sendable {
    /// A vision transformer.
    case transformer(library: TransformerLibrary, width: Int, depth: Int, patch: Int, registers: Int, heads: Int)
    /// A residual network: bottlenecks in its three layers.
    case residual(blocks: [Int], channels: Int)
  }

  /// `phikon`, `uni2-h` ...
  public let name: String
  /// Where the weights are published: a repository of huggingface.co.
  public let repository: String
  /// Sizes.
  public let shape: Shape
  /// Mean and standard deviation of the channels.
  public let normalisation: ChannelNormalisation
  /// What the layer norms, or the batch norms, add to the variance.
  public let epsilon: Float
  /// What the feature is.
  public let feature: EncoderFeature
  /// What its blocks are made of, as ``TransformerSizes/block`` says it; empty for a residual network.
  let block: String
  /// The licence of the weights, as a line to be shown.
  public let licence: String
  /// Micrometres per px of the tiles: 20x for all of these.
  public var mpp: Double { 0.5 }
  /// Side of a tile, px: 224 for all of these.
  public var tilePixels: Int { 224 }

  /// The preset of this name, or `nil`.
  public static func named(_ name: String) -> EncoderPreset? { all.first { $0.name == name } }

  /// Attention heads; `nil` for a residual network.
  public var heads: Int? {
    if case .transformer(_, _, _, _, _, let heads) = shape { heads } else { nil }
  }
}

extension ChannelNormalisation {
  /// Of ImageNet: torchvision's documented constants.
  static let imageNet = ChannelNormalisation(mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])
  /// 0...1 to -1...1.
  static let half = ChannelNormalisation(mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5])
  /// Of the tiles that H-optimus was trained on (bioptimus/H-optimus-0, model card).
  static let optimus = ChannelNormalisation(
    mean: [0.707223, 0.578729, 0.703617], deviation: [0.211883, 0.230117, 0.177517])
  /// Of Lunit's training tiles (lunit-io/benchmark-ssl-pathology; kaiko-ai/eva, lunit.py).
  static let lunit = ChannelNormalisation(
    mean: [0.70322989, 0.53606487, 0.66096631], deviation: [0.21716536, 0.26081574, 0.20723464])
}
