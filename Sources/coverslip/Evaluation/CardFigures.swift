import Sentences
import Evaluation
import NeuralNetworks
import SurvivalStatistics

/// What an evaluation found, as figures of a bundle's card; what it could not compute is no figure.
struct CardFigures {
  let report: EvaluationReport
  let patients: ScoredCohort
  /// What the limits by bootstrap rest on.
  let resamples: Int
  /// Who the patients are.
  let who: String

  var all: [PerformanceFigure] {
    discrimination + calls + calibration + atHorizon + netBenefitAtThreshold + subgroups + shares
  }

  // MARK: What each is of

  /// Of everybody.
  private func figure(_ measure: PerformanceMeasure, _ estimate: Estimate?, _ how: String) -> PerformanceFigure? {
    figure(measure.rawValue, estimate, how, report.count, report.events)
  }

  /// Of those who have every clinical variable.
  private func compared(_ measure: PerformanceMeasure, _ estimate: Estimate?, _ how: String) -> PerformanceFigure? {
    report.comparison.flatMap { figure(measure.rawValue, estimate, how, $0.count, $0.events) }
  }

  private func figure(
    _ name: String, _ estimate: Estimate?, _ how: String, _ count: Int, _ events: Int
  ) -> PerformanceFigure? {
    estimate.map { estimate in
      let note = [how, limits(estimate), "\(events) relapses", who].compactMap(\.self).joined(separator: "; ")
      return PerformanceFigure(
        name: name, estimate: estimate.estimate, lower: estimate.lower, upper: estimate.upper, count: count, note: note)
    }
  }

  private func limits(_ estimate: Estimate) -> String? {
    switch estimate.method {
    case .bootstrap: "bootstrap of \(resamples)"
    case .jackknife: "jackknife"
    case .wilson: "Wilson"
    case .formula, nil: nil
    }
  }

  private func model(_ role: ModelRole) -> ModelAccuracy? { report.comparison?.models.first { $0.role == role } }

  // MARK: Figures

  private var discrimination: [PerformanceFigure] {
    let gain = report.comparison?.differences.first {
      $0.measure == .harrellC && $0.first == .combined && $0.second == .clinical
    }
    return [
      figure(.slideConcordance, report.accuracy.harrell, "Harrell"),
      compared(.clinicalConcordance, model(.clinical)?.harrell, "Harrell"),
      compared(.combinedConcordance, model(.combined)?.harrell, "Harrell"),
      compared(.gain, gain?.difference, "paired"),
    ].compactMap(\.self)
  }

  private static let weighted = "by the horizon, weighted for censoring"

  private var calls: [PerformanceFigure] {
    [
      figure(.sensitivity, report.call?.sensitivity, Self.weighted),
      figure(.specificity, report.call?.specificity, Self.weighted),
      figure(.positivePredictiveValue, report.call?.ppv, Self.weighted),
      figure(.negativePredictiveValue, report.call?.npv, Self.weighted),
      compared(.clinicalSensitivity, model(.clinical)?.sensitivity, Self.weighted),
    ].compactMap(\.self)
  }

  /// Where a clinical variable is missing, the probability is the slide's alone.
  private var basis: String {
    let isComplete = report.comparison?.count == report.count
    return "slide and clinical variables" + (isComplete ? "" : " where all are known")
  }

  private var calibration: [PerformanceFigure] {
    let slope = figure(.slope, report.calibration?.slope, basis)
    let note = "by the horizon, Kaplan and Meier; \(basis); \(report.events) relapses; \(who)"
    let mean = report.calibration?.mean.map {
      PerformanceFigure.calibration($0, count: report.count, note: note)
    }
    return [slope].compactMap(\.self) + (mean ?? [])
  }

  private var atHorizon: [PerformanceFigure] {
    let cases = "cumulative cases, dynamic controls, weighted for censoring"
    return [
      figure(.slideArea, report.accuracy.auc, cases), compared(.clinicalArea, model(.clinical)?.auc, cases),
      compared(.combinedArea, model(.combined)?.auc, cases),
      figure(.brier, report.accuracy.brier, "\(basis), weighted for censoring"),
      figure(
        .predictionAccuracy, report.accuracy.predictionAccuracy, "1 - Brier score / that of the mean risk; \(basis)"),
    ].compactMap(\.self)
  }

  /// Where a bundle's calls begin. High is strictly above here too: hence the number before it.
  private var netBenefitAtThreshold: [PerformanceFigure] {
    guard let threshold = report.call?.threshold.value, let probabilities = report.calibration?.probabilities,
      let found = try? netBenefit(
        probabilities: probabilities, times: patients.times, horizon: report.horizon, thresholds: [threshold.nextDown]
      ).first, let benefit = found.model
    else { return [] }
    let note =
      "relapses found a patient, less false calls at the threshold's odds; treating everybody has "
      + "\(Words.decimal(found.treatAll)); \(basis); \(who)"
    return [PerformanceFigure(.netBenefit, benefit, count: report.count, note: note)]
  }

  private var subgroups: [PerformanceFigure] {
    report.subgroups.flatMap { subgroup in
      subgroup.levels.compactMap { level in
        let name = "subgroup \(subgroup.name.replacingOccurrences(of: "_", with: " ")) \(level.name)"
        return figure(name, level.harrell, "c-index, slide score", level.count, level.events)
      }
    }
  }

  private var shares: [PerformanceFigure] {
    [
      report.call.map { (PerformanceMeasure.calledHigh, $0.calledHigh) },
      patients.outOfDistribution.map { (.outOfDistribution, $0) },
    ].compactMap(\.self).map { measure, count in
      PerformanceFigure(measure, Double(count) / Double(report.count), count: report.count, note: who)
    }
  }
}
