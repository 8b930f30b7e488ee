/// The networks of a bundle, which look at the tiles of a case together.
public enum SlideNetworks: Sendable {
  /// Networks as `train` makes them.
  case trained(Ensemble)
  /// Networks as other laboratories publish them: at least one, all of one kind and width.
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

  /// How a member's score comes from its logits, the same for all.
  public var rule: SlideScoreRule {
    switch self {
    case .trained: .logit
    case .published(let members): members[0].rule
    }
  }

  /// What nothing told of them, each once.
  public var assumptions: [AggregatorAssumption] {
    guard case .published(let members) = self else { return [] }
    var said: [AggregatorAssumption] = []
    for assumption in members.flatMap(\.assumptions) where !said.contains(assumption) { said.append(assumption) }
    return said
  }

  /// Whether they take the tiles' places from their order.
  public var dependOnOrder: Bool {
    if case .published(let members) = self { members.contains(where: \.dependsOnOrder) } else { false }
  }

  /// The networks of a bundle in the folder `path`, the digest of every file checked. A configuration that the card
  /// does not list is not read: it would change the networks behind the digests.
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
    let configuration = try Self.configuration(card, in: path)
    var members: [(network: any Aggregator, file: String)] = []
    for member in card.members {
      let file = try ModelBundle.open(member, in: path)
      do { members.append((try AggregatorFile.load(WeightFile(file), configuration), file.name)) } catch {
        throw .weights(error)
      }
    }
    self = try .published(members, width: card.encoder.width, misfit: BundleFailure.inconsistent)
    guard kind == card.aggregator else {
      throw .inconsistent(file: path, what: "aggregator", expected: card.aggregator, found: kind)
    }
    guard card.slideScore == nil || card.slideScore == rule.code else {
      throw .inconsistent(file: path, what: "slideScore", expected: card.slideScore ?? "", found: rule.code)
    }
  }

  private static func configuration(
    _ card: ModelCard, in path: String
  ) throws(BundleFailure) -> AggregatorConfiguration {
    guard let entry = card.aggregatorConfiguration else { return AggregatorConfiguration(absent: path) }
    let bytes = try ModelBundle.verified(entry, in: path)
    do { return try AggregatorConfiguration(bytes: bytes, file: "\(path)/\(entry.file)") } catch {
      throw .weights(error)
    }
  }

  /// The networks in these files, each with the configuration beside it.
  static func published(at paths: [String], width: Int) throws(BundleFailure) -> SlideNetworks {
    var members: [(network: any Aggregator, file: String)] = []
    for path in paths {
      do { members.append((try AggregatorFile.load(path), path)) } catch { throw .weights(error) }
    }
    return try published(members, width: width, misfit: BundleFailure.misfit)
  }

  /// Networks that must be of one kind, take `width` features and give one slide score.
  private static func published(
    _ members: [(network: any Aggregator, file: String)], width: Int,
    misfit: (_ file: String, _ what: String, _ expected: String, _ found: String) -> BundleFailure
  ) throws(BundleFailure) -> SlideNetworks {
    guard let first = members.first?.network else { throw misfit("", "aggregators", "at least one", "none") }
    for (network, file) in members {
      guard network.name == first.name else { throw misfit(file, "aggregator", first.name, network.name) }
      guard network.width == width else { throw misfit(file, "features a tile", "\(width)", "\(network.width)") }
      guard network.rule != .none else { throw .noSlideScore(aggregator: network.name) }
      guard network.rule == first.rule else {
        throw misfit(file, "slide score", first.rule.code, network.rule.code)
      }
    }
    return .published(members.map(\.network))
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
      var score = try SlideScore(outputs, of: members[0].name)
      for remark in outputs.flatMap(\.remarks) where !score.remarks.contains(remark) { score.remarks.append(remark) }
      return score
    }
  }
}

extension SlideScore {
  /// The mean of published networks' answers.
  init(_ outputs: [AggregatorOutput], of kind: String) throws(BundleFailure) {
    let scores = outputs.compactMap(\.score)
    guard scores.count == outputs.count else { throw .noSlideScore(aggregator: kind) }
    let contributions = TileContributions(average: outputs.map(\.contributions))
    let attention = outputs.compactMap(\.attention)
    guard let first = attention.first, attention.count == outputs.count else {
      guard let parts = contributions.parts else { throw .noSlideScore(aggregator: kind) }
      self.init(scores: scores, attention: Self.sizes(parts), kind: nil, contributions: contributions)
      return
    }
    let predicted = first.isByClass ? Self.predicted(outputs) : nil
    self.init(
      scores: scores, attention: Self.average(attention.map { $0.shares(of: predicted ?? 0) }), kind: first.kind,
      class: predicted, contributions: contributions)
  }

  /// The class with the highest mean logit; of equals the first.
  private static func predicted(_ outputs: [AggregatorOutput]) -> Int {
    let logits = average(outputs.map(\.logits))
    return logits.indices.max { (logits[$0], $1) < (logits[$1], $0) } ?? 0
  }

  /// What each part is of the sum of all parts' sizes.
  private static func sizes(_ parts: [Float]) -> [Float] {
    let total = parts.reduce(0) { $0 + abs($1) }
    return parts.map { total > 0 ? abs($0) / total : 1 / Float(parts.count) }
  }
}

extension TileContributions {
  /// The mean of members' parts, tile by tile; none where one member has none. Where some heads are linear and some are
  /// not, all are the integrated gradients that linear parts are too.
  fileprivate init(average members: [TileContributions]) {
    var (columns, methods, baselines) = ([[Float]](), Set<Method>(), [Double]())
    for member in members {
      guard case .parts(let parts, let method, let baseline) = member else {
        self = member
        return
      }
      columns.append(parts)
      methods.insert(method)
      if let baseline { baselines.append(baseline) }
    }
    let baseline = baselines.isEmpty ? nil : baselines.reduce(0, +) / Double(baselines.count)
    let method = methods.count == 1 ? methods.first : nil
    self = .parts(SlideScore.average(columns), method: method ?? .integratedGradients, baseline: baseline)
  }
}
