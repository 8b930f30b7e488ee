import SurvivalStatistics

/// An evaluation: what was evaluated on whom, every statistic, curve and test that could be computed, what to read them
/// with, and what could not be computed with the reason.
///
/// The screen, the text, the JSON, the document and a model's card are all made of it. A statistic is an entry of
/// ``statistics``, found by its code.
public struct EvaluationRecord: Sendable, Hashable {
  /// The version of the layout that is written and read here.
  public static let currentFormat = 1

  /// The version of the layout.
  public let format: Int
  /// What was evaluated, and on which table.
  public let subject: EvaluationSubject
  /// How it was evaluated.
  public let manner: EvaluationManner
  /// The rows that were read, and those that were left out.
  public let flow: CohortFlow
  /// The number of patients.
  public let count: Int
  /// The number of patients who had the event.
  public let events: Int
  /// The time by which events are predicted, in the unit of the times.
  public let horizon: Double
  /// How long patients were followed.
  public let followUp: FollowUp
  /// Everything that was measured of all patients and within subgroups, in the order of a report.
  public internal(set) var statistics: [Statistic] = []
  /// The pairs that Harrell's c of the score was counted from.
  public internal(set) var pairs: PairCounts?
  /// The call at the threshold; `nil` without one.
  public internal(set) var call: ThresholdCall?
  /// The courses of all, low and high; the groups only with a threshold.
  public internal(set) var curves: [ObservedCourse] = []
  /// The log-rank test of the patients called low against those called high.
  public internal(set) var logRank: LogRankTest?
  /// Hazard ratios of the score, of high against low, and of the models that are fitted here.
  public internal(set) var hazardRatios: [ModelEffects] = []
  /// Clinical variables, score, and both together; `nil` without clinical variables.
  public internal(set) var comparison: ModelComparison?
  /// Predicted against observed; `nil` without probabilities.
  public internal(set) var calibration: CalibrationRecord?
  /// Net benefit by threshold probability, ascending.
  public internal(set) var decision: [NetBenefit] = []
  /// The score within the levels of variables.
  public internal(set) var subgroups: [SubgroupRecord] = []
  /// Sensitivity against specificity of each model that is compared.
  public internal(set) var curvesOfAccuracy: [ModelROC] = []
  /// What to read the numbers with.
  public internal(set) var warnings: [CohortWarning] = []
  /// What could not be computed.
  public internal(set) var omissions: [Omission] = []

  init(
    format: Int = EvaluationRecord.currentFormat, subject: EvaluationSubject, manner: EvaluationManner,
    flow: CohortFlow, count: Int, events: Int, horizon: Double, followUp: FollowUp
  ) {
    self.format = format
    self.subject = subject
    self.manner = manner
    self.flow = flow
    self.count = count
    self.events = events
    self.horizon = horizon
    self.followUp = followUp
  }

  /// Adds warnings of what the reader of the table knows, and the computation does not.
  public mutating func add(_ warnings: [CohortWarning]) { self.warnings += warnings }
}

// MARK: Looking up

extension EvaluationRecord {
  /// The entry of `code` in all patients; `nil` where it was not computed.
  public func statistic(_ code: StatisticCode) -> Statistic? {
    statistics.first { $0.code == code && $0.subject.level == nil }
  }

  /// The value of `code` in all patients; `nil` where it was not computed.
  public subscript(code: StatisticCode) -> Estimate? { statistic(code)?.value }

  /// The entries of `code`, such as one per time.
  public func all(_ code: StatisticCode) -> [Statistic] { statistics.filter { $0.code == code } }

  /// The value of `code` of the score within a level of a variable; `nil` where it was not computed.
  public subscript(code: StatisticCode, within level: StatisticSubject.Level) -> Estimate? {
    statistics.first { $0.code == code && $0.subject.level == level }?.value
  }

  /// The model whose probabilities and calls are judged.
  public var riskRole: ModelRole { subject.kind.riskRole }
}

extension ModelComparison {
  /// The value of `code` of a model or of a difference; `nil` where it was not computed.
  public subscript(code: StatisticCode, subject: StatisticSubject) -> Estimate? {
    statistics.first { $0.code == code && $0.subject == subject }?.value
  }

  /// The difference of models that are fitted here, less the difference of their optimisms; `nil` where it is not
  /// known.
  public func corrected(_ difference: Statistic) -> Estimate? {
    difference.code == .harrell ? self[.harrellCorrected, difference.subject] : nil
  }

  /// Paired differences, each measure of each pair of models once.
  public var differences: [Statistic] {
    statistics.filter { $0.subject.less != nil && $0.code != .harrellCorrected }
  }
}
