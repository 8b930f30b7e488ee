/// What is said of a case: the risk of metastatic relapse within five years against the threshold of the model.
public enum Call: String, Sendable, Codable, CaseIterable {
  case high, low
  /// The model, or the reviewer, declines; the reasons stand beside it.
  case noCall = "no-call"

  /// Whether it answers the question: high or low.
  public var isAnswer: Bool {
    switch self {
    case .high, .low: true
    case .noCall: false
    }
  }
}

/// A probability with its 95 % interval.
public struct ProbabilityInterval: Hashable, Sendable, Codable {
  /// The lower limit, 2.5 %.
  public let lower: Double
  /// The upper limit, 97.5 %.
  public let upper: Double

  /// Bounds in 0...1, `lower` first.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether `threshold` lies inside, so that the interval does not settle the call.
  public func crosses(_ threshold: Double) -> Bool { lower < threshold && threshold <= upper }
}

/// Which of the bundle's combined models answered.
public enum PrognosticBasis: String, Sendable, Codable {
  case slide
  case slideAndClinical = "slide+clinical"

  /// Whether clinical variables are weighed.
  var isClinical: Bool {
    switch self {
    case .slide: false
    case .slideAndClinical: true
    }
  }
}

/// How much one variable moves the linear predictor away from the training mean.
public struct Contribution: Hashable, Sendable, Codable {
  /// Name as shown: `slide score`, `grade 3`, `age` ...
  public let name: String
  /// The value as used, with its unit.
  public let value: String
  /// coefficient * (value - training mean), on the log-hazard scale.
  public let logHazard: Double

  /// What `name` with `value` adds to the log hazard.
  public init(name: String, value: String, logHazard: Double) {
    self.name = name
    self.value = value
    self.logHazard = logHazard
  }
}

/// Why the model declines to call.
public enum NoCallReason: String, Sendable, Codable, CaseIterable {
  case noTissue = "no-tissue"
  case tooLittleTissue = "too-little-tissue"
  case badQuality = "bad-quality"
  case outOfDistribution = "out-of-distribution"
  case outsideIntendedUse = "outside-intended-use"
  /// Too much of the tissue could not be read.
  case unreadableTissue = "unreadable-tissue"
  /// The scan is too coarse for the scale at which the encoder looks.
  case coarseScan = "coarse-scan"
}
