import Prognosis
import SurvivalStatistics

/// What a nested cross-validation found: every figure is of patients whom neither the networks nor the choice of their recipe nor
/// the Cox model had seen. The Cox model of a fold is fitted on the out-of-fold scores of the other folds.
public struct OutOfFold: Hashable, Sendable {
  /// Score of each patient: the mean of the networks that had not seen her.
  public let scores: [Double]
  /// Harrell's c of the scores, on all patients.
  public let slide: Concordance
  /// Of the clinical variables alone, on the patients who have them all, as all below.
  public let clinical: Concordance
  /// Of slide and clinical variables.
  public let combined: Concordance
  /// Combined less clinical.
  public let gain: ConcordanceDifference
  /// Of the combined model.
  public let slope: CalibrationSlope
  /// Mean probability within the horizon.
  public let expectedRisk: Double
  /// 1 - S at the horizon, Kaplan and Meier.
  public let observedRisk: Double
  /// The probability from which a call is high.
  public let threshold: Double
  /// The combined model there.
  let accuracy: HorizonAccuracy?
  /// The clinical variables alone where their specificity is no lower.
  let clinicalAccuracy: HorizonAccuracy?
  private let events: Int
  private let completeEvents: Int
  private let complete: Int

  init(
    _ scores: [Double], _ patients: [TrainingPatient], _ fit: PrognosisFit, _ folds: [Int], plan: TrainingPlan,
    rule: ThresholdRule, horizon: Double
  ) throws(TrainingFailure) {
    let combined = try Self.probabilities(fit, [.slideScore] + fit.covariates, scores, folds, patients, horizon)
    let clinical = try Self.probabilities(fit, fit.covariates, scores, folds, patients, horizon)
    let times = fit.complete.map { patients[$0].outcome }
    do {
      slide = try concordance(scores: scores, times: patients.map(\.outcome))
      self.clinical = try concordance(scores: clinical, times: times)
      self.combined = try concordance(scores: combined, times: times)
      gain = try ConcordanceDifference(combined, clinical, times, random: plan.random(.bootstrap))
      slope = try CalibrationSlope(combined, times)
      observedRisk = 1 - (try KaplanMeier(times)).survival(at: horizon)
    } catch { throw .statistics(error) }
    expectedRisk = combined.reduce(0, +) / Double(combined.count)
    accuracy = Self.accuracy(rule, combined, times, horizon)
    threshold = Self.threshold(rule, accuracy)
    clinicalAccuracy = accuracy.flatMap { .at(specificity: $0.specificity, clinical, times, horizon: horizon) }
    self.scores = scores
    events = patients.count { $0.outcome.event }
    complete = times.count
    completeEvents = times.count { $0.event }
  }

  private static func accuracy(
    _ rule: ThresholdRule, _ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double
  ) -> HorizonAccuracy? {
    switch rule {
    case .probability(let value): HorizonAccuracy(probabilities, times, threshold: value, horizon: horizon)
    case .specificity(let wanted): .at(specificity: wanted, probabilities, times, horizon: horizon)
    }
  }

  private static func threshold(_ rule: ThresholdRule, _ accuracy: HorizonAccuracy?) -> Double {
    if case .probability(let value) = rule { return value }
    return accuracy?.threshold ?? 0
  }

  /// For each patient with all covariates, from the model of the other folds.
  private static func probabilities(
    _ fit: PrognosisFit, _ columns: [Covariate], _ scores: [Double], _ folds: [Int], _ patients: [TrainingPatient],
    _ horizon: Double
  ) throws(TrainingFailure) -> [Double] {
    var models: [Int: PrognosticModel] = [:]
    for fold in Set(folds).sorted() {
      models[fold] = try fit.model(columns, scores, fit.complete.filter { folds[$0] != fold })
    }
    return fit.complete.compactMap { index in
      models[folds[index]]?.predict(
        score: scores[index], scoreSD: nil, clinical: patients[index].clinical, horizon: horizon)?.probability
    }
  }
}

extension OutOfFold {
  /// The figures for the card.
  func performance(_ plan: TrainingPlan) -> [PerformanceFigure] {
    let rounds = plan.repeats > 1 ? ", \(plan.repeats) rounds" : ""
    let note = "out of fold, nested \(plan.folds)-fold cross-validation\(rounds)"
    let models = "\(completeEvents) relapses; \(note); Cox model of the other folds"
    var figures = [
      PerformanceFigure("c-index, slide score", slide, scores.count, "Harrell; \(events) relapses; \(note)"),
      PerformanceFigure("c-index, clinical variables alone", clinical, complete, "Harrell; \(models)"),
      PerformanceFigure("c-index, slide and clinical variables", combined, complete, "Harrell; \(models)"),
      PerformanceFigure(gain, complete, models),
      PerformanceFigure(slope, complete, models),
      PerformanceFigure(name: "mean predicted risk", estimate: expectedRisk, count: complete, note: models),
      PerformanceFigure(
        name: "observed risk", estimate: observedRisk, count: complete, note: "Kaplan and Meier; \(note)"),
    ]
    if let accuracy {
      figures.append(sensitivity("at the threshold", accuracy, models))
      figures.append(
        PerformanceFigure(
          name: "specificity at the threshold", estimate: accuracy.specificity, count: complete,
          note: "within the horizon, Kaplan and Meier; \(models)"))
    }
    if let clinicalAccuracy {
      figures.append(sensitivity("of the clinical variables at no lower specificity", clinicalAccuracy, models))
    }
    return figures
  }

  private func sensitivity(_ name: String, _ accuracy: HorizonAccuracy, _ note: String) -> PerformanceFigure {
    PerformanceFigure(
      name: "sensitivity \(name)", estimate: accuracy.sensitivity, count: complete,
      note: "within the horizon, Kaplan and Meier; \(note)")
  }
}

extension PerformanceFigure {
  /// Normal limits on the scale of c.
  init(_ name: String, _ concordance: Concordance, _ count: Int, _ note: String) {
    let margin = normalQuantile975 * concordance.standardError
    self.init(
      name: name, estimate: concordance.index, lower: max(0, concordance.index - margin),
      upper: min(1, concordance.index + margin), count: count, note: note)
  }

  init(_ gain: ConcordanceDifference, _ count: Int, _ note: String) {
    self.init(
      name: "c-index, gain of the slide over the clinical variables", estimate: gain.estimate, lower: gain.lower,
      upper: gain.upper, count: count, note: "paired bootstrap, \(ConcordanceDifference.draws) draws; \(note)")
  }

  init(_ slope: CalibrationSlope, _ count: Int, _ note: String) {
    self.init(
      name: "calibration slope", estimate: slope.estimate, lower: slope.lower, upper: slope.upper, count: count,
      note: "slide and clinical variables; \(note)")
  }
}
