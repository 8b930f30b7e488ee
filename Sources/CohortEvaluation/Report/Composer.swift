import SurvivalStatistics

/// Collects the parts of a report, and for each that has no answer the reason.
struct Composer {
  let plan: EvaluationPlan
  var report = EvaluationReport()
  /// Predictions over time, where the source of the probabilities makes any.
  var prediction: Prediction?
  /// The predictors of each model that is compared, of those who are.
  var compared: [ModelRole: [Double]] = [:]

  init(_ plan: EvaluationPlan) { self.plan = plan }

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
  public init(_ plan: EvaluationPlan) throws(SurvivalFailure) {
    var composer = Composer(plan)
    try composer.describe()
    composer.resolveRisks()
    composer.discriminate()
    composer.call()
    composer.effects()
    composer.compare()
    composer.calibrate()
    composer.divide()
    composer.resample()
    self = composer.report
  }
}
