import Evaluation
import Cryptography
import Prognosis

/// A model as it is handed on: the networks, what their training looked like, the combined model and the card that
/// names and vouches for all of it.
///
/// ```swift
/// let bundle = try ModelBundle.load("demonstration")
/// let scored = try bundle.score(bag)  // scored.score.mean, scored.isOutOfDistribution
/// ```
public struct ModelBundle: Sendable {
  /// What the bundle says of itself.
  public let card: ModelCard
  /// The networks that score a slide.
  public let networks: SlideNetworks
  /// The training tiles, for the out-of-distribution check.
  public let distribution: TileDistribution?
  /// The patients that the model was trained on; `nil` where the bundle does not hold them.
  public let trainingMembers: TrainingMembers?
  /// SHA-256 of the card's bytes, 64 hexadecimal digits. The card holds the digest of every other file.
  public let digest: String
  /// The card's text.
  let cardText: String
  /// Where the files are that are not made from the networks in memory: path within the bundle to path on disk.
  let sources: [String: String]

  /// Slide score and clinical variables to a call.
  public var combined: CombinedModel { card.combined }
  /// Features per tile.
  public var width: Int { card.encoder.width }

  /// A bundle that was trained here and is not on disk yet: the card's file entries are made from what is given.
  init(
    card: ModelCard, ensemble: Ensemble, distribution: TileDistribution, trainingMembers: TrainingMembers,
    sources: [String: String] = [:]
  ) throws(BundleFailure) {
    var card = card
    card.trainingMembers = BundleFile(
      file: Self.trainingMembersName, sha256: SHA256Hex.digest(trainingMembers.bytes))
    card.members = ensemble.members.enumerated().map { index, member in
      BundleFile(file: "member-\(index + 1).safetensors", sha256: SHA256Hex.digest(member.document.bytes))
    }
    card.distribution = BundleFile(
      file: Self.distributionName, sha256: SHA256Hex.digest(distribution.document.bytes))
    let text = try card.toml()
    self.init(
      card: card, networks: .trained(ensemble), distribution: distribution, trainingMembers: trainingMembers,
      cardText: text, sources: sources)
  }

  init(
    card: ModelCard, networks: SlideNetworks, distribution: TileDistribution?, trainingMembers: TrainingMembers? = nil,
    cardText: String, sources: [String: String] = [:]
  ) {
    self.card = card
    self.sources = sources
    self.networks = networks
    self.distribution = distribution
    self.trainingMembers = trainingMembers
    self.cardText = cardText
    digest = SHA256Hex.digest(Array(cardText.utf8))
  }

  /// The networks' score of `bag`, and how strange its tiles are to the model. Features must be finite and as many as
  /// the model takes.
  ///
  /// - Throws: ``BundleFailure``: `width` where the bag has another number of features, `notFinite` where one is not a
  ///   finite number, `aggregator` or `noSlideScore` where a network has no answer.
  public func score(_ bag: Bag) throws(BundleFailure) -> BundleScore {
    guard bag.width == width else { throw .width(expected: width, found: bag.width) }
    if let bad = bag.features.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(tile: bad / width, feature: bad % width, kind: NotFinite(bag.features[bad]))
    }
    var scored = BundleScore(
      score: try networks.evaluate(bag), outOfDistributionShare: distribution?.outOfDistributionShare(bag),
      outOfDistributionLimit: distribution?.caseLimit)
    if scored.isOutOfDistribution {
      scored.strangest = distribution?.strangest(bag, names: card.encoder.features) ?? []
    }
    return scored
  }

  /// This model with what was measured of it; its digest changes, because its card does.
  ///
  /// - Throws: ``BundleFailure/badCard(file:reason:)`` where the card cannot be written as TOML.
  public func with(performance: [Statistic]) throws(BundleFailure) -> ModelBundle {
    var card = card
    card.performance = performance
    return ModelBundle(
      card: card, networks: networks, distribution: distribution, trainingMembers: trainingMembers,
      cardText: try card.toml(), sources: sources)
  }

  /// The kind of network that is trained here.
  static let aggregator = "gated-attention-mil"
  static let distributionName = "distribution.safetensors"
  static let trainingMembersName = "training-members.txt"
}

/// What a bundle says of a case's tiles.
public struct BundleScore: Hashable, Sendable {
  /// Score, spread, attention and contributions.
  public let score: SlideScore
  /// Share of the tiles that are unlike those of the training, 0...1; `nil` where the bundle does not know its
  /// training.
  public let outOfDistributionShare: Double?
  /// Share above which the case is out of distribution.
  public let outOfDistributionLimit: Double?
  /// The measures in which a case that is out of distribution is furthest from the training; empty for other cases.
  public internal(set) var strangest: [StrangeMeasure] = []

  /// Whether the model should not be asked about this case; a bundle that does not know its training cannot say so.
  public var isOutOfDistribution: Bool {
    guard let share = outOfDistributionShare, let limit = outOfDistributionLimit else { return false }
    return share > limit
  }
}
