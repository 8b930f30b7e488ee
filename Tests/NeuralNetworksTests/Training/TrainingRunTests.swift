import Prognosis
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("Training a bundle")
struct TrainingRunTests {
  @Test("the out-of-fold scores are those of the member that had not seen the patient")
  func outOfFold() throws {
    let result = try SmallBundle.trained()
    var random = RandomSource(seed: 1, stream: -1)
    let events = SmallBundle.patients.map(\.outcome.event)
    let folds = Folds.assign(events: events, count: 2, random: &random)
    for (index, patient) in SmallBundle.patients.enumerated() {
      let member = try #require(result.bundle.networks.ensemble).members[folds[index]]
      #expect(result.outOfFold[index] == Double(member.evaluate(patient.bag).score))
    }
  }

  @Test("a member's scores have mean 0 over its own training patients, and an epoch is common to all")
  func center() throws {
    let configuration = TrainingConfiguration()
    let half = Array(SmallBundle.patients[0..<40])
    let course = try AttentionMILTrainer(configuration.short).train(
      half, validation: Array(SmallBundle.patients[40...]))
    let network = course.network(epoch: 5)
    let mean = half.reduce(0.0) { $0 + Double(network.evaluate($1.bag).score) } / 40
    #expect(abs(mean) < 1e-4)
    let best = TrainingCourse.bestEpoch([course, course])
    #expect(course.validationLosses.min() == course.validationLosses[best - 1])
  }

  @Test("the loss falls, and each epoch is told")
  func progress() throws {
    var told: [TrainingProgress] = []
    let patients = SmallBundle.patients
    _ = try AttentionMILTrainer(TrainingConfiguration().short)
      .train(Array(patients[0..<45]), validation: Array(patients[45...])) { told.append($0) }
    #expect(told.map(\.epoch) == Array(1...10))
    #expect((told.last?.loss ?? .infinity) < (told.first?.loss ?? 0))
  }

  @Test("the card holds what was trained, and the combined model the published threshold")
  func card() throws {
    let card = try SmallBundle.trained().bundle.card
    let training = try #require(card.training)
    #expect(training.patients == 60 && training.events == SmallBundle.patients.count { $0.outcome.event })
    #expect(card.combined.threshold == 0.05 && card.combined.horizonYears == 5)
    #expect(card.clinicalOnly?.covariates == Covariate.clinical)
    #expect(card.curves.reduce(0) { $0 + $1.count } == 60)
  }

  @Test("an evaluation gives every figure with its limits and its patients")
  func evaluation() throws {
    let bundle = try SmallBundle.trained().bundle
    let drawn = SmallBundle.cohort.patients(80, seed: 6)
    let found = try Evaluation(
      bundle, on: drawn.map(\.training), trueSlideLogHazards: drawn.map(\.slideLogHazard))
    #expect(found.patients == 80 && found.events == drawn.count { $0.training.outcome.event })
    let times = drawn.map(\.training.outcome)
    #expect(try found.slide == concordance(scores: found.scores, times: times))
    #expect(try found.truth == concordance(scores: drawn.map(\.slideLogHazard), times: times))
    let figures = found.performance(cohort: "eighty draws")
    #expect(figures.count == 10 && figures.allSatisfy { $0.note.contains("eighty draws") })
    #expect(figures[0].estimate == found.slide.index)
    #expect(found.attentionAreas.count == drawn.count { Set($0.training.truth ?? []).count == 2 })
  }

  @Test("patients who cannot be learned from are named")
  func refused() throws {
    let run = TrainingRun(Self.description, configuration: TrainingConfiguration().short)
    let good = SmallBundle.patients
    #expect(throws: TrainingFailure.duplicatePatient(good[0].id)) { try run.run(good + [good[0]]) }
    let empty = TrainingPatient(
      id: "x", bag: try #require(Bag(features: [], count: 0, width: 8)), outcome: good[0].outcome)
    #expect(throws: TrainingFailure.unusableBag(patient: "x", tiles: 0, width: 8, expected: 8)) {
      try run.run(good + [empty])
    }
    let values = [Float](repeating: 0, count: 7) + [.infinity]
    let infinite = TrainingPatient(
      id: "y", bag: try #require(Bag(features: values, count: 1, width: 8)), outcome: good[0].outcome)
    #expect(throws: TrainingFailure.notFinite(patient: "y", tile: 0, feature: 7)) { try run.run(good + [infinite]) }
    let censored = good.filter { !$0.outcome.event }
    #expect(throws: TrainingFailure.tooFewEvents(found: 0, needed: 20)) { try run.run(censored) }
  }

  static let description = TrainingRun.Description(
    name: "small", version: "1", demonstration: true, text: "", cohort: "",
    encoder: EncoderCard(kind: "synthetic", mpp: 0.5, tilePixels: 224, features: (0..<8).map { "feature \($0)" }))
}

extension TrainingConfiguration {
  fileprivate var short: TrainingConfiguration {
    var result = self
    result.epochs = 10
    return result
  }
}
