/// How long one subject was followed, and whether the follow-up ended in the event or was right-censored.
public struct SurvivalTime: Hashable, Sendable, Codable {
  /// Time from entry to event or censoring; above zero, in whatever unit the caller keeps (Coverslip keeps years).
  public let time: Double
  /// Whether the event happened at `time`; else the subject was censored, free of the event up to and at `time`.
  public let event: Bool

  /// A follow-up of `time`, which the estimators check: finite and above zero.
  public init(time: Double, event: Bool) {
    self.time = time
    self.event = event
  }
}

/// How tied event times enter the partial likelihood and the baseline hazard.
public enum TieMethod: String, Sendable, Codable, CaseIterable {
  /// Efron, J Am Stat Assoc 1977;72:557: the l-th of d tied events (l = 0 ... d-1) sees the risk set less l/d of the
  /// tied events' own weight. The default of R's `coxph`.
  case efron
  /// Breslow, Biometrics 1974;30:89: each of the tied events sees the whole risk set.
  case breslow
}

/// 0.975 quantile of the standard normal distribution: two-sided 95 % limits.
public let normalQuantile975 = 1.959963984540054
