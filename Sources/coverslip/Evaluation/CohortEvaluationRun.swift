import Basics
import Sentences
import Cryptography
import Evaluation
import Foundation
import Reports
import SurvivalStatistics

/// What is known of an evaluation beside its subject.
struct EvaluationCircumstances {
  /// What was taken for granted of the patients, beyond what the computation finds itself.
  var warnings: [CohortWarning] = []
  /// SHA-256 of the table that a bundle was trained on; empty where it is not known.
  var trainingDigest = ""
  /// A model that was fitted elsewhere.
  var training: SavedFit?
  /// Whether what is evaluated was trained on patients who should not be here.
  let checksTraining: Bool
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

  func record() throws -> EvaluationRecord {
    if let bundle = input.bundle, let cohort = input.cohort {
      return try BundleEvaluation(bundle: bundle, cohort: cohort, run: self).record()
    }
    let file = try TableFile(input.table ?? "")
    if let model = input.model { return try file.naming { try ofModel(model, file) } }
    return try file.naming { try ofScore(input.score ?? "", file) }
  }

  private func ofScore(_ column: String, _ file: TableFile) throws -> EvaluationRecord {
    let all = try file.cohort(outcome)
    _ = try all.numbers(column, role: .score)
    let cohort = try all.keeping([column])
    let score = try cohort.numbers(column, role: .score)
    if input.probability == true { try cohort.checkProbabilities(column) }
    let plan = EvaluationPlan(
      times: cohort.times, score: score, risks: isProbability(score) ? .score : .refit,
      comparators: try clinical(cohort).map { .refit($0) } ?? .none, subgroups: try subgroups(cohort),
      options: manner.options(try unit), lines: cohort.lines)
    return try finish(
      plan, cohort, try subject(.score(column: column), file), EvaluationCircumstances(checksTraining: false))
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

  private func ofModel(_ path: String, _ file: TableFile) throws -> EvaluationRecord {
    let fit = try FitFile(path).fit
    let terms = try fit.terms()
    let all = try file.cohort(outcome)
    let cohort = try all.keeping(terms.columnsRead)
    let predictors = fit.linearPredictors(try cohort.covariates(terms))
    let unit = try unit(of: fit, path)
    let plan = EvaluationPlan(
      times: cohort.times, score: predictors, risks: .model(predictors: predictors, baseline: fit.baseline),
      comparators: try clinical(cohort).map { .refit($0) } ?? .none, subgroups: try subgroups(cohort),
      options: manner.options(unit), lines: cohort.lines)
    var subject = try subject(.model(FittedModel(fit, file: URL(fileURLWithPath: path).lastPathComponent)), file)
    subject.unit = unit
    return try finish(plan, cohort, subject, EvaluationCircumstances(training: fit, checksTraining: true))
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
  private func warnings(
    _ plan: EvaluationPlan, _ subject: EvaluationSubject, _ training: SavedFit?
  ) throws -> [CohortWarning] {
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

  func subject(_ kind: EvaluationSubject.Kind, _ file: TableFile) throws -> EvaluationSubject {
    let cohort = input.cohort.map { $0.hasSuffix(".csv") ? $0 : $0 + "/cohort.csv" }
    return EvaluationSubject(
      kind, table: input.table ?? cohort ?? file.path,
      outcome: EvaluatedOutcome(time: outcome.time, event: outcome.event, eventValue: outcome.eventValue),
      clinical: input.clinical, unit: input.bundle == nil ? try unit : .years)
  }

  func finish(
    _ plan: EvaluationPlan, _ cohort: Cohort, _ subject: EvaluationSubject, _ known: EvaluationCircumstances
  ) throws -> EvaluationRecord {
    var warnings = try cohort.namesPatients() ? [] : [CohortWarning.patientsNotNamed]
    warnings += try cohort.warningsOfRows()
    warnings += known.warnings
    if input.bundle == nil { warnings += try self.warnings(plan, subject, known.training) }
    let isApart = try input.training.map { try cohort.checkApart(from: TableFile($0).table) }
    if known.checksTraining, isApart == nil, !subject.training.isMade { warnings.append(.cohortsNotCompared) }
    if isApart == false { warnings.append(.trainingNotNamed) }
    var subject = subject
    if let path = input.training, isApart == true { subject.training.names = names(in: path, known) }
    var record = try composed(plan, subject, cohort.flow)
    if let training = known.training, training.n == record.count, training.events == record.events {
      warnings.append(.sizeOfTraining(patients: training.n, events: training.events))
    }
    record.add(warnings)
    return record
  }

  private func names(in path: String, _ known: EvaluationCircumstances) -> TrainingComparison.Names {
    let isKnown = !known.trainingDigest.isEmpty
    return TrainingComparison.Names(
      table: URL(fileURLWithPath: path).lastPathComponent,
      isTheTraining: isKnown ? known.trainingDigest == FileDigest.sha256(absolutePath(path)) : nil)
  }
}

extension CohortEvaluationRun {
  /// On all processors, with a bar for the resamples.
  private func composed(
    _ plan: EvaluationPlan, _ subject: EvaluationSubject, _ flow: CohortFlow
  ) throws -> EvaluationRecord {
    let resamples = EvaluationRecord.resamples(of: plan)
    guard resamples > 0 else { return try EvaluationRecord(plan, of: subject, flow: flow) }
    let bar = ProgressBar("resampling", total: resamples, unit: "resamples")
    defer { bar.finish() }
    return try EvaluationRecord(
      plan, of: subject, flow: flow, workers: ProcessInfo.processInfo.activeProcessorCount,
      progress: { bar.advance() })
  }
}

extension FittedModel {
  fileprivate init(_ fit: SavedFit, file: String) {
    self.init(
      file: file, count: fit.n, events: fit.events,
      coefficients: fit.coefficients.map { Coefficient(name: $0.name, value: $0.coef) })
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
