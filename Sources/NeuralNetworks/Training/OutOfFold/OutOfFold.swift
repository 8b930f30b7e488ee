import Evaluation
import Foundation
import Prognosis
import SurvivalStatistics

/// What a nested cross-validation found, of patients whom neither the networks nor the choice of their recipe nor the
/// Cox model had seen: the Cox model of a fold is fitted on the out-of-fold scores of the other folds. A threshold that
/// is chosen for its specificity is chosen on the very probabilities that it is judged on, so that its figures are
/// apparent.
public struct OutOfFold: Hashable, Sendable {
  typealias Place = OutOfFoldStatistics.Place

  /// Score of each patient: the mean of the networks that had not seen that patient.
  public let scores: [Double]
  /// Harrell's c of the scores, on all patients.
  public let slide: Concordance
  /// Concordance of the clinical variables alone, on the patients who have them all, as all below.
  public let clinical: Concordance
  /// Concordance of slide and clinical variables.
  public let combined: Concordance
  /// Combined less clinical, paired; `nil` where hardly a resample has a pair that can be compared.
  public let gain: Bootstrap.Interval?
  /// Calibration slope of the combined model: the coefficient of log(-log(1 - p)).
  public let slope: CoxEffect
  /// Calibration of the combined model at the horizon; `nil` where follow-up does not reach it, or nobody relapsed.
  public let calibration: MeanCalibration?
  /// The probability from which a call is high.
  public let threshold: Double
  /// Accuracy of the combined model's call; `nil` where follow-up does not reach the horizon, or nobody relapsed.
  let call: ThresholdAccuracy?
  let callLimits: ThresholdLimits
  /// Sensitivity of the clinical variables at the specificity of the call.
  let clinicalSensitivity: Bootstrap.Interval?
  /// Whether the combined model calls high the patients who have all covariates, each by the model of the other folds.
  let isHigh: [Bool]
  private let isThresholdChosen: Bool
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
      slope = try calibrationSlope(linearPredictors: combined.map { log(-log1p(-$0)) }, times: times)
      threshold = try rule.threshold(combined, times, horizon: horizon)
      let statistics = OutOfFoldStatistics(
        combined: combined, clinical: clinical, times: times, threshold: threshold, horizon: horizon)
      let bootstrap = try statistics.bootstrap(plan.random(.bootstrap))
      gain = bootstrap.difference(Place.combined.rawValue, Place.clinical.rawValue)
      (call, callLimits) = statistics.call.map { ($0.accuracy, $0.limits) } ?? (nil, .none)
      clinicalSensitivity = bootstrap.interval(Place.clinicalSensitivity.rawValue)
    } catch { throw .statistics(error) }
    calibration = try? meanCalibration(probabilities: combined, times: times, horizon: horizon)
    let threshold = threshold
    isHigh = combined.map { $0 >= threshold }
    isThresholdChosen = rule.isChosen
    self.scores = scores
    events = patients.count { $0.outcome.event }
    complete = times.count
    completeEvents = times.count { $0.event }
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
  func performance(_ plan: TrainingPlan) -> [Statistic] {
    let rounds = plan.repeats > 1 ? ", \(plan.repeats) rounds" : ""
    let note = "out of fold, nested \(plan.folds)-fold cross-validation\(rounds)"
    let models = "\(note); Cox model of the other folds"
    let discrimination = [
      Statistic(
        .harrell, .score, Estimate(slide.index, standardError: slide.standardError), count: scores.count,
        events: events, note: "Harrell; \(note)"),
      entry(.harrell, .clinical, Estimate(clinical.index, standardError: clinical.standardError), "Harrell; \(models)"),
      entry(.harrell, .combined, Estimate(combined.index, standardError: combined.standardError), "Harrell; \(models)"),
    ]
    let gain = gain.map { entry(.harrell, .gain, Estimate($0), "paired; \(models)") }
    return discrimination + [gain].compactMap(\.self) + callFigures(models) + calibrationFigures(models)
  }

  /// Of those who have every clinical variable.
  private func entry(
    _ code: StatisticCode, _ subject: StatisticSubject, _ value: Estimate, _ note: String
  ) -> Statistic {
    Statistic(code, subject, value, count: complete, events: completeEvents, note: note)
  }

  private func callFigures(_ models: String) -> [Statistic] {
    let choice = isThresholdChosen ? "; apparent: the threshold was chosen on these very probabilities" : ""
    let note = "by the horizon, weighted for censoring; \(models)\(choice)"
    let measures: [(StatisticCode, Double?, WilsonLimits?)] = [
      (.sensitivity, call?.sensitivity, callLimits.sensitivity),
      (.specificity, call?.specificity, callLimits.specificity),
      (.positivePredictiveValue, call?.positivePredictiveValue, callLimits.positivePredictiveValue),
      (.negativePredictiveValue, call?.negativePredictiveValue, callLimits.negativePredictiveValue),
    ]
    let figures = measures.compactMap { code, share, limits in
      share.map { entry(code, .combined, Estimate($0, limits), note) }
    }
    let clinical = clinicalSensitivity.map { entry(.sensitivityAtEqualSpecificity, .clinical, Estimate($0), note) }
    let calledHigh = entry(
      .calledHigh, .combined, Estimate(Double(isHigh.count { $0 }) / Double(complete)), models + choice)
    return figures + [clinical].compactMap(\.self) + [calledHigh]
  }

  private func calibrationFigures(_ models: String) -> [Statistic] {
    let margin = normalQuantile975 * slope.standardError
    let limits = Estimate(slope.coefficient, slope.coefficient - margin, slope.coefficient + margin, .formula)
    let mean = calibration.map { mean in
      let note = "by the horizon, Kaplan and Meier; \(models)"
      return [
        entry(.observedToExpected, .combined, Estimate(mean.ratio, mean.lower, mean.upper, .formula), note),
        entry(.predictedRisk, .combined, Estimate(mean.expected), note),
        entry(.observedRisk, .combined, Estimate(mean.observed), note),
      ]
    }
    return [entry(.calibrationSlope, .combined, limits, "slide and clinical variables; \(models)")] + (mean ?? [])
  }
}
