import SurvivalStatistics

/// Collects the parts of a record, and for each that has no answer the reason.
struct Composer {
  let plan: EvaluationPlan
  var record: EvaluationRecord
  /// One per patient, by the horizon.
  var probabilities: [Double]?
  /// Predictions over time, where the source of the probabilities makes any.
  var prediction: Prediction?
  /// The predictors of each model that is compared, of those who are.
  var compared: [ModelRole: [Double]] = [:]

  /// Threads of the bootstrap; what comes out does not depend on them.
  let workers: Int
  /// Whether nobody waits for the resamples any more: those that remain are then not computed.
  let isStopped: @Sendable () -> Bool
  /// Called after each resample, from any thread.
  let progress: (@Sendable () -> Void)?

  /// Counts, follow-up and the curve of all. Fails where not even the times are possible.
  init(
    _ plan: EvaluationPlan, of subject: EvaluationSubject, _ flow: CohortFlow, workers: Int,
    isStopped: @escaping @Sendable () -> Bool, progress: (@Sendable () -> Void)?
  ) throws(SurvivalFailure) {
    let (times, horizon) = (plan.times, plan.options.horizon)
    guard plan.score.count == times.count else {
      throw .countsDiffer(name: "score", expected: times.count, found: plan.score.count)
    }
    let all = try KaplanMeier(times)
    record = EvaluationRecord(
      subject: subject, manner: plan.options.manner, flow: flow, count: times.count,
      events: times.count { $0.event }, horizon: horizon, followUp: try FollowUp(times, longest: all.lastTime, horizon)
    )
    self.plan = plan
    self.workers = workers
    self.isStopped = isStopped
    self.progress = progress
    record.curves = [course(.all, all)]
  }

  var options: EvaluationOptions { plan.options }
  var horizon: Double { plan.options.horizon }
  /// The model whose probabilities and calls are judged.
  var risk: StatisticSubject { .model(record.riskRole) }

  /// An entry of the record on all patients; nothing where there is no value.
  mutating func add(_ code: StatisticCode, _ subject: StatisticSubject, _ value: Estimate?, at time: Double? = nil) {
    guard let value else { return }
    record.statistics.append(
      Statistic(code, subject, value, count: record.count, events: record.events, time: time))
  }

  /// `body`, or the note that `part` is left out.
  mutating func take<Value>(
    _ part: ReportPart, about subject: String = "", _ body: () throws(SurvivalFailure) -> Value
  ) -> Value? {
    do {
      return try body()
    } catch {
      leaveOut(part, about: subject, .survival(error))
      return nil
    }
  }

  mutating func leaveOut(_ part: ReportPart, about subject: String = "", _ reason: OmissionReason) {
    record.omissions.append(Omission(part: part, subject: subject, reason: reason))
  }
}

extension EvaluationRecord {
  /// Everything that `plan` can be told of its patients.
  ///
  /// - Parameters:
  ///   - subject: what is evaluated, for those who read the record.
  ///   - flow: how the table came to these patients.
  ///   - workers: threads of the bootstrap; what comes out does not depend on them.
  ///   - isStopped: whether nobody waits for the record any more; what is computed after is not to be used.
  ///   - progress: called after each resample, from any thread: ``resamples(of:)`` times.
  /// - Throws: ``SurvivalFailure``: `empty` or `invalidTime` where not even the patients' times can be used,
  ///   `countsDiffer` where the scores are not as many; what else cannot be computed is left out, with the reason.
  public init(
    _ plan: EvaluationPlan, of subject: EvaluationSubject, flow: CohortFlow, workers: Int = 1,
    isStopped: @escaping @Sendable () -> Bool = { false }, progress: (@Sendable () -> Void)? = nil
  ) throws(SurvivalFailure) {
    var composer = try Composer(
      plan, of: subject, flow, workers: workers, isStopped: isStopped, progress: progress)
    composer.weigh()
    composer.resolveRisks()
    composer.discriminate()
    composer.call()
    composer.effects()
    composer.compare()
    composer.calibrate()
    composer.divide()
    composer.resample()
    composer.withdrawLimits()
    composer.doubt()
    self = composer.record
    statistics = statistics.inOrderOfReport
    if let compared = comparison?.statistics { comparison?.statistics = compared.inOrderOfReport }
  }

  /// Resamples that an evaluation of `plan` will draw, those of a comparison among them.
  public static func resamples(of plan: EvaluationPlan) -> Int {
    let each = plan.options.bootstrap?.resamples ?? 0
    return switch plan.comparators {
    case .none: each
    case .refit, .fixed: 2 * each
    }
  }
}
