import Sentences
import FeatureFiles
import NeuralNetworks
import Workstation

extension TileProvenance {
  /// Networks without attention: ``SlideScore/attention`` is then the size of each contribution.
  private static let sizeOfContribution = "contribution size"

  /// As a finding's result file names what made its numbers.
  init(_ score: SlideScore) {
    let branch = score.attentionClass.map { " of class \($0)" } ?? ""
    self.init(attentionKind: score.attentionKind.map { $0.rawValue + branch } ?? Self.sizeOfContribution)
    guard case .parts(_, let method, let baseline) = score.contributions else { return }
    contributionMethod = method.rawValue
    contributionBaseline = baseline
  }

  /// For a legend; `nil` where there is nothing to add to the name of the quantity.
  func words(for quantity: HeatQuantity) -> String? {
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
