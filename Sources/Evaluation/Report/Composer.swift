import SurvivalStatistics

/// Collects the parts of a report, and for each that has no answer the reason.
struct Composer {
  let plan: EvaluationPlan
  var report = EvaluationReport()
  /// Predictions over time, where the source of the probabilities makes any.
  var prediction: Prediction?
  /// The predictors of each model that is compared, of those who are.
  var compared: [ModelRole: [Double]] = [:]

  /// Threads of the bootstrap; what comes out does not depend on them.
  let workers: Int
  /// Called after each resample, from any thread.
  let progress: (@Sendable () -> Void)?

  init(_ plan: EvaluationPlan, workers: Int = 1, progress: (@Sendable () -> Void)? = nil) {
    self.plan = plan
    self.workers = workers
    self.progress = progress
  }

  var options: EvaluationOptions { plan.options }
  var horizon: Double { plan.options.horizon }

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
    report.omissions.append(Omission(part: part, subject: subject, reason: reason))
  }
}

extension EvaluationReport {
  /// Everything that `plan` can be told of its patients. Fails only where not even their times are possible.
  ///
  /// - Parameters:
  ///   - workers: threads of the bootstrap; what comes out does not depend on them.
  ///   - progress: called after each resample, from any thread: ``resamples(of:)`` times.
  public init(
    _ plan: EvaluationPlan, workers: Int = 1, progress: (@Sendable () -> Void)? = nil
  ) throws(SurvivalFailure) {
    var composer = Composer(plan, workers: workers, progress: progress)
    try composer.describe()
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
    self = composer.report
  }

  /// Resamples that an evaluation of `plan` will draw, those of a comparison among them.
  public static func resamples(of plan: EvaluationPlan) -> Int {
    let each = plan.options.bootstrap?.resamples ?? 0
    if case .none = plan.comparators { return each }
    return 2 * each
  }
}
