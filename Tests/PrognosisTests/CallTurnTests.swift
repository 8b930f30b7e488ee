import Prognosis
import Testing

@Suite("what the call hangs on")
struct CallTurnTests {
  private static let score = TrainingRange(lower: -2, upper: 2)

  /// p = 1 - exp(-0.05 exp(lp)), which is 5 % at lp = log(-log(0.95) / 0.05) = 0.0255.
  private static func model(
    _ clinical: [Covariate], _ coefficients: [Double], _ ranges: [TrainingRange], threshold: Double = 0.05
  ) throws -> CombinedModel {
    try CombinedModel(
      slideOnly: try plainModel([.slideScore], [1], [score]),
      slideAndClinical: try plainModel([.slideScore] + clinical, [1] + coefficients, [score] + ranges),
      threshold: threshold)
  }

  private static let tumour = ClinicalVariables(
    age: 60, grade: 2, tumourSizeMM: 10, positiveNodes: 1, ki67: 13, er: .positive, her2: .negative)

  private static func whole(ki67: TrainingRange) throws -> CombinedModel {
    let range = TrainingRange(lower: 0, upper: 10)
    return try model(
      Covariate.clinical, [0.5, 0, 0.1, 0.01, 0.2],
      [TrainingRange(lower: 0, upper: 1), range, range, TrainingRange(lower: 0, upper: 100), ki67])
  }

  // lp = -0.3 + 0.1 (node) + 0.1 (10 mm) + 0.26 (Ki-67) = 0.16: 0.1345 too high to be low. The score turns it at
  // -0.4345, Ki-67 at 13 - 6.72 %; nodes and size would have to be negative, grade 3 raises, the age weighs nothing.
  @Test("is told in whole steps beyond the value where the call turns, the nearest first, for what can turn it")
  func nearestFirst() throws {
    let turns = try #require(
      try Self.whole(ki67: TrainingRange(lower: 0, upper: 6)).turns(score: -0.3, clinical: Self.tumour))
    #expect(turns.map(\.covariate) == [.slideScore, .ki67Tens])
    #expect(turns.map(\.turnsAt) == [-0.44, 6])
    #expect(turns.map(\.measured) == [-0.3, 13])
    #expect(turns.map(\.call) == [.low, .low])
    #expect(abs(turns[0].distance - 0.14 / 4) < 1e-12 && abs(turns[1].distance - 7.0 / 60) < 1e-12)
    #expect(turns.allSatisfy { !$0.isOutsideTraining })
  }

  @Test("says where that value lies outside of what the training saw")
  func outsideTraining() throws {
    let turns = try #require(
      try Self.whole(ki67: TrainingRange(lower: 1, upper: 6)).turns(score: -0.3, clinical: Self.tumour))
    #expect(turns.map(\.isOutsideTraining) == [false, true])
  }

  @Test("tries each grade: from 3 the call turns at 2, from 1 at 3, each a part of the way from 1 to 3")
  func grades() throws {
    let model = try plainCombinedModel()
    var clinical = Self.tumour
    clinical.grade = 3
    let high = try #require(model.turns(score: -0.2, clinical: clinical))
    #expect(high.map(\.covariate) == [.slideScore, .grade3])
    #expect(high.map(\.turnsAt) == [-0.48, 2])
    #expect(high[1].distance == 0.5)
    clinical.grade = 1
    let low = try #require(model.turns(score: 0.02, clinical: clinical))
    #expect(low.map(\.turnsAt) == [0.03, 3])
    #expect(low.map(\.call) == [.high, .high])
    #expect(low[1].distance == 1)
  }

  @Test("is nothing where no single value in its range turns the call, and not known without an estimate")
  func nothing() throws {
    let model = try Self.model([.grade3], [0.5], [TrainingRange(lower: 0, upper: 1)], threshold: 0.99)
    #expect(model.turns(score: 0, clinical: Self.tumour) == [])
    #expect(model.turns(score: nil, clinical: Self.tumour) == nil)
    #expect(model.turns(score: .nan, clinical: Self.tumour) == nil)
  }

  // lp = 2 - 1.8 = 0.2 and 2 - 1.73 = 0.27: the age turns it at 18.3 and at 17.6 years.
  @Test("is no age that the intended use leaves out")
  func intendedUse() throws {
    let model = try Self.model([.ageDecades], [1], [TrainingRange(lower: 1, upper: 9)])
    var clinical = Self.tumour
    clinical.age = 20
    #expect(model.turns(score: -1.8, clinical: clinical)?.contains { $0.covariate == .ageDecades } == true)
    #expect(model.turns(score: -1.73, clinical: clinical)?.map(\.covariate) == [.slideScore])
  }

  @Test("is the slide score alone where a clinical variable is missing")
  func missing() throws {
    let turns = try plainCombinedModel().turns(score: -0.2, clinical: ClinicalVariables(grade: 3))
    #expect(turns?.map(\.covariate) == [.slideScore])
    #expect(turns?.map(\.turnsAt) == [0.03])
  }

  @Test("every value that is told makes the other call", arguments: [-1.5, -0.4, 0.1, 0.9])
  func makesTheOtherCall(score: Double) throws {
    let cohort = DrawnCohort(count: 400, seed: 4)
    let model = try CombinedModel.fit(
      scores: cohort.scores, clinical: cohort.clinical, observations: cohort.observations, threshold: 0.1)
    let quality = QualitySummary(tiles: 400, tilesAvailable: 400)
    for clinical in cohort.clinical.prefix(20) {
      for turn in try #require(model.turns(score: score, clinical: clinical)) {
        var (changed, changedScore) = (clinical, score)
        switch turn.covariate {
        case .slideScore: changedScore = turn.turnsAt
        case .grade3: changed.grade = Int(turn.turnsAt)
        case .ageDecades: changed.age = turn.turnsAt
        case .positiveNodes: changed.positiveNodes = Int(turn.turnsAt)
        case .tumourSizeMM: changed.tumourSizeMM = turn.turnsAt
        case .ki67Tens: changed.ki67 = turn.turnsAt
        }
        let before = model.verdict(score: score, scoreSD: nil, clinical: clinical, quality: quality)
        let after = model.verdict(score: changedScore, scoreSD: nil, clinical: changed, quality: quality)
        #expect(after.call == turn.call && before.call != turn.call)
      }
    }
  }
}
