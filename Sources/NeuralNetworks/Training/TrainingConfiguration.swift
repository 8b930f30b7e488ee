/// How an attention network is trained. The defaults are the recipe of the demonstration bundle.
public struct TrainingConfiguration: Hashable, Sendable, Codable {
  /// Units of the embedding.
  public var hidden = 16
  /// Units of each gate.
  public var gates = 16
  /// Most passes over the patients; each is one step on the whole partial likelihood.
  public var epochs = 200
  /// Principal components of the standardised tiles that the network starts from; all features' worth where it is more.
  public var components = 12
  /// Of Adam.
  public var learningRate: Double = 0.003
  /// Of Adam, beside the gradient.
  public var weightDecay: Double = 5
  /// Share of the embedding's units that a pass drops.
  public var dropout: Double = 0.5
  /// Most tiles of a bag that a pass looks at, drawn anew each time; the rest is for the passes to come.
  public var tilesPerPass = 48
  /// Weight of the pull of the attention towards the tiles' own hazards.
  public var alignment: Double = 1
  /// Decay of the running mean of the weights, which is what is kept: it evens out the steps.
  public var averaging: Double = 0.95
  /// Share of a member's patients on whom it is decided when to stop.
  public var validationShare = 0.15
  /// Networks in the ensemble, and folds.
  public var members = 5
  /// Of every draw.
  public var seed = 1

  /// The recipe of the demonstration bundle.
  public init() {}
}

/// How far a training is.
public struct TrainingProgress: Hashable, Sendable {
  /// From 0.
  public let member: Int
  /// From 1.
  public let epoch: Int
  /// Most epochs there can be.
  public let epochs: Int
  /// Negative log partial likelihood an event, on the training patients.
  public let loss: Double
  /// The same on the validation patients.
  public let validationLoss: Double
  /// Harrell's c on the validation patients; `nil` where no pair of them can be compared.
  public let validationConcordance: Double?
}
