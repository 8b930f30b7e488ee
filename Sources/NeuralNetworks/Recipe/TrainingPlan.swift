/// Nested cross-validation (Varma & Simon, BMC Bioinformatics 2006;7:91).
///
/// The patients are cut in folds, ``repeats`` times anew. For each fold the others are cut again: on these inner folds
/// the candidate and the epoch are chosen, and with them ``networks`` networks are trained on all patients outside the
/// fold. Nothing about the fold, neither weights nor choices, has then seen its patients.
public struct TrainingPlan: Hashable, Sendable, Codable {
  /// Recipes to choose from, at least one.
  public var candidates: [TrainingConfiguration]
  /// The number of outer folds, at least 2.
  public var folds = 5
  /// The number of inner folds, at least 2.
  public var innerFolds = 3
  /// How often the patients are cut anew.
  public var repeats = 1
  /// The number of networks per fold: they differ in their draws, and their scores are averaged.
  public var networks = 2
  /// What all draws follow from.
  public var seed = 1

  /// A plan with one candidate or several.
  public init(candidates: [TrainingConfiguration] = TrainingPlan.defaultCandidates) { self.candidates = candidates }

  /// Attention and mean pool, with few components and with more.
  public static let defaultCandidates: [TrainingConfiguration] = [12, 24].flatMap { components in
    TrainingConfiguration.Pooling.allCases.map { pooling in
      var candidate = TrainingConfiguration()
      candidate.components = components
      candidate.pooling = pooling
      return candidate
    }
  }

  /// All networks of the ensemble.
  public var ensembleSize: Int { repeats * folds * networks }

  /// The name of the first entry with which nothing can be trained, and what it must be.
  var fault: (entry: String, needed: String)? {
    if candidates.isEmpty { return ("candidates", "at least one") }
    if folds < 2 { return ("folds", "at least 2") }
    if innerFolds < 2 { return ("inner folds", "at least 2") }
    if repeats < 1 { return ("repeats", "at least 1") }
    if networks < 1 { return ("networks", "at least 1") }
    return candidates.lazy.compactMap(\.fault).first
  }
}

extension TrainingConfiguration {
  fileprivate var fault: (entry: String, needed: String)? {
    let sizes = [
      ("hidden", hidden), ("gates", gates), ("epochs", epochs), ("components", components), ("tiles", tilesPerPass),
    ]
    if let size = sizes.first(where: { $0.1 < 1 }) { return (size.0, "at least 1") }
    if patience < 0 { return ("patience", "at least 0") }
    if !(learningRate > 0 && learningRate.isFinite) { return ("learning rate", "above 0") }
    if !(weightDecay >= 0 && weightDecay.isFinite) { return ("weight decay", "at least 0") }
    if !(dropout >= 0 && dropout < 1) { return ("dropout", "at least 0 and below 1") }
    if !(alignment >= 0 && alignment.isFinite) { return ("alignment", "at least 0") }
    return averaging >= 0 && averaging < 1 ? nil : ("averaging", "at least 0 and below 1")
  }
}

extension [TrainingConfiguration] {
  /// Each of them with each of `values` in the place of one entry: all combinations, the first entries first.
  public func varied<Value>(
    _ entry: WritableKeyPath<TrainingConfiguration, Value>, _ values: [Value]
  ) -> [TrainingConfiguration] {
    flatMap { recipe in
      values.map { value in
        var varied = recipe
        varied[keyPath: entry] = value
        return varied
      }
    }
  }
}
