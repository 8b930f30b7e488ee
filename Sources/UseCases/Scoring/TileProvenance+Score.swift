import Microscopy
import NeuralNetworks

extension TileProvenance {
  /// Networks without attention: ``SlideScore/attention`` is then the size of each contribution.
  private static let sizeOfContribution = "contribution size"

  /// As a finding's result file names what made its numbers.
  package init(_ score: SlideScore) {
    let branch = score.attentionClass.map { " of class \($0)" } ?? ""
    self.init(attentionKind: score.attentionKind.map { $0.rawValue + branch } ?? Self.sizeOfContribution)
    guard case .parts(_, let method, let baseline) = score.contributions else { return }
    contributionMethod = method.rawValue
    contributionBaseline = baseline
  }
}
