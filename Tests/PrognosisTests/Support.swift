import Basics
import Foundation
import Prognosis
import SurvivalStatistics

extension SeededDraws {
  mutating func uniform(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
}

/// Patients whose hazard is `0.02 exp(0.8 score + 0.5 grade3 + 0.1 nodes)` a year, followed for 5 to 9 years.
struct DrawnCohort {
  var scores: [Double] = []
  var clinical: [ClinicalVariables] = []
  var observations: [SurvivalTime] = []

  init(count: Int, seed: UInt64) {
    var random = SeededDraws(seed: seed)
    for _ in 0..<count {
      let score = random.uniform(-1...1) + random.uniform(-1...1)
      let variables = ClinicalVariables(
        age: random.uniform(30...85).rounded(), grade: Int.random(in: 1...3, using: &random),
        tumourSizeMM: random.uniform(5...50).rounded(), positiveNodes: max(0, Int.random(in: -5...6, using: &random)),
        ki67: random.uniform(1...60).rounded(), er: .positive, her2: .negative)
      let hazard = 0.02 * exp(Self.logHazard(score, variables))
      let relapse = -log(random.uniform(1e-12...1)) / hazard
      let end = random.uniform(5...9)
      scores.append(score)
      clinical.append(variables)
      observations.append(SurvivalTime(time: min(relapse, end), event: relapse <= end))
    }
  }

  static func logHazard(_ score: Double, _ clinical: ClinicalVariables) -> Double {
    0.8 * score + (clinical.grade == 3 ? 0.5 : 0) + 0.1 * Double(clinical.positiveNodes ?? 0)
  }

  func model(_ covariates: [Covariate]) throws -> PrognosticModel {
    try .fit(scores: scores, clinical: clinical, observations: observations, covariates: covariates)
  }
}

/// A model that can be worked in the head: H(5) = 0.05 exp(lp), certain of everything but the score.
func plainModel(_ covariates: [Covariate], _ coefficients: [Double], _ ranges: [TrainingRange]) throws
  -> PrognosticModel
{
  let size = covariates.count
  let zero = [Double](repeating: 0, count: size)
  let baseline = BaselineHazard(
    times: [5], cumulativeHazard: [0.05], variance: [0], meanIntegral: [zero], lastTime: 8, columns: size)
  guard let baseline else { throw PrognosisFailure.inconsistent("baseline") }
  return try PrognosticModel(
    basis: size > 1 ? .slideAndClinical : .slide, covariates: covariates, coefficients: coefficients, means: zero,
    covariance: [[Double]](repeating: zero, count: size), baseline: baseline, ranges: ranges, count: 100, events: 10)
}

/// `plainModel` with 1 for the score, and 0.5 for grade 3 where clinical variables are weighed.
func plainCombinedModel() throws -> CombinedModel {
  let score = TrainingRange(lower: -2, upper: 2)
  return try CombinedModel(
    slideOnly: try plainModel([.slideScore], [1], [score]),
    slideAndClinical: try plainModel(
      [.slideScore, .grade3, .ageDecades], [1, 0.5, 0],
      [score, TrainingRange(lower: 0, upper: 1), TrainingRange(lower: 3, upper: 8.5)]))
}

/// The failure that `body` throws, `nil` where it throws none.
func failure<Value>(_ body: () throws -> Value) -> PrognosisFailure? {
  do {
    _ = try body()
    return nil
  } catch { return error as? PrognosisFailure }
}
