import Microscopy
import NeuralNetworks
import SlidePictures

extension TileProvenance {
  /// For a legend; `nil` where there is nothing to add to the name of the quantity.
  package func words(for quantity: HeatQuantity) -> String? {
    switch quantity {
    case .attention: attentionWords
    case .contribution: contributionMethod.flatMap(TileContributions.Method.init).map(\.words)
    }
  }

  private var attentionWords: String? {
    guard let attentionKind, attentionKind != TileAttention.Kind.pooling.rawValue else { return nil }
    return attentionKind == TileAttention.Kind.classToken.rawValue ? "class token" : attentionKind
  }
}

extension TileContributions.Method {
  fileprivate var words: String {
    switch self {
    case .linear: "linear"
    case .integratedGradients: "integrated gradients"
    case .leaveOneOut: "leave one out"
    }
  }
}
