import Foundation
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("Nested cross-validation")
struct NestedFoldsTests {
  private static let events = (0..<90).map { $0 % 4 == 0 }
  private static let plan: TrainingPlan = {
    var plan = TrainingPlan(candidates: [TrainingConfiguration()])
    (plan.folds, plan.innerFolds, plan.repeats) = (5, 3, 2)
    return plan
  }()

  @Test("nobody of an outer fold is in any of its inner parts, and everybody else is watched once")
  func disjoint() {
    let folds = NestedFolds(Self.plan, events: Self.events)
    for part in Self.plan.parts {
      let held = Set(Self.events.indices.filter { folds.outer[part.round][$0] == part.fold })
      let splits = (0..<3).map { folds.split(part, inner: $0) }
      for split in splits {
        #expect(held.isDisjoint(with: split.training + split.validation))
        #expect(Set(split.training).isDisjoint(with: split.validation))
        #expect((split.training + split.validation).sorted() == folds.development(part))
      }
      #expect(splits.flatMap(\.validation).sorted() == folds.development(part))
    }
  }

  @Test("patients of one person are never on both sides of a cut, outer or inner")
  func persons() {
    let persons = Self.events.indices.map { $0 % 70 }
    let folds = NestedFolds(Self.plan, events: Self.events, persons: persons)
    for part in Self.plan.parts {
      let outer = Set(folds.development(part).map { persons[$0] })
      let held = Self.events.indices.filter { folds.outer[part.round][$0] == part.fold }
      #expect(outer.isDisjoint(with: held.map { persons[$0] }))
      for inner in 0..<3 {
        let split = folds.split(part, inner: inner)
        #expect(Set(split.training.map { persons[$0] }).isDisjoint(with: split.validation.map { persons[$0] }))
      }
    }
  }

  @Test("each round cuts anew, and no two uses share a stream of draws")
  func rounds() {
    let folds = NestedFolds(Self.plan, events: Self.events)
    #expect(folds.outer[0] != folds.outer[1])
    let streams = Self.plan.parts.flatMap { part in
      (0..<3).map { Self.plan.stream(.choosing, part.round, part.fold, $0) }
        + (0..<3).map { Self.plan.stream(.fitting, part.round, part.fold, $0) }
        + [Self.plan.stream(.innerFolds, part.round, part.fold)]
    }
    #expect(Set(streams).count == streams.count)
  }

  @Test("the candidate whose scores go with the outcomes is chosen, however small its scores are; reversed ones never")
  func choice() {
    let patients = SmallBundle.patients
    let parts = [Array(patients[0..<30]), Array(patients[30...])]
    func courses(_ score: (TrainingPatient) -> Float) -> [TrainingCourse] {
      parts.enumerated().map { index, part in
        TrainingCourse(
          validationLosses: [2, 1], validationScores: [part.map { _ in 0 }, part.map { score($0) + Float(index) }])
      }
    }
    let good = courses { Float(-0.001 * $0.outcome.time) }
    let reversed = courses { Float(100 * $0.outcome.time) }
    let alike = courses { _ in 1 }
    let part = OuterPart(round: 0, fold: 0)
    let choice = RecipeChoice(part, courses: [alike, reversed, good], validation: parts)
    #expect(choice.candidate == 2 && choice.epoch == 2)
    #expect(RecipeChoice(part, courses: [reversed, alike], validation: parts).candidate == 0)
  }
}
