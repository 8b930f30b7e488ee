import Evaluation
import Prognosis
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("Training a bundle")
struct TrainingRunTests {
  @Test("the out-of-fold scores are the means of the networks that had not seen the patient")
  func outOfFold() throws {
    let result = try SmallBundle.trained()
    let folds = NestedFolds(SmallBundle.plan(), events: SmallBundle.patients.map(\.outcome.event)).outer
    let members = try #require(result.bundle.networks.ensemble).members
    #expect(members.count == 8)
    for (index, patient) in SmallBundle.patients.enumerated() {
      let unseeing = (0..<2).flatMap { round in
        (0..<2).map { members[4 * round + 2 * folds[round][index] + $0] }
      }
      #expect(result.outOfFold.scores[index] == Ensemble(unseeing).evaluate(patient.bag).mean)
    }
  }

  @Test("a network's scores have mean 0 over its own training patients")
  func center() throws {
    let half = Array(SmallBundle.patients[0..<40])
    let network = try AttentionMILTrainer(TrainingConfiguration().short).network(half, epochs: 5)
    let mean = half.reduce(0.0) { $0 + Double(network.evaluate($1.bag).score) } / 40
    #expect(abs(mean) < 1e-4)
  }

  @Test("the loss falls, and each epoch is told", arguments: SurvivalLoss.allCases, LearningSchedule.allCases)
  func progress(loss: SurvivalLoss, schedule: LearningSchedule) throws {
    var told: [EpochLosses] = []
    let patients = SmallBundle.patients
    var configuration = TrainingConfiguration().short
    (configuration.loss, configuration.schedule, configuration.learningRate) = (loss, schedule, 0.01)
    _ = try AttentionMILTrainer(configuration)
      .course(Array(patients[0..<45]), validation: Array(patients[45...])) { told.append($0) }
    #expect(told.map(\.epoch) == Array(1...10))
    #expect((told.last?.loss ?? .infinity) < (told.first?.loss ?? 0))
  }

  @Test("a mean pool never learns an attention: every tile has the same share")
  func meanPool() throws {
    var configuration = TrainingConfiguration().short
    configuration.pooling = .mean
    let patients = SmallBundle.patients
    let network = try AttentionMILTrainer(configuration).network(patients, epochs: 10)
    let bag = patients[3].bag
    let found = network.evaluate(bag)
    #expect(found.attention.allSatisfy { abs($0 - 1 / Float(bag.count)) < 1e-6 })
    #expect(Set(found.contributions).count > 1)
  }

  @Test(
    "a training whose validation loss no longer falls is given up, and the best epoch is that of all courses together")
  func patience() {
    let falling = TrainingCourse(validationLosses: [5, 4, 3, 2, 1], validationScores: [[1], [2], [3], [4], [5]])
    let rising = TrainingCourse(validationLosses: [1, 2, 4], validationScores: [[1], [2], [3]])
    #expect(!falling.isExhausted(patience: 2) && rising.isExhausted(patience: 2))
    #expect(!rising.isExhausted(patience: 0) && !rising.isExhausted(patience: 3))
    #expect(TrainingCourse.bestEpoch([falling]) == 5 && TrainingCourse.bestEpoch([rising]) == 1)
    // 6, 6, 7, 2 + 4, 1 + 4: a course that ended keeps its last loss.
    #expect(TrainingCourse.bestEpoch([falling, rising]) == 5)
    #expect(rising.scores(epoch: 5) == [3])
  }

  @Test("the card holds what was trained, and the combined model the published threshold")
  func card() throws {
    let card = try SmallBundle.trained().bundle.card
    let training = try #require(card.training)
    #expect(training.patients == 60 && training.events == SmallBundle.patients.count { $0.outcome.event })
    #expect(card.combined.threshold == 0.05 && card.combined.horizonYears == 5)
    #expect(card.clinicalOnly?.covariates == Covariate.clinical)
    #expect(card.curves.reduce(0) { $0 + $1.count } == 60)
    #expect(training.plan == SmallBundle.plan())
    #expect(training.choices.map(\.round) == [1, 1, 2, 2] && training.choices.map(\.fold) == [1, 2, 1, 2])
    #expect(training.choices.allSatisfy { (1...2).contains($0.candidate) && (1...8).contains($0.epoch) })
    #expect(training.warnings.contains { $0.contains("fewer than ten") })
    #expect(
      card.performance.contains { $0.code == .harrell && $0.subject == .score && $0.note.contains("out of fold") })
  }

  @Test("against a simulated truth, the share of the way and the attention are measured with their patients")
  func simulatedTruth() throws {
    let bundle = try SmallBundle.trained().bundle
    let drawn = SmallBundle.cohort.patients(80, seed: 6)
    let (patients, hazards) = (drawn.map(\.training), drawn.map(\.slideLogHazard))
    let scored = try patients.map { try bundle.score($0.bag) }
    let found = try SimulatedTruth(scored, of: patients, trueSlideLogHazards: hazards)
    let times = patients.map(\.outcome)
    let (slide, truth) = (
      try concordance(scores: scored.map(\.score.mean), times: times), try concordance(scores: hazards, times: times)
    )
    #expect(found.slide == slide && found.truth == truth)
    #expect(found.shareOfTruth == (slide.index - 0.5) / (truth.index - 0.5))
    #expect(found.attentionAreas.count == patients.count { Set($0.truth ?? []).count == 2 })
    let figures = found.performance(cohort: "eighty draws")
    #expect(figures.map(\.count) == [80, 80, found.attentionAreas.count])
    #expect(figures.allSatisfy { $0.note.contains("eighty draws") })
  }

  @Test("patients who cannot be learned from are named")
  func refused() throws {
    let run = TrainingRun(Self.description, plan: TrainingPlan(candidates: [TrainingConfiguration().short]))
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
    let unknown = good.map { TrainingPatient(id: $0.id, bag: $0.bag, outcome: $0.outcome) }
    #expect(throws: TrainingFailure.noClinicalVariable) { try run.run(unknown) }
    let plan = TrainingPlan(candidates: [])
    #expect(throws: TrainingFailure.badPlan(entry: "candidates", needed: "at least one")) {
      try TrainingRun(Self.description, plan: plan).run(good)
    }
  }

  @Test("what a cohort cannot carry is left out of the combined model and said")
  func warnings() throws {
    var patients = SmallBundle.patients
    for index in patients.indices {
      var clinical = patients[index].clinical
      clinical.grade = 2
      if index % 3 != 0 { clinical.ki67 = nil }
      if index == 7 { clinical.age = nil }
      if index == 8 { clinical.her2 = .positive }
      patients[index] = TrainingPatient(
        id: patients[index].id, bag: patients[index].bag, clinical: clinical, outcome: patients[index].outcome)
    }
    let fit = try PrognosisFit(
      patients, folds: patients.indices.map { $0 % 3 }, horizon: 5, intendedUse: .erPositiveHER2Negative)
    #expect(fit.covariates == [.ageDecades, .positiveNodes, .tumourSizeMM])
    #expect(fit.complete == (0..<60).filter { $0 != 7 })
    let events = fit.complete.count { patients[$0].outcome.event }
    #expect(
      fit.warnings == [
        .mostlyMissing(.ki67Tens, patients: 40), .constant(.grade3), .fewEvents(events: events, covariates: 4),
        .incomplete(patients: 1), .outsideIntendedUse(patients: 1),
      ])
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
