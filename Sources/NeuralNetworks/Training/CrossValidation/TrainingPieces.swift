import Basics

/// The pieces of work of a nested cross-validation, each done on one thread, or found in the checkpoint.
struct TrainingPieces: Sendable {
  let plan: TrainingPlan
  let patients: [TrainingPatient]
  let folds: NestedFolds
  private let width: Int
  private let workers: Int
  private let checkpoint: OpenCheckpoint?
  private let cancellation: Cancellation
  private let counter: EpochCounter

  init(
    plan: TrainingPlan, patients: [TrainingPatient], folds: NestedFolds, width: Int, workers: Int,
    checkpoint: OpenCheckpoint?, cancellation: Cancellation,
    progress: @escaping @Sendable (TrainingProgress) -> Void
  ) {
    self.plan = plan
    self.patients = patients
    self.width = width
    self.workers = workers
    self.checkpoint = checkpoint
    self.cancellation = cancellation
    self.folds = folds
    let choosing = plan.candidates.reduce(0) { $0 + $1.epochs } * plan.innerFolds * plan.parts.count
    counter = EpochCounter(total: choosing + plan.mostEpochs * plan.ensembleSize, report: progress)
  }

  /// One training for a choice: a candidate on one inner fold.
  private struct Trial {
    let part: OuterPart
    let candidate: Int
    let inner: Int

    var name: String { "choose-\(part.round + 1)-\(part.fold + 1)-\(candidate + 1)-\(inner + 1)" }
  }

  /// The choice of every outer fold of every round, in order.
  func choices() throws(TrainingFailure) -> [RecipeChoice] {
    let trials = plan.parts.flatMap { part in
      plan.candidates.indices.flatMap { candidate in
        (0..<plan.innerFolds).map { Trial(part: part, candidate: candidate, inner: $0) }
      }
    }
    let courses = try WorkQueue.map(trials.count, workers: workers) { (index) throws(TrainingFailure) in
      try course(trials[index])
    }
    let perPart = plan.candidates.count * plan.innerFolds
    return plan.parts.enumerated().map { index, part in
      let own = courses[index * perPart..<(index + 1) * perPart]
      return RecipeChoice(
        part, courses: own.chunks(of: plan.innerFolds),
        validation: (0..<plan.innerFolds).map { people(folds.split(part, inner: $0).validation) })
    }
  }

  private func course(_ trial: Trial) throws(TrainingFailure) -> TrainingCourse {
    let configuration = plan.candidates[trial.candidate]
    if let course = try checkpoint?.course(trial.name) {
      counter.skip(configuration.epochs)
      return course
    }
    let (training, validation) = folds.split(trial.part, inner: trial.inner)
    let stream = plan.stream(.choosing, trial.part.round, trial.part.fold, trial.inner)
    let trainer = AttentionMILTrainer(configuration, seed: plan.seed, stream: stream)
    let network = TrainedNetwork(stage: .choosing, part: trial.part, candidate: trial.candidate)
    let course = try trainer.course(people(training), validation: people(validation)) {
      (losses) throws(TrainingFailure) in
      try advance(network, losses)
    }
    counter.skip(configuration.epochs - course.validationLosses.count)
    try checkpoint?.save(course, trial.name)
    return course
  }

  /// Counts an epoch, and ends the training where somebody asked for it.
  private func advance(_ network: TrainedNetwork, _ losses: EpochLosses) throws(TrainingFailure) {
    counter.advance(network, losses)
    if cancellation.isCancelled { throw .cancelled }
  }

  /// The networks of every choice, in order.
  func networks(_ choices: [RecipeChoice]) throws(TrainingFailure) -> [[AttentionMIL]] {
    let count = plan.networks
    let all = try WorkQueue.map(choices.count * count, workers: workers) { (index) throws(TrainingFailure) in
      try network(choices[index / count], member: index % count)
    }
    return all[...].chunks(of: count)
  }

  private func network(_ choice: RecipeChoice, member: Int) throws(TrainingFailure) -> AttentionMIL {
    let name = "fit-\(choice.part.round + 1)-\(choice.part.fold + 1)-\(member + 1)"
    if let network = try checkpoint?.network(name, width: width) {
      counter.skip(plan.mostEpochs)
      return network
    }
    let stream = plan.stream(.fitting, choice.part.round, choice.part.fold, member)
    let trainer = AttentionMILTrainer(plan.candidates[choice.candidate], seed: plan.seed, stream: stream)
    let trained = TrainedNetwork(stage: .fitting, part: choice.part, candidate: choice.candidate)
    let network = try trainer.network(people(folds.development(choice.part)), epochs: choice.epoch) {
      (losses) throws(TrainingFailure) in
      try advance(trained, losses)
    }
    counter.skip(plan.mostEpochs - choice.epoch)
    try checkpoint?.save(network, name)
    return network
  }

  /// Of each patient, the mean of the networks that had not seen her; `networks` as ``networks(_:)`` gives them.
  func outOfFoldScores(_ networks: [[AttentionMIL]]) -> [Double] {
    let parts = plan.parts
    return patients.indices.map { index in
      let unseeing = parts.indices.filter { folds.outer[parts[$0].round][index] == parts[$0].fold }
      return Ensemble(unseeing.flatMap { networks[$0] }).evaluate(patients[index].bag).mean
    }
  }

  private func people(_ indices: [Int]) -> [TrainingPatient] { indices.map { patients[$0] } }
}

extension TrainingPlan {
  /// Of the candidate that has most.
  fileprivate var mostEpochs: Int { candidates.map(\.epochs).max() ?? 0 }
}

extension ArraySlice {
  /// Parts of `count` elements.
  fileprivate func chunks(of count: Int) -> [[Element]] {
    stride(from: startIndex, to: endIndex, by: count).map { Array(self[$0..<Swift.min($0 + count, endIndex)]) }
  }
}
