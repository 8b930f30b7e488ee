import Crypto
import Prognosis

/// A model as it is handed on: an ensemble of attention networks, what their training looked like, the combined model and
/// the card that names and vouches for all of it.
///
/// ```swift
/// let bundle = try ModelBundle.load("demonstration")
/// let scored = try bundle.score(bag)  // scored.score.mean, scored.isOutOfDistribution
/// ```
public struct ModelBundle: Sendable {
  /// What it says of itself.
  public let card: ModelCard
  /// The networks.
  public let ensemble: Ensemble
  /// The training tiles, for the out-of-distribution check.
  public let distribution: TileDistribution
  /// SHA-256 of the card's bytes, 64 hexadecimal digits. The card holds the digest of every other file.
  public let digest: String
  /// The card's text.
  let cardText: String

  /// Slide score and clinical variables to a call.
  public var combined: CombinedModel { card.combined }
  /// Features a tile.
  public var width: Int { ensemble.width }

  /// A bundle that is not on disk yet: the card's file entries are made from what is given.
  init(card: ModelCard, ensemble: Ensemble, distribution: TileDistribution) throws(BundleFailure) {
    var card = card
    card.members = ensemble.members.enumerated().map { index, member in
      BundleFile(file: "member-\(index + 1).safetensors", sha256: Self.sha256(member.document.bytes))
    }
    card.distribution = BundleFile(
      file: "distribution.safetensors", sha256: Self.sha256(distribution.document.bytes))
    let text = try card.toml()
    self.init(card: card, ensemble: ensemble, distribution: distribution, cardText: text)
  }

  init(card: ModelCard, ensemble: Ensemble, distribution: TileDistribution, cardText: String) {
    self.card = card
    self.ensemble = ensemble
    self.distribution = distribution
    self.cardText = cardText
    digest = Self.sha256(Array(cardText.utf8))
  }

  /// The same model with what was measured of it; its digest changes, because its card does.
  public func with(performance: [PerformanceFigure]) throws(BundleFailure) -> ModelBundle {
    var card = card
    card.performance = performance
    return try ModelBundle(card: card, ensemble: ensemble, distribution: distribution)
  }

  /// The ensemble's score of `bag`, and how strange its tiles are to the model. Features must be finite and as many as the
  /// model takes.
  public func score(_ bag: Bag) throws(BundleFailure) -> BundleScore {
    guard bag.width == width else { throw .width(expected: width, found: bag.width) }
    if let bad = bag.features.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(tile: bad / width, feature: bad % width)
    }
    return BundleScore(
      score: ensemble.evaluate(bag), outOfDistributionShare: distribution.outOfDistributionShare(bag),
      outOfDistributionLimit: distribution.caseLimit)
  }

  /// The only kind of network so far.
  static let aggregator = "gated-attention-mil"

  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// What a bundle says of a case's tiles.
public struct BundleScore: Hashable, Sendable {
  /// Score, spread, attention and contributions.
  public let score: SlideScore
  /// Share of the tiles that are unlike those of the training, 0...1.
  public let outOfDistributionShare: Double
  /// Share above which the case is out of distribution.
  public let outOfDistributionLimit: Double

  /// Whether the model should not be asked about this case.
  public var isOutOfDistribution: Bool { outOfDistributionShare > outOfDistributionLimit }
}
