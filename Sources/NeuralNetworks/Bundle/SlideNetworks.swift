/// The networks of a bundle, which look at the tiles of a case together.
public enum SlideNetworks: Sendable {
  /// As `train` makes them.
  case trained(Ensemble)
  /// As other laboratories publish them: at least one, all of one kind and width.
  case published([any Aggregator])

  /// As the card names them: `gated-attention-mil`, `CLAM-SB` ...
  var kind: String {
    switch self {
    case .trained: ModelBundle.aggregator
    case .published(let members): members[0].name
    }
  }

  /// The networks that were trained here, if they were.
  public var ensemble: Ensemble? {
    if case .trained(let ensemble) = self { ensemble } else { nil }
  }

  /// The networks of a bundle in the folder `path`, the digest of every file checked.
  init(_ card: ModelCard, in path: String) throws(BundleFailure) {
    guard card.aggregator != ModelBundle.aggregator else {
      var members: [AttentionMIL] = []
      for member in card.members {
        members.append(try AttentionMIL(ModelBundle.open(member, in: path), width: card.encoder.width))
      }
      self = .trained(Ensemble(members))
      return
    }
    let kinds = [ModelBundle.aggregator] + AggregatorFile.layouts.map(\.name)
    guard kinds.contains(card.aggregator) else {
      throw .unsupportedAggregator(file: path, expected: kinds.joined(separator: ", "), found: card.aggregator)
    }
    for file in card.members + [card.aggregatorConfiguration].compactMap(\.self) {
      try ModelBundle.verify(file, at: "\(path)/\(file.file)")
    }
    self = try .published(at: card.members.map { "\(path)/\($0.file)" }, width: card.encoder.width)
    guard kind == card.aggregator else {
      throw .inconsistent(file: path, what: "aggregator", expected: card.aggregator, found: kind)
    }
  }

  /// The networks in these files, which must be of one kind, take `width` features and give one slide score.
  static func published(at paths: [String], width: Int) throws(BundleFailure) -> SlideNetworks {
    var members: [any Aggregator] = []
    for path in paths {
      let member: any Aggregator
      do { member = try AggregatorFile.load(path) } catch { throw .weights(error) }
      let first = members.first ?? member
      guard member.name == first.name else {
        throw .inconsistent(file: path, what: "aggregator", expected: first.name, found: member.name)
      }
      guard member.width == width else {
        throw .inconsistent(
          file: path, what: "features a tile", expected: "\(width)", found: "\(member.width)")
      }
      members.append(member)
    }
    guard !members.isEmpty else {
      throw .inconsistent(file: "", what: "aggregators", expected: "at least one", found: "none")
    }
    return .published(members)
  }

  /// The score of `bag` and where it comes from.
  func evaluate(_ bag: Bag) throws(BundleFailure) -> SlideScore {
    switch self {
    case .trained(let ensemble): return ensemble.evaluate(bag)
    case .published(let members):
      var outputs: [AggregatorOutput] = []
      for member in members {
        do { outputs.append(try member.evaluate(bag)) } catch { throw .aggregator(error) }
      }
      return try SlideScore(outputs, of: members[0].name)
    }
  }
}

extension SlideScore {
  /// The mean of published networks' answers.
  init(_ outputs: [AggregatorOutput], of kind: String) throws(BundleFailure) {
    let scores = outputs.compactMap(\.score)
    guard scores.count == outputs.count else { throw .noSlideScore(aggregator: kind) }
    let parts = outputs.compactMap(\.contributions.parts)
    let attention = outputs.compactMap(\.attention?.mean)
    let contributions = parts.count == outputs.count ? Self.average(parts) : nil
    guard let shares = attention.count == outputs.count ? Self.average(attention) : contributions.map(Self.sizes) else {
      throw .noSlideScore(aggregator: kind)
    }
    self.init(
      scores: scores, attention: shares, contributions: contributions, hasAttention: attention.count == outputs.count)
  }

  /// What each part is of the sum of all parts' sizes.
  private static func sizes(_ parts: [Float]) -> [Float] {
    let total = parts.reduce(0) { $0 + abs($1) }
    return parts.map { total > 0 ? abs($0) / total : 1 / Float(parts.count) }
  }
}
