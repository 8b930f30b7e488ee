import Basics
import Foundation
import Prognosis
import SurvivalStatistics
import Testing

@Suite("a prognostic model")
struct PrognosticModelTests {
  static let all = [Covariate.slideScore] + Covariate.clinical

  @Test("is the Cox model of the same columns, and predicts its hazard at five years")
  func coxModel() throws {
    let cohort = DrawnCohort(count: 200, seed: 1)
    let model = try cohort.model([.slideScore, .ageDecades])
    let cox = try CoxRegression.fit(
      [CoxCovariate("s", cohort.scores), CoxCovariate("a", cohort.clinical.compactMap { $0.age.map { $0 / 10 } })],
      times: cohort.observations)
    #expect(model.coefficients == cox.coefficients)
    #expect(model.covariance == cox.covariance)
    let hazard = cox.cumulativeHazard([0.4, 7], at: 5)
    let estimate = try #require(model.predict(score: 0.4, scoreSD: 0, clinical: ClinicalVariables(age: 70)))
    #expect(abs(estimate.probability - (1 - exp(-hazard.cumulativeHazard))) < 1e-14)
    let margin = 1.959963984540054 * hazard.variance.squareRoot() / hazard.cumulativeHazard
    #expect(abs(estimate.interval.lower - (1 - exp(-hazard.cumulativeHazard * exp(-margin)))) < 1e-14)
    #expect(abs(estimate.interval.upper - (1 - exp(-hazard.cumulativeHazard * exp(margin)))) < 1e-14)
  }

  @Test("finds the hazard ratios that cohorts were drawn with: the mean error of eight is within three standard errors")
  func recovers() throws {
    let truth = [0.8, 0.5, 0, 0.1, 0, 0]
    var error = [Double](repeating: 0, count: 6)
    var variance = error
    for seed in 0..<8 {
      let model = try DrawnCohort(count: 250, seed: UInt64(seed)).model(Self.all)
      #expect(model.basis == .slideAndClinical)
      for index in truth.indices {
        error[index] += model.coefficients[index] - truth[index]
        variance[index] += model.covariance[index][index]
      }
    }
    for index in truth.indices { #expect(abs(error[index]) < 3 * variance[index].squareRoot()) }
  }

  @Test("contributions are named in its order and sum to the linear predictor")
  func contributions() throws {
    let cohort = DrawnCohort(count: 200, seed: 3)
    let estimate = try #require(
      try cohort.model(Self.all).predict(score: 1.2, scoreSD: 0.1, clinical: cohort.clinical[0]))
    #expect(
      estimate.contributions.map(\.name) == ["slide score", "grade 3", "age", "invaded nodes", "tumour size", "Ki-67"])
    #expect(abs(estimate.contributions.reduce(0) { $0 + $1.logHazard } - estimate.linearPredictor) < 1e-14)
  }

  @Test("the spread of the score alone: 1 - exp(-0.05 exp(+-1.96 * 2 * 0.3)) where beta is 2 and the spread 0.3")
  func scoreSpread() throws {
    let model = try plainModel([.slideScore], [2], [TrainingRange(lower: -1, upper: 1)])
    let estimate = try #require(model.predict(score: 0, scoreSD: 0.3, clinical: ClinicalVariables()))
    #expect(abs(estimate.probability - 0.048770575499286) < 1e-14)
    #expect(abs(estimate.interval.lower - (1 - exp(-0.05 * exp(-1.959963984540054 * 0.6)))) < 1e-14)
    #expect(abs(estimate.interval.upper - (1 - exp(-0.05 * exp(1.959963984540054 * 0.6)))) < 1e-14)
  }

  @Test("answers nothing where a variable is missing, after the follow-up, and before the first relapse")
  func noAnswer() throws {
    let cohort = DrawnCohort(count: 100, seed: 4)
    let model = try cohort.model(Self.all)
    var incomplete = cohort.clinical[0]
    incomplete.ki67 = nil
    #expect(model.predict(score: 0, scoreSD: 0, clinical: cohort.clinical[0]) != nil)
    #expect(model.predict(score: 0, scoreSD: 0, clinical: incomplete) == nil)
    #expect(model.predict(score: nil, scoreSD: nil, clinical: cohort.clinical[0]) == nil)
    #expect(model.predict(score: 0, scoreSD: 0, clinical: cohort.clinical[0], horizon: 9.5) == nil)
    #expect(model.predict(score: 0, scoreSD: 0, clinical: cohort.clinical[0], horizon: 0.001) == nil)
  }

  @Test("its 95 % interval holds the true probability of a patient in about 95 % of cohorts")
  func coverage() throws {
    let truth = 1 - exp(-5 * 0.02 * exp(0.8))
    let held = try (0..<60).count { seed in
      var cohort = DrawnCohort(count: 100, seed: 1000 + UInt64(seed))
      // Drawn again, so that the score alone explains the hazard.
      var random = SeededDraws(seed: UInt64(seed))
      cohort.observations = cohort.scores.map {
        let relapse = -log(random.uniform(1e-12...1)) / (0.02 * exp(0.8 * $0))
        return SurvivalTime(time: min(relapse, 8), event: relapse <= 8)
      }
      let estimate = try cohort.model([.slideScore]).predict(score: 1, scoreSD: 0, clinical: ClinicalVariables())
      return estimate.map { $0.interval.lower <= truth && truth <= $0.interval.upper } ?? false
    }
    // Binomial(60, 0.95): mean 57, standard deviation 1.7.
    #expect((52...60).contains(held))
  }

  @Test("knows what the training saw")
  func ranges() throws {
    let model = try plainCombinedModel().slideAndClinical
    let inside = ClinicalVariables(age: 85, grade: 3)
    let outside = ClinicalVariables(age: 90, grade: 3)
    #expect(model.outsideTraining(score: 2, clinical: inside).isEmpty)
    #expect(
      model.outsideTraining(score: -2.5, clinical: outside) == [
        OutsideTraining(covariate: .slideScore, value: -2.5, lower: -2, upper: 2),
        OutsideTraining(covariate: .ageDecades, value: 9, lower: 3, upper: 8.5),
      ])
  }

  @Test("is not fitted where a value is missing, counts differ or nobody is followed for five years")
  func refusals() throws {
    let cohort = DrawnCohort(count: 60, seed: 5)
    var incomplete = cohort
    incomplete.clinical[7].grade = nil
    #expect(failure { try incomplete.model(Self.all) } == .missingValue(covariate: .grade3, index: 7))
    #expect(failure { try incomplete.model([.slideScore]) } == nil)
    var short = cohort
    short.observations = cohort.observations.map { SurvivalTime(time: $0.time / 10, event: $0.event) }
    let last = short.observations.map(\.time).max() ?? 0
    #expect(failure { try short.model([.slideScore]) } == .followUpTooShort(horizon: 5, last: last))
    var fewer = cohort
    fewer.scores.removeLast()
    #expect(failure { try fewer.model([.slideScore]) } == .countsDiffer(scores: 59, clinical: 60, observations: 60))
    var same = cohort
    same.scores = same.scores.map { _ in 1 }
    #expect(failure { try same.model([.slideScore]) } == .survival(.constantColumn("slide score")))
  }

  @Test("survives JSON to the last bit")
  func roundTrip() throws {
    let cohort = DrawnCohort(count: 120, seed: 6)
    let model = try CombinedModel.fit(
      scores: cohort.scores, clinical: cohort.clinical, observations: cohort.observations)
    let decoded = try JSONDecoder().decode(CombinedModel.self, from: JSONEncoder().encode(model))
    #expect(decoded == model)
    let patient = cohort.clinical[3]
    #expect(
      decoded.slideAndClinical.predict(score: 0.3, scoreSD: 0.2, clinical: patient)
        == model.slideAndClinical.predict(score: 0.3, scoreSD: 0.2, clinical: patient))
  }

  @Test(
    "whose stored parts do not fit is refused with the name of the part",
    arguments: [
      ("\"coefficients\":[1]", "\"coefficients\":[1,2]", "coefficients"),
      ("\"means\":[0]", "\"means\":[]", "means"),
      ("\"covariance\":[[0]]", "\"covariance\":[[0,0]]", "covariance"),
      ("\"meanIntegral\":[[0]]", "\"meanIntegral\":[[]]", "baseline"),
      ("\"cumulativeHazard\":[0.05]", "\"cumulativeHazard\":[-1]", "baseline"),
      ("\"basis\":\"slide\"", "\"basis\":\"slide+clinical\"", "covariates"),
      ("\"lower\":-1", "\"lower\":9", "ranges"),
    ])
  func malformed(part: String, replacement: String, name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let model = try plainModel([.slideScore], [1], [TrainingRange(lower: -1, upper: 1)])
    let text = String(decoding: try encoder.encode(model), as: UTF8.self)
    let changed = text.replacingOccurrences(of: part, with: replacement)
    #expect(changed != text)
    #expect(
      failure { try JSONDecoder().decode(PrognosticModel.self, from: Data(changed.utf8)) } == .inconsistent(name))
  }

  @Test("a combined model whose parts make no call possible is refused with the name of the part")
  func combined() throws {
    let good = try plainCombinedModel()
    func fail(_ slide: PrognosticModel, _ both: PrognosticModel, _ threshold: Double, _ years: Double)
      -> PrognosisFailure?
    {
      failure {
        try CombinedModel(slideOnly: slide, slideAndClinical: both, threshold: threshold, horizonYears: years)
      }
    }
    let (slide, both) = (good.slideOnly, good.slideAndClinical)
    #expect(fail(slide, both, 0.05, 5) == nil)
    #expect(fail(both, both, 0.05, 5) == .inconsistent("slideOnly"))
    #expect(fail(slide, slide, 0.05, 5) == .inconsistent("slideAndClinical"))
    #expect(fail(slide, both, 1, 5) == .inconsistent("threshold"))
    #expect(fail(slide, both, .nan, 5) == .inconsistent("threshold"))
    // Followed to 8 years, nobody relapsed before 5.
    #expect(fail(slide, both, 0.05, 8.25) == .inconsistent("horizonYears"))
    #expect(fail(slide, both, 0.05, 4.75) == .inconsistent("horizonYears"))
  }
}
