/// How one network is trained. The defaults are the recipe of the demonstration bundle.
public struct TrainingConfiguration: Hashable, Sendable, Codable {
  /// How the tiles become one score.
  public enum Pooling: String, Hashable, Sendable, Codable, CaseIterable {
    /// Gated attention, which is learned.
    case attention
    /// The mean of the tiles' own risks: every tile counts alike. The attention stays where it starts.
    case mean
  }

  /// How the tiles become one score.
  public var pooling = Pooling.attention
  /// The loss that the training lowers.
  public var loss = SurvivalLoss.cox
  /// Units of the embedding.
  public var hidden = 16
  /// Units of each gate.
  public var gates = 16
  /// The most passes over the patients; each is one step on all of them.
  public var epochs = 200
  /// Passes without a lower loss on the validation patients after which a training is given up; 0 for never.
  public var patience = 50
  /// Principal components of the standardised tiles that the network starts from; all features' worth where it is more.
  public var components = 12
  /// How weights are drawn towards 0.
  public var optimiser = Optimiser.adamW
  /// How the learning rate changes over the passes.
  public var schedule = LearningSchedule.constant
  /// The highest learning rate.
  public var learningRate: Double = 0.003
  /// How strongly weights are drawn towards 0; see ``optimiser``.
  public var weightDecay: Double = 5
  /// Share of the embedding's units that a pass drops.
  public var dropout: Double = 0.5
  /// Most tiles of a bag that a pass looks at, drawn anew each time; the rest is for the passes to come.
  public var tilesPerPass = 48
  /// Weight of the pull of the attention towards the tiles' own hazards.
  public var alignment: Double = 1
  /// Decay of the running mean of the weights, which is what is kept: it evens out the steps.
  public var averaging: Double = 0.95

  /// The recipe of the demonstration bundle.
  public init() {}
}
