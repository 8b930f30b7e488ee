import Basics
import Evaluation
import Foundation
import SlideWriting
import SurvivalStatistics

/// How often the 95 % limits of an evaluation hold the truth, where the truth is known: the true model evaluated in
/// 1,000 simulated cohorts, none of whose slides is drawn. A share outside of what 1,000 throws of 0.95 allow says that
/// limits are too narrow or too wide, or that an estimate is off.
enum CoverageBenchmark {
  private static let (cohorts, patients, resamples) = (1000, 1000, 500)
  /// Patients of the smaller cohorts in which calls are judged once more.
  private static let few = 200
  private static let (horizon, threshold) = (5.0, 0.10)

  static func run(_ folder: String) throws {
    let truth = try CoverageTruth(horizon: horizon, threshold: threshold)
    let checks = try all(truth)
    let band = band(trials: cohorts, probability: 0.95)
    print("  \(cohorts) cohorts of \(patients) patients, \(resamples) resamples; 95 of 100 times the share is within")
    print("  \(decimal(band.lowerBound)) to \(decimal(band.upperBound)) where the true coverage is 0.95")
    print(row("", ["truth", "mean", "too low", "too high", "share", ""]))
    for place in (checks.first ?? []).indices { show(checks.map { $0[place] }, band) }
  }

  /// One cohort after the other a processor; each follows from its number alone.
  private static func all(_ truth: CoverageTruth) throws -> [[Check]] {
    try WorkQueue.map(cohorts, workers: ProcessInfo.processInfo.activeProcessorCount) { index in
      try checks(seed: UInt64(index + 1), truth)
    }
  }

  private static func checks(seed: UInt64, _ truth: CoverageTruth) throws -> [Check] {
    let patients = SimulatedCohort(patients: patients, seed: seed).patients
    let byFormula = try EvaluationReport(plan(patients, nil))
    let resampled = try EvaluationReport(plan(patients, .init(resamples: resamples, seed: seed)))
    let small = try EvaluationReport(plan(SimulatedCohort(patients: few, seed: seed).patients, nil))
    return try coefficients(patients) + formulas(byFormula, truth) + calls(byFormula, truth, "")
      + calls(small, truth, ", \(few) patients") + percentiles(resampled, truth) + differences(resampled, truth)
      + [ratio(patients, seed)]
  }

  /// The true model as one made elsewhere, against its clinical part.
  private static func plan(
    _ patients: [SimulatedPatient], _ bootstrap: EvaluationOptions.Resampling?
  ) -> EvaluationPlan {
    let (scores, clinical) = (patients.map(\.logHazard), patients.map(\.clinicalLogHazard))
    var options = EvaluationOptions()
    options.horizon = horizon
    options.threshold = .probability(threshold)
    options.bootstrap = bootstrap
    return EvaluationPlan(
      times: times(patients), score: scores, risks: .model(predictors: scores, baseline: baseline),
      comparators: .fixed(clinical: clinical, combined: scores), options: options)
  }

  /// In whole years, where the evaluation asks.
  private static var baseline: CumulativeBaseline {
    let years = (1...Int(horizon)).map(Double.init)
    return CumulativeBaseline(
      times: years, hazards: years.map { SurvivalModel.cumulativeHazard(at: $0) }, lastTime: horizon)
  }

  private static func times(_ patients: [SimulatedPatient]) -> [SurvivalTime] {
    patients.map { SurvivalTime(time: $0.time, event: $0.event) }
  }
}

extension CoverageBenchmark {
  /// A Cox model of the columns from which the hazard was made, Wald limits.
  private static func coefficients(_ patients: [SimulatedPatient]) throws -> [Check] {
    let columns = [
      CoxCovariate("slide", patients.map { $0.slideLogHazard / SurvivalModel.beta }),
      CoxCovariate("nodes", patients.map { Double($0.positiveNodes) }),
      CoxCovariate("size, mm", patients.map { Double($0.tumourSizeMM) }),
      CoxCovariate("Ki-67, 10 %", patients.map { Double($0.ki67) / 10 }),
      CoxCovariate("age, 10 years", patients.map { Double($0.age) / 10 }),
      CoxCovariate("grade 3", patients.map { $0.grade == 3 ? 1 : 0 }),
    ]
    let truths = [
      SurvivalModel.beta, clinical(nodes: 1), clinical(size: 21), clinical(ki67: 25), clinical(age: 70),
      clinical(grade: 3),
    ]
    let effects = try CoxRegression.fit(columns, times: times(patients)).effects
    return zip(effects, truths).map { effect, truth in
      Check("Cox, \(effect.name)", truth, effect.coefficient, log(effect.lower), log(effect.upper))
    }
  }

  /// One unit away from the woman whose clinical log hazard is 0: a coefficient.
  private static func clinical(
    age: Double = 60, grade: Int = 1, size: Double = 20, nodes: Int = 0, ki67: Double = 15
  ) -> Double {
    SurvivalModel.clinicalLogHazard(age: age, grade: grade, tumourSizeMM: size, positiveNodes: nodes, ki67: ki67)
  }

  /// Limits that have a formula.
  private static func formulas(_ report: EvaluationReport, _ truth: CoverageTruth) -> [Check] {
    let courses = zip([GroupCurve.Group.all, .low, .high], [truth.risk, truth.lowRisk, truth.highRisk])
    let mean = report.calibration?.mean
    return courses.map { group, risk in
      Check("Kaplan-Meier, \(group.rawValue)", 1 - risk, report.curves.first { $0.group == group }?.atHorizon)
    } + [
      Check("Harrell's c, jackknife", truth.combined.harrell, report.accuracy.harrell),
      Check("Uno's c, jackknife", truth.combined.uno, report.accuracy.uno),
      Check("calibration slope", 1, report.calibration?.slope),
      Check("O/E", 1, mean?.ratio, mean?.lower, mean?.upper),
    ]
  }

  /// Percentiles of the bootstrap.
  private static func percentiles(_ report: EvaluationReport, _ truth: CoverageTruth) -> [Check] {
    let accuracy = report.accuracy
    return [
      Check("Harrell's c, bootstrap", truth.combined.harrell, accuracy.harrell),
      Check("Uno's c, bootstrap", truth.combined.uno, accuracy.uno),
      Check("AUC", truth.combined.auc, accuracy.auc), Check("Brier score", truth.brier, accuracy.brier),
      Check("IPA", 1 - truth.brier / (truth.risk * (1 - truth.risk)), accuracy.predictionAccuracy),
    ]
  }

  /// Wilson's limits.
  private static func calls(_ report: EvaluationReport, _ truth: CoverageTruth, _ who: String) -> [Check] {
    [
      Check("sensitivity" + who, truth.combined.sensitivity, report.call?.sensitivity),
      Check("specificity" + who, truth.combined.specificity, report.call?.specificity),
      Check("positive predictive value" + who, truth.highRisk, report.call?.ppv),
      Check("negative predictive value" + who, 1 - truth.lowRisk, report.call?.npv),
    ]
  }

  /// The true model less its clinical part, paired, percentiles of the bootstrap.
  private static func differences(_ report: EvaluationReport, _ truth: CoverageTruth) -> [Check] {
    PairedDifference.Measure.allCases.map { measure in
      let found = report.comparison?.differences.first {
        $0.measure == measure && $0.first == .combined && $0.second == .clinical
      }
      let gain = value(measure, truth.combined) - value(measure, truth.clinical)
      return Check("gain, \(measure.rawValue)", gain, found?.difference)
    }
  }

  private static func value(_ measure: PairedDifference.Measure, _ accuracy: CoverageTruth.Accuracy) -> Double {
    switch measure {
    case .harrellC: accuracy.harrell
    case .unoC: accuracy.uno
    case .auc: accuracy.auc
    case .sensitivity: accuracy.sensitivity
    }
  }

  /// O/E once more, with limits that the report does not give: whether its formula is to blame.
  private static func ratio(_ patients: [SimulatedPatient], _ seed: UInt64) throws -> Check {
    let times = times(patients)
    let risks = patients.map { baseline.probability($0.logHazard, at: horizon) }
    var random = SeededDraws(seed: seed)
    let bootstrap = try Bootstrap(count: times.count, resamples: resamples, using: &random) {
      rows throws(SurvivalFailure) in
      let mean = try meanCalibration(
        probabilities: rows.map { risks[$0] }, times: rows.map { times[$0] }, horizon: horizon)
      return [mean.ratio]
    }
    let interval = bootstrap.interval(0)
    return Check("O/E, bootstrap (not in the report)", 1, interval?.estimate, interval?.lower, interval?.upper)
  }
}

extension CoverageBenchmark {
  /// One estimate of one cohort; no limits cover nothing.
  private struct Check {
    let name: String
    let truth: Double
    let estimate: Double?
    let lower: Double?
    let upper: Double?

    init(_ name: String, _ truth: Double, _ estimate: Double?, _ lower: Double?, _ upper: Double?) {
      (self.name, self.truth) = (name, truth)
      (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    }

    init(_ name: String, _ truth: Double, _ estimate: Estimate?) {
      self.init(name, truth, estimate?.estimate, estimate?.lower, estimate?.upper)
    }

    var isTooLow: Bool { upper.map { $0 < truth } ?? false }
    var isTooHigh: Bool { lower.map { $0 > truth } ?? false }
    var isWithoutLimits: Bool { lower == nil || upper == nil }
  }

  /// The same estimate of all cohorts.
  private static func show(_ checks: [Check], _ band: ClosedRange<Double>) {
    guard let first = checks.first else { return }
    let estimates = checks.compactMap(\.estimate)
    let (low, high) = (checks.count(where: \.isTooLow), checks.count(where: \.isTooHigh))
    let without = checks.count(where: \.isWithoutLimits)
    let share = Double(checks.count - low - high - without) / Double(checks.count)
    let verdict = band.contains(share) ? "inside" : share < band.lowerBound ? "BELOW" : "ABOVE"
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let cells = [decimal(first.truth, 4), decimal(mean, 4), "\(low)", "\(high)", decimal(share), verdict]
    print(row(first.name, cells) + (without > 0 ? ", \(without) without limits" : ""))
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    let right = cells.dropLast().map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }
    return "  " + name.padding(toLength: 40, withPad: " ", startingAt: 0) + right.joined() + "  " + (cells.last ?? "")
  }

  private static func decimal(_ value: Double, _ digits: Int = 3) -> String { String(format: "%.\(digits)f", value) }

  /// The shares of a binomial count between its 2.5 and 97.5 % quantiles, reckoned by the misses: the probability that
  /// all of 1,000 miss is too small for a number.
  private static func band(trials: Int, probability: Double) -> ClosedRange<Double> {
    let n = Double(trials)
    var (mass, sum) = (pow(probability, n), 0.0)
    var (fewest, most) = (0, trials)
    for misses in 0...trials {
      let next = sum + mass
      if sum < 0.025, next >= 0.025 { fewest = misses }
      if sum < 0.975, next >= 0.975 { most = misses }
      sum = next
      mass *= Double(trials - misses) / Double(misses + 1) * (1 - probability) / probability
    }
    return (1 - Double(most) / n)...(1 - Double(fewest) / n)
  }
}
