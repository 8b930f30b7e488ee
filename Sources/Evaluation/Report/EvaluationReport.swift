import SurvivalStatistics

/// A number with its 95 % limits where it has any.
public struct Estimate: Sendable, Hashable {
  /// How the limits were made.
  public enum Method: String, Sendable {
    /// estimate +- 1.96 standard errors by the infinitesimal jackknife, cut to 0...1.
    case jackknife
    /// Percentiles of the bootstrap.
    case bootstrap
    /// Wilson's, with the number of patients that an unweighted share of the same standard error would rest on.
    case wilson
    /// A formula of its own: Greenwood's, Wald's, that of O/E.
    case formula
  }

  /// The number.
  public let estimate: Double
  /// Lower limit.
  public let lower: Double?
  /// Upper limit.
  public let upper: Double?
  /// Where the limits come from.
  public let method: Method?
  /// Resamples that had an answer and made the limits; `nil` where these are none of the bootstrap.
  public let resamples: Int?

  init(
    _ estimate: Double, _ lower: Double? = nil, _ upper: Double? = nil, _ method: Method? = nil, resamples: Int? = nil
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.method = lower == nil ? nil : method
    self.resamples = resamples
  }

  /// Of a share whose standard error is known. A standard error of 0, where all pairs agree, says that the jackknife
  /// has no answer, not that there is no doubt.
  init(_ estimate: Double, standardError: Double) {
    guard standardError > 0 else {
      self.init(estimate)
      return
    }
    let margin = normalQuantile975 * standardError
    self.init(estimate, max(0, estimate - margin), min(1, estimate + margin), .jackknife)
  }

  /// A share with its limits, if it has any.
  init(_ share: Double, _ limits: WilsonLimits?) { self.init(share, limits?.lower, limits?.upper, .wilson) }

  /// Limits that are a point say that no resample differed, not that there is no doubt: they are none.
  init(_ interval: Bootstrap.Interval) {
    guard interval.lower < interval.upper else {
      self.init(interval.estimate)
      return
    }
    self.init(interval.estimate, interval.lower, interval.upper, .bootstrap, resamples: interval.resamples)
  }

  /// The same width about another number.
  func shifted(by difference: Double) -> Estimate {
    Estimate(
      estimate + difference, lower.map { $0 + difference }, upper.map { $0 + difference }, method, resamples: resamples)
  }

  init(_ effect: CoxEffect) { self.init(effect.hazardRatio, effect.lower, effect.upper, .formula) }
}

/// An evaluation: every part is there, or is among ``omissions`` with the reason.
public struct EvaluationReport: Sendable {
  /// Patients.
  public internal(set) var count = 0
  /// Events among them.
  public internal(set) var events = 0
  /// By when.
  public internal(set) var horizon = 0.0
  /// How long patients were followed.
  public internal(set) var followUp: FollowUp?
  /// Of the score.
  public internal(set) var accuracy = ScoreAccuracy()
  /// By the horizon: of the models compared, else of the score.
  public internal(set) var curvesOfAccuracy: [ModelROC] = []
  /// The call at the threshold.
  public internal(set) var call: CallAccuracy?
  /// Kaplan-Meier of all, then of those below and above the threshold where there is one.
  public internal(set) var curves: [GroupCurve] = []
  /// Of the two groups.
  public internal(set) var logRank: LogRankTest?
  /// Of the score, the groups and the models fitted here.
  public internal(set) var hazardRatios: [ModelEffects] = []
  /// Against the clinical variables.
  public internal(set) var comparison: Comparison?
  /// Where there are probabilities.
  public internal(set) var calibration: CalibrationReport?
  /// Where there are probabilities.
  public internal(set) var decision: [NetBenefit] = []
  /// One a variable.
  public internal(set) var subgroups: [SubgroupReport] = []
  /// What to read it with.
  public internal(set) var warnings: [CohortWarning] = []
  /// What could not be computed.
  public internal(set) var omissions: [Omission] = []

  /// With what the reader of the table knows, and the report does not.
  public mutating func add(_ warnings: [CohortWarning]) { self.warnings += warnings }
}

/// A part that is not in the report, and why.
public struct Omission: Sendable, Hashable {
  /// Which.
  public let part: ReportPart
  /// The level or model that it is about; empty for the whole part.
  public let subject: String
  /// Why.
  public let reason: OmissionReason
}

/// What a report is made of.
public enum ReportPart: String, Sendable, Hashable, CaseIterable {
  case harrellC, unoC, auc, brier, threshold, kaplanMeier, logRank, hazardRatio, clinicalModel, combinedModel
  case comparison, equalSpecificity, calibration, calibrationSlope, calibrationCurve, decisionCurve, subgroup, bootstrap
}

/// Why a part is not there.
public enum OmissionReason: Sendable, Hashable {
  /// The statistic has no answer.
  case survival(SurvivalFailure)
  /// No threshold was given.
  case noThreshold
  /// A threshold on the probability, and no probabilities.
  case noProbability
  /// The model says nothing after `last`.
  case modelEnds(last: Double)
  /// The score of a refitted model has slope 1 whatever the data.
  case byConstruction
  /// Nothing to compare with was named.
  case noClinical
  /// `found` levels are too many, or one is too few.
  case levels(found: Int)
  /// Only `found` patients have every clinical value.
  case tooFewComplete(found: Int)
  /// No resamples were asked for.
  case noBootstrap
  /// Nobody who counts is called so.
  case nobodyCalled(GroupCurve.Group)
  /// A group that is compared has no event, or only events, so that the estimate is infinite.
  case infinite
}

/// How long patients were followed.
public struct FollowUp: Sendable, Hashable {
  /// Had nobody had the event: reverse Kaplan-Meier; `nil` where more than half were still followed at the end.
  public let median: Double?
  /// The longest.
  public let longest: Double
  /// Events by the horizon.
  public let eventsByHorizon: Int
  /// Censored before the horizon.
  public let censoredBefore: Int
  /// Followed past it.
  public let followedPast: Int
}

/// How well the score tells patients apart.
public struct ScoreAccuracy: Sendable, Hashable {
  /// Over the whole follow-up.
  public internal(set) var harrell: Estimate?
  /// What it was counted from.
  public internal(set) var pairs: Concordance?
  /// Up to the horizon.
  public internal(set) var uno: Estimate?
  /// At the horizon.
  public internal(set) var auc: Estimate?
  /// At each time of the grid.
  public internal(set) var aucOverTime: [TimedEstimate] = []
  /// Their mean, weighted by the share of events between the times.
  public internal(set) var meanAUC: Double?
  /// At the horizon.
  public internal(set) var brier: Estimate?
  /// Of Kaplan-Meier's prediction for everybody.
  public internal(set) var nullBrier: Double?
  /// 1 - Brier / null.
  public internal(set) var predictionAccuracy: Estimate?
  /// At each time of the grid; of a model that predicts over time.
  public internal(set) var brierOverTime: [TimedEstimate] = []
  /// Its mean over the grid.
  public internal(set) var integratedBrier: Double?
}

/// A model's sensitivity against its specificity.
public struct ModelROC: Sendable, Hashable {
  /// Whose.
  public let role: ModelRole
  /// By the horizon.
  public let curve: TimeDependentROC
}

/// An estimate and its time.
public struct TimedEstimate: Sendable, Hashable {
  /// In the unit of the times.
  public let time: Double
  /// There.
  public let estimate: Estimate
}

/// How good the call at the threshold is by the horizon.
public struct CallAccuracy: Sendable, Hashable {
  /// Where high begins.
  public let threshold: RiskThreshold
  /// Called high, whatever their follow-up.
  public let calledHigh: Int
  /// Cumulative.
  public internal(set) var sensitivity: Estimate
  /// Dynamic.
  public internal(set) var specificity: Estimate
  /// `nil` where nobody who counts is called high.
  public internal(set) var ppv: Estimate?
  /// `nil` where nobody who counts is called low.
  public internal(set) var npv: Estimate?
}

/// The observed course of a group.
public struct GroupCurve: Sendable, Hashable {
  /// Whom it is of.
  public enum Group: String, Sendable { case all, low, high }

  /// Whom it is of.
  public let group: Group
  /// All steps.
  public let estimate: KaplanMeier
  /// Kind of the limits.
  public let limits: KaplanMeier.Limits
  /// Survival at the horizon; `nil` where the group's follow-up ends before.
  public let atHorizon: Estimate?
  /// Median time to the event.
  public let median: TimeEstimate
}

/// The effects of a Cox model fitted to these patients.
public struct ModelEffects: Sendable, Hashable {
  /// Which.
  public let role: ModelRole
  /// Whether the model is of high against low, not of the score.
  public let isOfCall: Bool
  /// A standard deviation of the score, where the score is a column.
  public let scoreDeviation: Double?
  /// One a column.
  public let effects: [CoxEffect]
  /// Patients and events that it was fitted on.
  public let count: Int
  /// Events among them.
  public let events: Int
}
