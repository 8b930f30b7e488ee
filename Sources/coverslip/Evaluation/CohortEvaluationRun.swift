import Basics
import Sentences
import Cryptography
import Evaluation
import Foundation
import Reports
import SurvivalStatistics
import Tables

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
  var unit: TimeUnit?
  /// What a bundle would have said of the patients, beyond their scores.
  var remarks: CohortRemarks?
  /// What was held against the training, and found to have no patient in common with it.
  var training = TrainingComparison()
  /// SHA-256 of the table that a bundle was trained on, where that is known.
  var trainingDigest: String?
  /// What was taken for granted of the patients, beyond what the report finds itself.
  var warnings: [CohortWarning] = []
  /// Whether it was looked at, and found, that no patient is among those of the training.
  var isApart = false

  /// `5 years`, or `5` where the unit was not said.
  func words(_ time: Double) -> String { Words.short(time) + (unit.map { " \($0.rawValue)" } ?? "") }
}

/// Patients of a cohort whom a bundle would have declined, or would have judged without clinical variables; all are
/// kept in the figures.
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
  /// The columns of a bundle's cohort, as they were named.
  let names: CohortColumns.Names
  let manner: EvaluationManner

  init(
    _ input: EvaluationInput, _ outcome: OutcomeColumns, _ names: CohortColumns.Names, _ manner: EvaluationManner
  ) {
    self.names = names
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
      options: manner.options(try unit))
    return try finish(plan, cohort, try about(.score(column: column), file), checksTraining: false)
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
    let unit = try unit(of: fit, path)
    let plan = EvaluationPlan(
      times: cohort.times, score: predictors, risks: .model(predictors: predictors, baseline: fit.baseline),
      comparators: try clinical(cohort).map { .refit($0) } ?? .none, subgroups: try subgroups(cohort),
      options: manner.options(unit))
    var about = try about(.model(path: path, training: fit), file)
    about.unit = unit
    return try finish(plan, cohort, about, checksTraining: true)
  }

  /// As `--time-unit` or the name of the column says it; `nil` where neither does.
  private var unit: TimeUnit? {
    get throws {
      let found = try FollowUpUnit(told: input.timeUnit, column: outcome.time)
      return found.isStated ? found.unit : nil
    }
  }

  /// The unit of this table, or the model's where it was not said.
  ///
  /// - Throws: where both are known and differ: the model's hazards are a time's in its own unit.
  private func unit(of fit: SavedFit, _ path: String) throws -> TimeUnit? {
    let model = fit.timeUnit.flatMap { TimeUnit(rawValue: $0) }
    guard let own = try unit else { return model }
    guard let model, model != own else { return own }
    throw CommandFailure(
      .usage,
      "\(path) was made on times in \(model.rawValue), and these count \(own.rawValue); write both in one unit")
  }

  /// What is odd about the times' unit, where it was not said, or where the model's cohort was followed otherwise.
  private func warnings(_ plan: EvaluationPlan, _ about: EvaluationSubject) throws -> [CohortWarning] {
    let longest = plan.times.map(\.time).max() ?? 0
    var warnings: [CohortWarning] = []
    let isSaid = try unit != nil
    if !isSaid, about.unit == nil, !FollowUpUnit.canBeYears(plan.times.map(\.time)),
      plan.options.horizon <= Self.usualHorizonYears
    {
      warnings.append(.unitNotSaid(longest: longest, horizon: plan.options.horizon))
    }
    guard case .model(_, let training) = about.kind else { return warnings }
    if let unit = about.unit, !isSaid { warnings.append(.unitOfModel(unit: unit.rawValue)) }
    if max(training.lastTime / longest, longest / training.lastTime) > Self.mostRatio {
      warnings.append(.unitsDiffer(model: training.lastTime, here: longest))
    }
    return warnings
  }

  /// Of breast cancer 5 and 10 years are told, at most 15.
  private static let usualHorizonYears = 15.0
  /// Two cohorts are followed for times that differ by less than this; months for years differ by 12.
  private static let mostRatio = 8.0

  func about(_ kind: EvaluationSubject.Kind, _ file: TableFile) throws -> EvaluationSubject {
    let cohort = input.cohort.map { $0.hasSuffix(".csv") ? $0 : $0 + "/cohort.csv" }
    return EvaluationSubject(
      kind: kind, table: input.table ?? cohort ?? file.path, outcome: outcome, clinical: input.clinical,
      unit: input.bundle == nil ? try unit : .years)
  }

  func finish(
    _ plan: EvaluationPlan, _ cohort: Cohort, _ about: EvaluationSubject, checksTraining: Bool
  ) throws -> EvaluationResult {
    var warnings = try cohort.namesPatients() ? [] : [CohortWarning.patientsNotNamed]
    warnings += try cohort.warningsOfRows()
    warnings += about.warnings
    if input.bundle == nil { warnings += try self.warnings(plan, about) }
    let isApart = try input.training.map { try cohort.checkApart(from: TableFile($0).table) }
    if checksTraining, isApart == nil, !about.training.isMade { warnings.append(.cohortsNotCompared) }
    if isApart == false { warnings.append(.trainingNotNamed) }
    var report = try composed(plan)
    if case .model(_, let training) = about.kind, training.n == report.count, training.events == report.events {
      warnings.append(.sizeOfTraining(patients: training.n, events: training.events))
    }
    report.add(warnings)
    var about = about
    if let path = input.training, isApart == true {
      let digest = about.trainingDigest.flatMap { $0.isEmpty ? nil : $0 }
      about.training.names = .init(
        table: URL(fileURLWithPath: path).lastPathComponent,
        isTheTraining: digest.map { $0 == FileDigest.sha256(absolutePath(path)) })
    }
    return EvaluationResult(
      report: report, flow: cohort.flow, about: about, options: plan.options, lines: cohort.lines,
      times: plan.times)
  }
}

extension CohortEvaluationRun {
  /// On all processors, with a bar for the resamples.
  private func composed(_ plan: EvaluationPlan) throws -> EvaluationReport {
    let resamples = EvaluationReport.resamples(of: plan)
    guard resamples > 0 else { return try EvaluationReport(plan) }
    let bar = ProgressBar("resampling", total: resamples, unit: "resamples")
    defer { bar.finish() }
    return try EvaluationReport(plan, workers: ProcessInfo.processInfo.activeProcessorCount) { bar.advance() }
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
