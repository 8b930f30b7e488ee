import Basics
import Evaluation
import Tables

extension EvaluateCohort {
  /// As somebody or the name of the column says it; `nil` where neither does.
  var unit: TimeUnit? {
    get throws(TableFailure) {
      let found = try FollowUpUnit(told: request.timeUnit, column: request.outcome.time)
      return found.isStated ? found.unit : nil
    }
  }

  /// The unit of this table, or the model's where it was not said. Fails where both are known and differ: the model's
  /// hazards are of a time in its own unit.
  func unit(of fit: SavedFit, _ file: String) throws -> TimeUnit? {
    let model = fit.timeUnit.flatMap { TimeUnit(rawValue: $0) }
    guard let own = try unit else { return model }
    guard let model, model != own else { return own }
    throw EvaluationFailure.unitsDiffer(file: file, model: model, here: own)
  }

  /// What is odd about the times' unit, where it was not said, or where the model's cohort was followed otherwise.
  func warnings(
    _ plan: EvaluationPlan, _ subject: EvaluationSubject, _ training: SavedFit?
  ) throws(TableFailure) -> [CohortWarning] {
    let longest = plan.times.map(\.time).max() ?? 0
    var warnings: [CohortWarning] = []
    let isSaid = try unit != nil
    if !isSaid, subject.unit == nil, !FollowUpUnit.canBeYears(plan.times.map(\.time)),
      plan.options.horizon <= Self.usualHorizonYears
    {
      warnings.append(.unitNotSaid(longest: longest, horizon: plan.options.horizon))
    }
    guard let training else { return warnings }
    if let unit = subject.unit, !isSaid { warnings.append(.unitOfModel(unit: unit.rawValue)) }
    if max(training.lastTime / longest, longest / training.lastTime) > Self.mostRatio {
      warnings.append(.unitsDiffer(model: training.lastTime, here: longest))
    }
    return warnings
  }

  /// Of breast cancer 5 and 10 years are told, at most 15.
  private static let usualHorizonYears = 15.0
  /// Two cohorts are followed for times that differ by less than this; months for years differ by 12.
  private static let mostRatio = 8.0
}
