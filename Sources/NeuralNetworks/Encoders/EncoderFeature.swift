/// What an encoder makes the feature of a tile of.
public enum EncoderFeature: String, Hashable, Sendable, CaseIterable {
  /// A transformer's class token after the last layer norm, [width].
  case classToken = "class token"
  /// The class token and the mean of the patch tokens, registers left out, [2 width].
  case classTokenAndMeanPatch = "class token and mean patch token"
  /// The mean over the places of a residual network's third layer, [channels].
  case meanOfLayer3 = "mean of layer3"
  /// KEEP: the class token through two layers, scaled to the length 1, [projection].
  case projectedClassToken = "projected class token of length 1"
  /// CONCH v1.5: what one learnt query pools of all tokens, [pooler].
  case pooledTokens = "attention-pooled tokens"
  /// A Swin transformer's mean token after the last layer norm, [width].
  case meanToken = "mean token"

  /// From a configuration: the raw value, or a sentence that says the same in the words of the field.
  init?(sentence: String) {
    let text = sentence.lowercased()
    let classToken = text.contains("class token") || text.contains("cls")
    let patches = text.contains("mean patch") || text.contains("mean of the patch") || text.contains("mean of patch")
    if let feature = EncoderFeature(rawValue: text) {
      self = feature
    } else if text.contains("layer3"), text.contains("mean") || text.contains("average") {
      self = .meanOfLayer3
    } else if classToken, patches {
      self = .classTokenAndMeanPatch
    } else if classToken, !["mean", "average", "project", "pooled"].contains(where: text.contains) {
      self = .classToken
    } else {
      return nil
    }
  }

  /// What a transformer's forward pass reads of its tokens for it; `nil` for other networks.
  var ofTransformer: VisionTransformer.Feature? {
    switch self {
    case .classToken, .projectedClassToken: .classToken
    case .classTokenAndMeanPatch: .classTokenAndMeanPatch
    case .pooledTokens: .allTokens
    case .meanOfLayer3, .meanToken: nil
    }
  }
}
