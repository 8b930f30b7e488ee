import Tensors

/// What a network makes of a bag of n tiles.
public struct AggregatorOutput: Hashable, Sendable {
  /// What the network's last layer gives, one per class, or one alone.
  public let logits: [Float]
  /// How ``score`` comes from ``logits``.
  public let rule: SlideScoreRule
  /// The slide score, or `nil` where `rule` knows none.
  public let score: Double?
  /// The tiles that were looked at, or `nil` for a network without attention.
  public let attention: TileAttention?
  /// A score for each tile that the network computes on its way: [classes or 1, n].
  public let tileScores: Matrix?
  /// Where the slide score comes from.
  public let contributions: TileContributions
  /// The embedding of the slide, of networks that give one instead of logits.
  public var embedding: [Float]?
  /// What whoever uses this output must know of it.
  public var remarks: [AggregatorRemark] = []

  init(
    logits: [Float], rule: SlideScoreRule, attention: TileAttention? = nil, tileScores: Matrix? = nil,
    contributions: TileContributions
  ) {
    self.logits = logits
    self.rule = rule
    score = rule(logits)
    self.attention = attention
    self.tileScores = tileScores
    self.contributions = contributions
  }

  /// Throws where a logit is not a finite number.
  func checked() throws(AggregatorFailure) -> AggregatorOutput {
    guard logits.allSatisfy({ $0.isFinite }), embedding?.allSatisfy({ $0.isFinite }) ?? true else { throw .overflow }
    return self
  }
}

/// Something about a bag that makes an output less than what its authors meant.
public enum AggregatorRemark: Hashable, Sendable {
  /// Fewer tiles than the highest and lowest scores that go into the head: some stand at both ends, or places hold 0.
  case fewTiles(Int, extremes: Int)
}

/// Attention over the tiles.
public struct TileAttention: Hashable, Sendable {
  /// What the shares are.
  public enum Kind: String, Hashable, Sendable {
    /// Softmax over the tiles, by which the tiles are summed.
    case pooling
    /// What reaches the class token through all layers, half of each layer going past the attention (Abnar and Zuidema,
    /// ACL 2020), mean of the heads, scaled to the tiles.
    case rollout
    /// The class token's row of the last layer, mean of the heads, negative values of an approximate attention cut off,
    /// scaled to the tiles.
    case classToken
  }

  /// What the shares are.
  public let kind: Kind
  /// The shares [branches, n]: one row, or one per class; each sums to 1.
  public let shares: Matrix
  /// The logits before the softmax, as the authors' code returns them; `nil` where there are none.
  public let logits: Matrix?

  /// Whether each class looks at the tiles in its own way.
  public var isByClass: Bool { shares.rows > 1 }

  /// The shares of the tiles, one per tile, which sum to 1: the only row, or that of the class `index`.
  ///
  /// CLAM shows the branch of the class that it predicts; the others were not asked for the answer (mahmoodlab/CLAM,
  /// issue 42).
  public func shares(of index: Int) -> [Float] { Array(shares.row(isByClass ? index : 0)) }
}

/// The signed part of each tile in the slide score.
public enum TileContributions: Hashable, Sendable {
  /// How parts are found.
  public enum Method: String, Hashable, Sendable {
    /// The score is a sum over tiles while the attention is held as it is; these are its terms.
    case linear
    /// Integrated gradients (Sundararajan, Taly, Yan, ICML 2017) from nothing pooled to what is pooled, the attention
    /// held as it is.
    case integratedGradients
    /// The score less the score without the tile. These parts need not sum to anything.
    case leaveOneOut
  }

  /// Why there are no parts.
  public enum Reason: Hashable, Sendable {
    /// The network has several classes, or none, and no slide score.
    case noSlideScore
    /// The bag has another number of tiles than can be taken apart, one evaluation per tile.
    case tiles(found: Int, limit: ClosedRange<Int>)
  }

  /// The parts of the tiles, one per tile. Except for ``Method/leaveOneOut`` the parts sum to score - `baseline`, which
  /// is the score of a pooled embedding of zeros; for leave-one-out it is `nil`.
  case parts([Float], method: Method, baseline: Double?)
  /// The score has no parts, for this reason.
  case unavailable(Reason)

  /// The parts, where there are any.
  public var parts: [Float]? {
    guard case .parts(let parts, _, _) = self else { return nil }
    return parts
  }
}
