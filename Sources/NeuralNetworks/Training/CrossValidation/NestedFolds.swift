import Basics

/// Who is in which part of a nested cross-validation; all of it follows from the seed.
struct NestedFolds: Sendable {
  private let plan: TrainingPlan
  private let events: [Bool]
  /// Of each patient, which person it is.
  private let persons: [Int]
  /// Outer fold of each patient, one list a round.
  let outer: [[Int]]

  /// - Parameter persons: of each patient, who it is: patients of one person are in one part; each their own unless
  ///   given.
  init(_ plan: TrainingPlan, events: [Bool], persons: [Int]? = nil) {
    self.plan = plan
    self.events = events
    let persons = persons ?? Array(events.indices)
    self.persons = persons
    outer = (0..<plan.repeats).map { round in
      var random = plan.random(.outerFolds, round)
      return Folds.assign(events: events, persons: persons, count: plan.folds, random: &random)
    }
  }

  /// The patients outside a fold.
  func development(_ part: OuterPart) -> [Int] { events.indices.filter { outer[part.round][$0] != part.fold } }

  /// The same cut into those to train on and those to watch, for one inner fold.
  func split(_ part: OuterPart, inner: Int) -> (training: [Int], validation: [Int]) {
    let patients = development(part)
    var random = plan.random(.innerFolds, part.round, part.fold)
    let folds = Folds.assign(
      events: patients.map { events[$0] }, persons: patients.map { persons[$0] }, count: plan.innerFolds,
      random: &random)
    let pairs = zip(patients, folds)
    return (pairs.filter { $1 != inner }.map(\.0), pairs.filter { $1 == inner }.map(\.0))
  }
}

/// One outer fold of one round.
struct OuterPart: Hashable, Sendable {
  let round: Int
  let fold: Int
}

extension TrainingPlan {
  /// What draws are for: each use has its own stream.
  enum Draws: Int { case outerFolds = 1, innerFolds, choosing, fitting, bootstrap }

  /// The stream of a use, told apart by `parts`; every part below 1,000.
  func stream(_ use: Draws, _ parts: Int...) -> Int { parts.reduce(use.rawValue) { $0 * 1000 + $1 } }

  func random(_ use: Draws, _ first: Int = 0, _ second: Int = 0) -> SeededDraws {
    SeededDraws(seed: UInt64(bitPattern: Int64(seed)), stream: stream(use, first, second))
  }

  /// Every outer fold of every round.
  var parts: [OuterPart] {
    (0..<repeats).flatMap { round in (0..<folds).map { OuterPart(round: round, fold: $0) } }
  }
}
