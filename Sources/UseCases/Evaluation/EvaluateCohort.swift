import Basics
import Evaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics
import Tables

/// How well a score, a fitted model or a bundle does on a cohort.
package struct EvaluateCohort: Sendable {
  let request: EvaluationRequest
  let processors: Int
  let cancellation: Cancellation
  let notices: Notices

  /// Answers `request` on `processors` processors; tells how far scoring and resampling are, and stops where somebody
  /// wants it.
  package init(
    _ request: EvaluationRequest, processors: Int = 1, cancellation: Cancellation = Cancellation(),
    notices: Notices = .none
  ) {
    self.request = request
    self.processors = processors
    self.cancellation = cancellation
    self.notices = notices
  }

  /// The same with the processors, notices and cancellation of `environment`.
  package init(_ request: EvaluationRequest, in environment: UseCaseEnvironment) {
    self.init(
      request, processors: environment.processors, cancellation: environment.cancellation,
      notices: environment.notices)
  }

  /// How well the score in `column` does. Scores inside 0 to 1 are taken for probabilities of the event by the horizon
  /// where `isProbability` does not say what they are. Fails with an ``EvaluationFailure``.
  package func score(_ column: String, isProbability: Bool?, in table: CohortTable) throws -> EvaluationRecord {
    try naming {
      let all = try Cohort(table, outcome: request.outcome)
      _ = try all.numbers(column, role: .score)
      let cohort = try all.keeping([column])
      let score = try cohort.numbers(column, role: .score)
      if isProbability == true { try cohort.checkProbabilities(column) }
      let isShare = isProbability ?? Self.areShares(score)
      let unit = try self.unit
      let plan = EvaluationPlan(
        times: cohort.times, score: score, risks: isShare ? .score : .refit, comparators: try comparators(cohort),
        subgroups: try subgroups(cohort), options: request.choices.options(unit), lines: cohort.lines)
      return try finish(plan, cohort, subject(.score(column: column), unit), EvaluationCircumstances())
    }
  }

  /// Shares are; zeros and ones alone are a mark.
  private static func areShares(_ score: [Double]) -> Bool {
    score.allSatisfy { (0...1).contains($0) } && score.contains { $0 > 0 && $0 < 1 }
  }

  /// How well a model that was fitted to other patients does; `file` is the name of its file. Fails with an
  /// ``EvaluationFailure``.
  package func model(_ fit: SavedFit, file: String, in table: CohortTable) throws -> EvaluationRecord {
    try naming {
      let terms = try fit.terms()
      let cohort = try Cohort(table, outcome: request.outcome).keeping(terms.columnsRead)
      let predictors = fit.linearPredictors(try cohort.covariates(terms))
      let unit = try unit(of: fit, file)
      let plan = EvaluationPlan(
        times: cohort.times, score: predictors, risks: .model(predictors: predictors, baseline: fit.baseline),
        comparators: try comparators(cohort), subgroups: try subgroups(cohort),
        options: request.choices.options(unit), lines: cohort.lines)
      let known = EvaluationCircumstances(training: fit, isTrainedElsewhere: true)
      return try finish(plan, cohort, subject(.model(FittedModel(fit, file: file)), unit), known)
    }
  }

  func comparators(_ cohort: Cohort) throws -> Comparators {
    guard let text = request.clinical else { return .none }
    return .refit(try cohort.covariates(try CovariateTerms(text)))
  }

  func subgroups(_ cohort: Cohort) throws(CohortFailure) -> [SubgroupVariable] {
    try SubgroupVariable.found(in: cohort, named: request.subgroups)
  }

  func subject(_ kind: EvaluationSubject.Kind, _ unit: TimeUnit?) -> EvaluationSubject {
    let outcome = request.outcome
    return EvaluationSubject(
      kind, table: request.name,
      outcome: EvaluatedOutcome(time: outcome.time, event: outcome.event, eventValue: outcome.eventValue),
      clinical: request.clinical, unit: unit)
  }

  /// What `body` gives, its failure with the name of the table.
  func naming<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as CohortFailure {
      throw EvaluationFailure.cohort(failure, table: request.name)
    } catch let failure as TableFailure {
      throw EvaluationFailure.cohort(.table(failure), table: request.name)
    } catch let failure as TermFailure {
      throw EvaluationFailure.cohort(.term(failure, line: nil), table: request.name)
    } catch let failure as SurvivalFailure {
      throw EvaluationFailure.cohort(.survival(failure), table: request.name)
    }
  }
}

extension FittedModel {
  fileprivate init(_ fit: SavedFit, file: String) {
    self.init(
      file: file, count: fit.n, events: fit.events,
      coefficients: fit.coefficients.map { Coefficient(name: $0.name, value: $0.coef) })
  }
}
