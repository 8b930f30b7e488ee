import Evaluation
import Labels
import NeuralNetworks

/// What an evaluation found, as figures of a bundle's card: entries of its record, in the order of a card. What could
/// not be computed is not a figure.
package struct CardFigures {
  private let record: EvaluationRecord
  private let patients: ScoredCohort
  private let who: String

  /// Figures of `record`, which evaluates `patients`; `who` says who these are.
  package init(record: EvaluationRecord, patients: ScoredCohort, who: String) {
    self.record = record
    self.patients = patients
    self.who = who
  }

  package var all: [Statistic] {
    discrimination + calls + calibration + atHorizon + netBenefit + subgroups + shares
  }

  // MARK: What each is of

  /// Of everybody.
  private func entry(_ code: StatisticCode, _ how: String) -> Statistic? {
    record.statistic(code).map { $0.noted(note(how)) }
  }

  /// Of those who have every clinical variable.
  private func compared(_ code: StatisticCode, _ subject: StatisticSubject, _ how: String) -> Statistic? {
    record.comparison?.statistics.first { $0.code == code && $0.subject == subject }.map { $0.noted(note(how)) }
  }

  private func note(_ how: String) -> String { [how, who].filter { !$0.isEmpty }.joined(separator: "; ") }

  // MARK: Figures

  private var discrimination: [Statistic] {
    [
      entry(.harrell, "Harrell"), compared(.harrell, .clinical, "Harrell"), compared(.harrell, .combined, "Harrell"),
      compared(.harrell, .gain, "paired"),
    ].compactMap(\.self)
  }

  private static let weighted = "by the horizon, weighted for censoring"

  private var calls: [Statistic] {
    let codes: [StatisticCode] = [.sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue]
    return
      (codes.map { entry($0, Self.weighted) }
      + [compared(.sensitivityAtEqualSpecificity, .clinical, Self.weighted)]).compactMap(\.self)
  }

  /// Where a clinical variable is missing, the probability is the slide's alone.
  private var basis: String {
    let isComplete = record.comparison?.count == record.count
    return "slide and clinical variables" + (isComplete ? "" : " where all are known")
  }

  private var calibration: [Statistic] {
    let how = "by the horizon, Kaplan and Meier; \(basis)"
    return [
      entry(.calibrationSlope, basis), entry(.observedToExpected, how), entry(.predictedRisk, how),
      entry(.observedRisk, how),
    ].compactMap(\.self)
  }

  private var atHorizon: [Statistic] {
    let cases = "cumulative cases, dynamic controls, weighted for censoring"
    return [
      entry(.auc, cases), compared(.auc, .clinical, cases), compared(.auc, .combined, cases),
      entry(.brier, "\(basis), weighted for censoring"),
      entry(.predictionAccuracy, "1 - Brier score / that of the mean risk; \(basis)"),
    ].compactMap(\.self)
  }

  /// Where a bundle's calls begin.
  private var netBenefit: [Statistic] {
    guard let everybody = record[.netBenefitOfAll] else { return [] }
    let how =
      "relapses found a patient, less false calls at the threshold's odds; treating everybody has "
      + "\(FigureText.decimal(everybody.estimate)); \(basis)"
    return [share(.netBenefit, how)].compactMap(\.self)
  }

  private var subgroups: [Statistic] {
    record.all(.harrell).filter { $0.subject.level != nil }.map { $0.noted(note("c-index, slide score")) }
  }

  private var shares: [Statistic] {
    let strange = patients.outOfDistribution.map { count in
      Statistic(
        .outOfDistribution, .score, Estimate(Double(count) / Double(record.count)), count: record.count, note: who)
    }
    return [share(.calledHigh, ""), strange].compactMap(\.self)
  }

  /// Of everybody, whatever became of them.
  private func share(_ code: StatisticCode, _ how: String) -> Statistic? {
    record.statistic(code).map { Statistic(code, $0.subject, $0.value, count: $0.count, note: note(how)) }
  }
}
