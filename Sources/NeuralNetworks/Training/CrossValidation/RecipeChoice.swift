import SurvivalStatistics

/// What the inner folds of one outer fold chose.
struct RecipeChoice: Hashable, Sendable {
  let part: OuterPart
  /// Index of the candidate.
  let candidate: Int
  /// Epochs to train for.
  let epoch: Int

  /// The candidate whose scores on the inner folds, pooled, explain the outcomes best: the greatest Cox partial
  /// likelihood at the slope that suits them, which neither the loss nor the size of the scores of a candidate favours.
  /// Scores that are all alike, or fall as the hazard rises, explain nothing. Of equals the first.
  ///
  /// - Parameters:
  ///   - courses: one list a candidate, one course an inner fold.
  ///   - validation: the patients of each inner fold, in the order of the courses' scores.
  init(
    _ part: OuterPart, courses: [[TrainingCourse]], validation: [[TrainingPatient]]
  ) {
    let outcomes = validation.flatMap { $0.map(\.outcome) }
    let epochs = courses.map { TrainingCourse.bestEpoch($0) }
    let gains = zip(courses, epochs).map { Self.gain($0, epoch: $1, outcomes) }
    self.part = part
    candidate = gains.indices.max { (gains[$0], $1) < (gains[$1], $0) } ?? 0
    epoch = epochs[candidate]
  }

  /// What the scores add to the partial log-likelihood. Each fold's scores have a zero of their own: their mean is
  /// taken off. A slight ridge keeps the slope of a perfect order finite.
  private static func gain(_ courses: [TrainingCourse], epoch: Int, _ outcomes: [SurvivalTime]) -> Double {
    let centred = courses.flatMap { course in
      let scores = course.scores(epoch: epoch)
      let mean = scores.reduce(0.0) { $0 + Double($1) } / Double(max(1, scores.count))
      return scores.map { Double($0) - mean }
    }
    let column = CoxCovariate("score", centred)
    guard let model = try? CoxRegression.fit([column], times: outcomes, ridge: 1) else { return 0 }
    return model.coefficients[0] > 0 ? model.logLikelihood - model.logLikelihoodNull : 0
  }
}
