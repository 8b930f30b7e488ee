import Synchronization

/// How far a training is.
public struct TrainingProgress: Hashable, Sendable {
  /// What is being trained for.
  public enum Stage: String, Hashable, Sendable {
    /// Inner folds, on which recipe and epoch are chosen.
    case choosing
    /// The networks of the bundle.
    case fitting
  }

  /// What is being trained for.
  public let stage: Stage
  /// The cut of the patients, counted from 1.
  public let round: Int
  /// The fold of that cut, counted from 1.
  public let fold: Int
  /// The candidate of the plan, counted from 1.
  public let candidate: Int
  /// The epoch of this network, from 1.
  public let epoch: Int
  /// Epochs done, or found done, or no longer needed.
  public let done: Int
  /// How many of ``done`` were not trained now: found done, or no longer needed.
  public let idle: Int
  /// All epochs there can be.
  public let total: Int
  /// Loss of the latest epoch on its training patients.
  public let loss: Double
  /// Loss of the latest epoch on its validation patients, where there are any.
  public let validationLoss: Double?
}

/// Which network an epoch is of.
struct TrainedNetwork: Sendable {
  let stage: TrainingProgress.Stage
  let part: OuterPart
  /// Which of the plan's candidates is trained, from 0.
  let candidate: Int
}

/// Counts epochs over all threads.
final class EpochCounter: Sendable {
  private let total: Int
  private let report: @Sendable (TrainingProgress) -> Void
  private let counts = Mutex((done: 0, idle: 0))

  init(total: Int, report: @escaping @Sendable (TrainingProgress) -> Void) {
    self.total = total
    self.report = report
  }

  /// One epoch more.
  func advance(_ network: TrainedNetwork, _ losses: EpochLosses) {
    let (done, idle) = counts.withLock {
      $0.done += 1
      return $0
    }
    report(
      TrainingProgress(
        stage: network.stage, round: network.part.round + 1, fold: network.part.fold + 1,
        candidate: network.candidate + 1, epoch: losses.epoch, done: done, idle: idle, total: total, loss: losses.loss,
        validationLoss: losses.validationLoss))
  }

  /// Epochs that need not be trained.
  func skip(_ count: Int) {
    counts.withLock {
      $0.done += count
      $0.idle += count
    }
  }
}
