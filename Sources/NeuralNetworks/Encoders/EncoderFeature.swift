/// What an encoder makes the feature of a tile of.
public enum EncoderFeature: String, Hashable, Sendable, CaseIterable {
  /// A transformer's class token after the last layer norm, [width].
  case classToken = "class token"
  /// That and the mean of the patch tokens, registers left out, [2 width].
  case classTokenAndMeanPatch = "class token and mean patch token"
  /// The mean over the places of a residual network's third layer, [channels].
  case meanOfLayer3 = "mean of layer3"

  /// From a configuration: the raw value, or a sentence that says the same in the words of the field.
  init?(sentence: String) {
    let text = sentence.lowercased()
    let classToken = text.contains("class token") || text.contains("cls")
    let patches = text.contains("mean patch") || text.contains("mean of the patch") || text.contains("mean of patch")
    if text.contains("layer3"), text.contains("mean") || text.contains("average") {
      self = .meanOfLayer3
    } else if classToken, patches {
      self = .classTokenAndMeanPatch
    } else if classToken, !text.contains("mean"), !text.contains("average") {
      self = .classToken
    } else {
      return nil
    }
  }

  /// The same for a transformer's forward pass; `nil` for a residual network's.
  var ofTransformer: VisionTransformer.Feature? {
    switch self {
    case .classToken: .classToken
    case .classTokenAndMeanPatch: .classTokenAndMeanPatch
    case .meanOfLayer3: nil
    }
  }
}
