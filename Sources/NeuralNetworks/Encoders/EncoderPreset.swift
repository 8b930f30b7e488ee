/// What is published of an encoder beside its weights, by name.
public struct EncoderPreset: Hashable, Sendable {
  /// The networks that its weights can be; sizes as the weights must show them.
  public enum Shape: Hashable, Sendable {
    /// A vision transformer.
    case transformer(library: TransformerLibrary, width: Int, depth: Int, patch: Int, registers: Int, heads: Int)
    /// A residual network: bottlenecks in its three layers.
    case residual(blocks: [Int], channels: Int)
    /// CTransPath: width of the feature, blocks in its stages.
    case swin(width: Int, depths: [Int])
  }

  /// The preset's name: `phikon`, `uni2-h` ...
  public let name: String
  /// The repository of huggingface.co in which the weights are published.
  public let repository: String
  /// Sizes of the network.
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
  /// Micrometres per px of the tiles; default: 0.5, where the authors name no other.
  public var mpp = 0.5
  /// Side of a tile, px; default: 224, where the authors name no other.
  public var tilePixels = 224
  /// Names under which tools write its features, besides its own (TRIDENT 0.3, STAMP 2.4).
  public var toolNames: [String] = []
  /// The libraries whose layout its weights may have, of a transformer.
  var libraries: [TransformerLibrary] = []

  /// The preset of this name, or `nil`.
  public static func named(_ name: String) -> EncoderPreset? { all.first { $0.name == name } }

  /// The features per tile of a file whose tool names its encoder `name`; empty for a name that is not known. Some
  /// names stand for the class token alone in one tool and with the mean patch token in another.
  public static func widths(ofToolsName name: String) -> [Int] {
    let wanted = plain(name)
    if let widths = ToolNames.widths[wanted] { return widths }
    return all.filter { preset in ([preset.name] + preset.toolNames).contains { plain($0) == wanted } }.map(\.width)
  }

  /// Lower case, letters and digits alone: `UNI2-h`, `uni2_h` and `uni2h` are one name.
  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// Features per tile.
  public var width: Int {
    switch (shape, feature) {
    case (.transformer, .projectedClassToken), (.transformer, .pooledTokens): 768
    case (.transformer(_, let width, _, _, _, _), .classTokenAndMeanPatch): 2 * width
    case (.transformer(_, let width, _, _, _, _), _): width
    case (.residual(_, let channels), _): channels
    case (.swin(let width, _), _): width
    }
  }

  /// Attention heads; `nil` for a residual network.
  public var heads: Int? {
    if case .transformer(_, _, _, _, _, let heads) = shape { heads } else { nil }
  }
}

extension ChannelNormalisation {
  /// The normalisation of ImageNet: torchvision's documented constants.
  static let imageNet = ChannelNormalisation(mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])
  /// 0...1 to -1...1.
  static let half = ChannelNormalisation(mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5])
  /// The normalisation of the tiles that H-optimus was trained on (bioptimus/H-optimus-0, model card).
  static let optimus = ChannelNormalisation(
    mean: [0.707223, 0.578729, 0.703617], deviation: [0.211883, 0.230117, 0.177517])
  /// The normalisation of Hibou's training tiles (histai/hibou, preprocessor_config.json).
  static let hibou = ChannelNormalisation(mean: [0.7068, 0.5755, 0.722], deviation: [0.195, 0.2316, 0.1816])
  /// The normalisation of Lunit's training tiles (lunit-io/benchmark-ssl-pathology; kaiko-ai/eva, lunit.py).
  static let lunit = ChannelNormalisation(
    mean: [0.70322989, 0.53606487, 0.66096631], deviation: [0.21716536, 0.26081574, 0.20723464])
}
