import CohortEvaluation
import Foundation
import Reports
import SurvivalStatistics

/// A finished evaluation, and what was evaluated.
struct EvaluationResult {
  let report: EvaluationReport
  let flow: CohortFlow
  let about: EvaluationSubject
  let options: EvaluationOptions
  /// Of the table, one a patient of the report.
  let lines: [Int]
  /// One a patient.
  let times: [SurvivalTime]
}

/// What was evaluated, for the head of a report.
struct EvaluationSubject {
  enum Kind {
    case score(column: String)
    case model(path: String, training: SavedFit)
    case bundle(name: String, version: String, digest: String, demonstration: Bool)
  }

  let kind: Kind
  let table: String
  let outcome: OutcomeColumns
  /// The clinical terms as they were written.
  let clinical: String?
  /// What the times count; `nil` where it was not said.
  let unit: TimeUnit?
  /// What a bundle would have said of the patients, beyond their scores.
  var remarks: CohortRemarks?
  /// Whether it was looked at, and found, that no patient is among those of the training.
  var isApart = false

  /// `5 years`, or `5` where the unit was not said.
  func words(_ time: Double) -> String { Words.short(time) + (unit.map { " \($0.rawValue)" } ?? "") }
}

/// Patients of a cohort whom a bundle would have declined, or would have judged without clinical variables; all are kept in the
/// figures.
struct CohortRemarks {
  /// `nil` where the bundle does not know its training.
  let outOfDistribution: Int?
  let outsideIntendedUse: Int
  let bySlideAlone: Int
}

/// From options to a report.
struct CohortEvaluationRun {
  let input: EvaluationInput
  let outcome: OutcomeColumns
  let manner: EvaluationManner

  init(_ input: EvaluationInput, _ outcome: OutcomeColumns, _ manner: EvaluationManner) {
    self.input = input
    self.outcome = outcome
    self.manner = manner
  }

  func result() throws -> EvaluationResult {
    if let bundle = input.bundle, let cohort = input.cohort {
      return try BundleEvaluation(bundle: bundle, cohort: cohort, run: self).result()
    }
    let file = try TableFile(input.table ?? "")
    if let model = input.model { return try file.naming { try ofModel(model, file) } }
    return try file.naming { try ofScore(input.score ?? "", file) }
  }

  private func ofScore(_ column: String, _ file: TableFile) throws -> EvaluationResult {
    let all = try file.cohort(outcome)
    _ = try all.numbers(column, role: .score)
    let cohort = try all.keeping([column])
    let score = try cohort.numbers(column, role: .score)
    if input.probability == true { try cohort.checkProbabilities(column) }
    let plan = EvaluationPlan(
      times: cohort.times, score: score, risks: isProbability(score) ? .score : .refit,
      comparators: try clinical(cohort).map { .refit($0) } ?? .none, subgroups: try subgroups(cohort),
      options: manner.options(input.timeUnit))
    return try finish(plan, cohort, about(.score(column: column), file), checksTraining: false)
  }

  /// Shares are; zeros and ones alone are a mark.
  private func isProbability(_ score: [Double]) -> Bool {
    input.probability ?? (score.allSatisfy { (0...1).contains($0) } && score.contains { $0 > 0 && $0 < 1 })
  }

  private func clinical(_ cohort: Cohort) throws -> [CoxCovariate]? {
    guard let text = input.clinical else { return nil }
    return try cohort.covariates(try CovariateTerms(text))
  }

  func subgroups(_ cohort: Cohort) throws -> [SubgroupVariable] {
    let named = input.subgroups.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } } ?? []
    return try SubgroupVariable.found(in: cohort, named: named)
  }

  private func ofModel(_ path: String, _ file: TableFile) throws -> EvaluationResult {
    let fit = try FitFile(path).fit
    let terms = try fit.terms()
    let all = try file.cohort(outcome)
    let cohort = try all.keeping(terms.columnsRead)
    let predictors = fit.linearPredictors(try cohort.covariates(terms))
    let plan = EvaluationPlan(
      times: cohort.times, score: predictors, risks: .model(predictors: predictors, baseline: fit.baseline),
      comparators: try clinical(cohort).map { .refit($0) } ?? .none, subgroups: try subgroups(cohort),
      options: manner.options(input.timeUnit))
    return try finish(plan, cohort, about(.model(path: path, training: fit), file), checksTraining: true)
  }

  func about(_ kind: EvaluationSubject.Kind, _ file: TableFile) -> EvaluationSubject {
    let cohort = input.cohort.map { $0.hasSuffix(".csv") ? $0 : $0 + "/cohort.csv" }
    return EvaluationSubject(
      kind: kind, table: input.table ?? cohort ?? file.path, outcome: outcome, clinical: input.clinical,
      unit: input.bundle == nil ? input.timeUnit : .years)
  }

  func finish(
    _ plan: EvaluationPlan, _ cohort: Cohort, _ about: EvaluationSubject, checksTraining: Bool
  ) throws -> EvaluationResult {
    var warnings = try cohort.namesPatients() ? [] : [CohortWarning.patientsNotNamed]
    let isApart = try input.training.map { try cohort.checkApart(from: TableFile($0).table) }
    if checksTraining, isApart == nil { warnings.append(.cohortsNotCompared) }
    if isApart == false { warnings.append(.trainingNotNamed) }
    var report = try EvaluationReport(plan)
    if case .model(_, let training) = about.kind, training.n == report.count, training.events == report.events {
      warnings.append(.sizeOfTraining(patients: training.n, events: training.events))
    }
    report.add(warnings)
    var about = about
    about.isApart = isApart == true
    return EvaluationResult(
      report: report, flow: cohort.flow, about: about, options: plan.options, lines: cohort.lines,
      times: plan.times)
  }
}

/// A file of `fit --json`.
struct FitFile {
  let fit: SavedFit

  init(_ path: String) throws {
    let data = try readWhole(path)
    do {
      fit = try JSONDecoder().decode(SavedFit.self, from: data)
      _ = try fit.terms()
    } catch let failure as CohortFailure {
      throw failure.words(path: path)
    } catch {
      throw CommandFailure(
        .badData, "\(path): this is no model of `coverslip fit --json`; make it with that command")
    }
  }
}
