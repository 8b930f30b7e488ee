import Foundation
import SurvivalStatistics

/// A proportional hazards model, as far as predicting asks.
struct Prediction {
  /// One a patient, against the subject of the baseline.
  let predictors: [Double]
  let baseline: CumulativeBaseline

  func probabilities(at time: Double) -> [Double] { predictors.map { baseline.probability($0, at: time) } }
}

extension Composer {
  /// Probabilities by the horizon, before the threshold asks for them.
  mutating func resolveRisks() {
    switch plan.risks {
    case .none: leaveOut(.calibration, .noProbability)
    case .score: report.calibration = CalibrationReport(basis: .score, probabilities: plan.score)
    case .probabilities(let values): report.calibration = CalibrationReport(basis: .model, probabilities: values)
    case .model(let predictors, let baseline): predict(.model, Prediction(predictors: predictors, baseline: baseline))
    case .refit: refit()
    }
  }

  private mutating func predict(_ basis: CalibrationReport.Basis, _ prediction: Prediction) {
    guard horizon <= prediction.baseline.lastTime else {
      return leaveOut(.calibration, .modelEnds(last: prediction.baseline.lastTime))
    }
    self.prediction = prediction
    report.calibration = CalibrationReport(basis: basis, probabilities: prediction.probabilities(at: horizon))
  }

  private mutating func refit() {
    let (score, times) = (plan.score, plan.times)
    guard
      let model = take(
        .calibration,
        { () throws(SurvivalFailure) in try CoxRegression.fit([CoxCovariate("score", score)], times: times) })
    else { return }
    let baseline = CumulativeBaseline(
      times: model.baseline.times, hazards: model.baseline.cumulativeHazard, lastTime: model.baseline.lastTime)
    predict(.refit, Prediction(predictors: score.map { model.linearPredictor([$0]) }, baseline: baseline))
  }

  /// Everything that needs probabilities.
  mutating func calibrate() {
    guard let calibration = report.calibration else {
      leaveOut(.brier, .noProbability)
      return leaveOut(.decisionCurve, .noProbability)
    }
    let (probabilities, times, horizon) = (calibration.probabilities, plan.times, horizon)
    brier(probabilities)
    let mean = take(.calibration, about: "O/E") { () throws(SurvivalFailure) in
      try meanCalibration(probabilities: probabilities, times: times, horizon: horizon)
    }
    let slope = slope(calibration)
    let groups = take(.calibration, about: "groups") { () throws(SurvivalFailure) in
      try calibrationGroups(probabilities: probabilities, times: times, horizon: horizon)
    }
    let curve = take(.calibrationCurve) { () throws(SurvivalFailure) in
      try calibrationCurve(probabilities: probabilities, times: times, horizon: horizon)
    }
    report.calibration?.mean = mean
    report.calibration?.slope = slope
    report.calibration?.groups = groups ?? []
    report.calibration?.curve = curve
    report.decision =
      take(.decisionCurve) { () throws(SurvivalFailure) in
        try netBenefit(
          probabilities: probabilities, times: times, horizon: horizon, thresholds: Self.thresholdProbabilities)
      } ?? []
  }

  /// 1 to 50 %: beyond, nobody would ask a model.
  private static let thresholdProbabilities = (1...50).map { Double($0) / 100 }

  private mutating func slope(_ calibration: CalibrationReport) -> Estimate? {
    guard calibration.basis != .refit else {
      leaveOut(.calibrationSlope, .byConstruction)
      return nil
    }
    let times = plan.times
    let predictors = slopePredictors(calibration)
    return take(.calibrationSlope) { () throws(SurvivalFailure) in
      let effect = try calibrationSlope(linearPredictors: predictors, times: times)
      let margin = normalQuantile975 * effect.standardError
      return Estimate(effect.coefficient, effect.coefficient - margin, effect.coefficient + margin, .formula)
    }
  }

  /// The model's own, or log(-log(1 - p)), which is the linear predictor but for a constant.
  func slopePredictors(_ calibration: CalibrationReport) -> [Double] {
    prediction?.predictors ?? calibration.probabilities.map { log(-log1p(-$0)) }
  }

  private mutating func brier(_ probabilities: [Double]) {
    let (times, horizon, accuracy) = (plan.times, horizon, options.accuracy)
    guard
      let score = take(
        .brier,
        { () throws(SurvivalFailure) in
          try brierScore(probabilities: probabilities, times: times, horizon: horizon, options: accuracy)
        })
    else { return }
    report.accuracy.brier = Estimate(score.score)
    report.accuracy.nullBrier = score.null
    report.accuracy.predictionAccuracy = Estimate(score.indexOfPredictionAccuracy)
    guard let prediction else { return }
    let scores = options.grid.compactMap { time in
      try? brierScore(
        probabilities: prediction.probabilities(at: time), times: times, horizon: time, options: accuracy)
    }
    report.accuracy.brierOverTime = scores.map { TimedEstimate(time: $0.horizon, estimate: Estimate($0.score)) }
    report.accuracy.integratedBrier = integratedBrierScore(scores)
  }
}
