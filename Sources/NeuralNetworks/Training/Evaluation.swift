import Foundation
import Prognosis
import SurvivalStatistics

/// How a bundle does on patients it has not seen.
public struct Evaluation: Sendable {
  /// Patients evaluated.
  public let patients: Int
  /// Relapses among them.
  public let events: Int
  /// Harrell's c of the slide score.
  public let slide: Concordance
  /// Of the bundle's clinical variables alone, on the patients who have them all.
  public let clinical: Concordance?
  /// Of slide and clinical variables, on the same patients.
  public let combined: Concordance?
  /// Combined less clinical, on the same patients.
  public let gain: Bootstrap.Interval?
  /// Of the combined model, on the same patients; `nil` where it cannot be estimated.
  public let slope: CoxEffect?
  /// Of the true log-hazard of the slide, where the cohort was simulated.
  public let truth: Concordance?
  /// How far the slide score goes from chance to the truth: (c - 0.5) / (c of the truth - 0.5).
  public var shareOfTruth: Double? {
    truth.flatMap { $0.index == 0.5 ? nil : (slide.index - 0.5) / ($0.index - 0.5) }
  }
  /// Area under the ROC curve of the attention against the tiles' truth, one a patient whose tiles are of both kinds.
  public let attentionAreas: [Double]
  /// Patients called high by the combined model, or by the slide alone where variables are missing.
  public let calledHigh: Int
  /// Mean probability within the horizon of all patients, and what Kaplan and Meier see.
  public let meanProbability: Double
  /// 1 - S at the horizon.
  public let observedRisk: Double
  /// Patients out of distribution.
  public let outOfDistribution: Int
  /// Score of each patient, in their order.
  public let scores: [Double]
  /// Observed courses of those called high and low.
  public let curves: [KaplanMeierCurve]

  /// Scores `patients` with `bundle`; at least one pair of them can be compared.
  ///
  /// - Parameter trueSlideLogHazards: one a patient, where the cohort was simulated.
  public init(
    _ bundle: ModelBundle, on patients: [TrainingPatient], trueSlideLogHazards: [Double]? = nil
  ) throws(TrainingFailure) {
    for patient in patients { try patient.check(width: bundle.width) }
    let outcomes = patients.map(\.outcome)
    do {
      var scored: [BundleScore] = []
      for patient in patients { scored.append(try bundle.score(patient.bag)) }
      let scores = scored.map(\.score.mean)
      slide = try concordance(scores: scores, times: outcomes)
      truth = try trueSlideLogHazards.map { try concordance(scores: $0, times: outcomes) }
      let complete = patients.indices.filter { bundle.combined.missing(patients[$0].clinical).isEmpty }
      let times = complete.map { outcomes[$0] }
      let predicted = Self.probabilities(bundle.combined.slideAndClinical, bundle, patients, scores, complete)
      let known = bundle.card.clinicalOnly.flatMap { Self.probabilities($0, bundle, patients, scores, complete) }
      combined = predicted.flatMap { try? concordance(scores: $0, times: times) }
      clinical = known.flatMap { try? concordance(scores: $0, times: times) }
      gain = predicted.flatMap { predicted in known.flatMap { Self.gain(predicted, $0, times) } }
      slope = predicted.flatMap {
        try? calibrationSlope(linearPredictors: $0.map { log(-log1p(-$0)) }, times: times)
      }
      let estimates = zip(patients, scored).compactMap {
        bundle.combined.estimate(
          score: $1.score.mean, scoreSD: $1.score.standardDeviation, clinical: $0.clinical)
      }
      calledHigh = estimates.count { $0.probability >= bundle.combined.threshold }
      meanProbability = estimates.reduce(0) { $0 + $1.probability } / Double(max(1, estimates.count))
      observedRisk = 1 - (try KaplanMeier(outcomes)).survival(at: bundle.combined.horizonYears)
      curves = try bundle.combined.curves(patients, scores: scores)
      attentionAreas = zip(patients, scored).compactMap(Self.attentionArea)
      outOfDistribution = scored.count { $0.isOutOfDistribution }
      self.scores = scores
    } catch let failure as SurvivalFailure {
      throw .statistics(failure)
    } catch let failure as PrognosisFailure {
      throw .prognosis(failure)
    } catch let failure as BundleFailure {
      throw .bundle(failure)
    } catch {
      throw .bundle(.badCard(file: "model.toml", reason: "\(error)"))
    }
    self.patients = patients.count
    events = outcomes.count { $0.event }
  }

  /// Probability of relapse within the horizon of the patients at `indices`; `nil` where one has none.
  private static func probabilities(
    _ model: PrognosticModel, _ bundle: ModelBundle, _ patients: [TrainingPatient], _ scores: [Double], _ indices: [Int]
  ) -> [Double]? {
    let found = indices.compactMap { index in
      model.predict(
        score: scores[index], scoreSD: nil, clinical: patients[index].clinical, horizon: bundle.combined.horizonYears)?
        .probability
    }
    return found.count == indices.count ? found : nil
  }

  private static func gain(_ first: [Double], _ second: [Double], _ times: [SurvivalTime]) -> Bootstrap.Interval? {
    var random = RandomSource(seed: 1)
    return try? Bootstrap(count: times.count, resamples: 1000, using: &random) { (rows) throws(SurvivalFailure) in
      let drawn = rows.map { times[$0] }
      return [
        try concordance(scores: rows.map { first[$0] }, times: drawn).index,
        try concordance(scores: rows.map { second[$0] }, times: drawn).index,
      ]
    }.difference(0, 1)
  }

  /// `nil` where the truth is not known or all tiles are alike.
  private static func attentionArea(_ patient: TrainingPatient, _ scored: BundleScore) -> Double? {
    patient.truth.flatMap { try? rocAUC(scores: scored.score.attention.map { Double($0) }, labels: $0) }
  }

  /// Mean of ``attentionAreas``, and its standard error.
  public var attentionArea: (mean: Double, standardError: Double)? {
    guard attentionAreas.count > 1 else { return nil }
    let count = Double(attentionAreas.count)
    let mean = attentionAreas.reduce(0, +) / count
    let squares = attentionAreas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
  }

  /// The figures for the card, each with where it was taken; `cohort` names the patients.
  public func performance(cohort: String) -> [PerformanceFigure] {
    var figures = [figure("c-index, slide score", slide, cohort)]
    if let clinical { figures.append(figure("c-index, clinical variables alone", clinical, cohort)) }
    if let combined { figures.append(figure("c-index, slide and clinical variables", combined, cohort)) }
    if let gain {
      figures.append(
        PerformanceFigure(
          .gain, gain.estimate, lower: gain.lower, upper: gain.upper, count: patients,
          note: "paired bootstrap; \(events) relapses; \(cohort)"))
    }
    if let truth { figures.append(figure("c-index, true slide log-hazard", truth, cohort)) }
    if let shareOfTruth {
      figures.append(
        PerformanceFigure(
          name: "share of the way from chance to the true slide log-hazard", estimate: shareOfTruth, count: patients,
          note: "(c - 0.5) / (c of the truth - 0.5); \(cohort)"))
    }
    if let (mean, error) = attentionArea {
      figures.append(
        PerformanceFigure(
          name: "AUC, attention against high-grade tumour tiles", estimate: mean, lower: max(0, mean - 1.96 * error),
          upper: min(1, mean + 1.96 * error), count: attentionAreas.count,
          note: "mean over the slides that have both kinds of tiles; \(cohort)"))
    }
    return figures + calibration(cohort)
  }

  private func calibration(_ cohort: String) -> [PerformanceFigure] {
    (slope.map { slope in
      let margin = normalQuantile975 * slope.standardError
      return [
        PerformanceFigure(
          .slope, slope.coefficient, lower: slope.coefficient - margin, upper: slope.coefficient + margin,
          count: patients, note: cohort)
      ]
    } ?? []) + [
      PerformanceFigure(
        name: "mean predicted risk", estimate: meanProbability, count: patients,
        note: "within the horizon, slide and clinical variables where all are known; \(cohort)"),
      PerformanceFigure(
        name: "observed risk", estimate: observedRisk, count: patients, note: "Kaplan and Meier; \(cohort)"),
      PerformanceFigure(
        name: "share called high", estimate: Double(calledHigh) / Double(max(1, patients)), count: patients,
        note: cohort),
      PerformanceFigure(
        name: "share out of distribution", estimate: Double(outOfDistribution) / Double(max(1, patients)),
        count: patients, note: cohort),
    ]
  }

  private func figure(_ name: String, _ concordance: Concordance, _ cohort: String) -> PerformanceFigure {
    let margin = normalQuantile975 * concordance.standardError
    return PerformanceFigure(
      name: name, estimate: concordance.index, lower: max(0, concordance.index - margin),
      upper: min(1, concordance.index + margin), count: patients, note: "Harrell; \(events) relapses; \(cohort)")
  }
}
