import Foundation
import SurvivalStatistics

/// A proportional hazards model, as far as predicting asks.
struct Prediction {
  /// One per patient, against the subject of the baseline.
  let predictors: [Double]
  let baseline: CumulativeBaseline

  func probabilities(at time: Double) -> [Double] { predictors.map { baseline.probability($0, at: time) } }
}

extension Composer {
  /// Probabilities by the horizon, before the threshold asks for them.
  mutating func resolveRisks() {
    switch plan.risks {
    case .none: leaveOut(.calibration, .noProbability)
    case .score: calibrate(.score, plan.score)
    case .probabilities(let values): calibrate(.model, values)
    case .model(let predictors, let baseline): predict(.model, Prediction(predictors: predictors, baseline: baseline))
    case .refit: refit()
    }
  }

  private mutating func calibrate(_ basis: CalibrationRecord.Basis, _ values: [Double]) {
    probabilities = values
    record.calibration = CalibrationRecord(basis: basis, risks: RiskCounts(values, plan.times, horizon))
  }

  private mutating func predict(_ basis: CalibrationRecord.Basis, _ prediction: Prediction) {
    guard horizon <= prediction.baseline.lastTime else {
      return leaveOut(.calibration, .modelEnds(last: prediction.baseline.lastTime))
    }
    self.prediction = prediction
    calibrate(basis, prediction.probabilities(at: horizon))
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
    guard let calibration = record.calibration, let probabilities else {
      leaveOut(.brier, .noProbability)
      return leaveOut(.decisionCurve, .noProbability)
    }
    let (times, horizon) = (plan.times, horizon)
    brier(probabilities)
    let mean = take(.calibration, about: "O/E") { () throws(SurvivalFailure) in
      try meanCalibration(probabilities: probabilities, times: times, horizon: horizon)
    }
    add(mean)
    add(.calibrationSlope, risk, slope(calibration.basis, probabilities))
    let groups = take(.calibration, about: "groups") { () throws(SurvivalFailure) in
      try calibrationGroups(probabilities: probabilities, times: times, horizon: horizon)
    }
    let curve = take(.calibrationCurve) { () throws(SurvivalFailure) in
      try calibrationCurve(probabilities: probabilities, times: times, horizon: horizon)
    }
    record.calibration?.groups = groups ?? []
    add(curve)
    record.decision =
      take(.decisionCurve) { () throws(SurvivalFailure) in
        try netBenefit(
          probabilities: probabilities, times: times, horizon: horizon, thresholds: Self.thresholdProbabilities)
      } ?? []
    benefit(probabilities)
  }

  private mutating func add(_ mean: MeanCalibration?) {
    guard let mean else { return }
    add(.observedToExpected, risk, Estimate(mean.ratio, mean.lower, mean.upper, .formula))
    add(.predictedRisk, risk, Estimate(mean.expected))
    add(.observedRisk, risk, Estimate(mean.observed))
  }

  private mutating func add(_ curve: CalibrationCurve?) {
    guard let curve else { return }
    add(.calibrationIndex, risk, Estimate(curve.integratedCalibrationIndex))
    add(.calibrationE50, risk, Estimate(curve.e50))
    add(.calibrationE90, risk, Estimate(curve.e90))
    add(.calibrationEMax, risk, Estimate(curve.eMax))
    record.calibration?.curve = zip(curve.predicted, curve.observed).sorted { $0.0 < $1.0 }
      .map { CalibrationRecord.Point(predicted: $0.0, observed: $0.1) }
  }

  /// At the threshold of the calls. High is strictly above a threshold here, too: hence the number before it.
  private mutating func benefit(_ probabilities: [Double]) {
    guard let threshold = record.call?.threshold.probability else { return }
    let found = try? netBenefit(
      probabilities: probabilities, times: plan.times, horizon: horizon, thresholds: [threshold.nextDown]
    ).first
    guard let found, let model = found.model else { return }
    add(.netBenefit, risk, Estimate(model))
    add(.netBenefitOfAll, risk, Estimate(found.treatAll))
  }

  /// 1 to 50 %: beyond, nobody would ask a model.
  private static let thresholdProbabilities = (1...50).map { Double($0) / 100 }

  private mutating func slope(_ basis: CalibrationRecord.Basis, _ probabilities: [Double]) -> Estimate? {
    guard !basis.isFitted else {
      leaveOut(.calibrationSlope, .byConstruction)
      return nil
    }
    let times = plan.times
    let predictors = slopePredictors(probabilities)
    return take(.calibrationSlope) { () throws(SurvivalFailure) in
      let effect = try calibrationSlope(linearPredictors: predictors, times: times)
      let margin = normalQuantile975 * effect.standardError
      return Estimate(effect.coefficient, effect.coefficient - margin, effect.coefficient + margin, .formula)
    }
  }

  /// The model's own, or log(-log(1 - p)), which is the linear predictor but for a constant.
  private func slopePredictors(_ probabilities: [Double]) -> [Double] {
    prediction?.predictors ?? probabilities.map { log(-log1p(-$0)) }
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
    add(.brier, risk, Estimate(score.score))
    add(.nullBrier, risk, Estimate(score.null))
    add(.predictionAccuracy, risk, Estimate(score.indexOfPredictionAccuracy))
    guard let prediction else { return }
    let scores = options.grid.compactMap { time in
      try? brierScore(
        probabilities: prediction.probabilities(at: time), times: times, horizon: time, options: accuracy)
    }
    for score in scores { add(.brierAtTime, risk, Estimate(score.score), at: score.horizon) }
    add(.integratedBrier, risk, integratedBrierScore(scores).map { Estimate($0) })
  }
}

extension CalibrationRecord.Basis {
  /// Whether the probabilities were fitted to the very patients.
  fileprivate var isFitted: Bool {
    switch self {
    case .refit: true
    case .score, .model: false
    }
  }
}

extension RiskCounts {
  /// At most 25 bins of 1, 2 or 5 %, or as many of 5 % as it takes.
  init(_ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double) {
    let highest = min(1, probabilities.filter(\.isFinite).max() ?? 1) * 1.000_001
    let width = [0.01, 0.02, 0.05].first { highest / $0 <= 25 } ?? 0.05
    let bins = max(1, Int((highest / width).rounded(.up)))
    func bin(_ risk: Double) -> Int {
      var bin = min(bins - 1, max(0, Int(risk / width)))
      if bin + 1 < bins, Double(bin + 1) * width <= risk { bin += 1 }
      if bin > 0, Double(bin) * width > risk { bin -= 1 }
      return bin
    }
    func counts(_ belongs: (SurvivalTime) -> Bool) -> [Int] {
      zip(probabilities, times).filter { $0.0.isFinite && belongs($0.1) }
        .reduce(into: [Int](repeating: 0, count: bins)) { counts, one in counts[bin(one.0)] += 1 }
    }
    self.init(
      width: width, events: counts { $0.event && $0.time <= horizon }, followed: counts { $0.time > horizon },
      censored: counts { !$0.event && $0.time <= horizon })
  }
}
