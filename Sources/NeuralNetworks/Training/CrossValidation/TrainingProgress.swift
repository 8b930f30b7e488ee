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
  /// Epochs done, or found done, or no longer needed.
  public let done: Int
  /// All epochs there can be.
  public let total: Int
  /// Of the latest epoch, on its training patients.
  public let loss: Double
  /// Of the latest epoch, on its validation patients, where there are any.
  public let validationLoss: Double?
}

/// Counts epochs over all threads.
final class EpochCounter: Sendable {
  private let total: Int
  private let report: @Sendable (TrainingProgress) -> Void
  private let done = Mutex(0)

  init(total: Int, report: @escaping @Sendable (TrainingProgress) -> Void) {
    self.total = total
    self.report = report
  }

  /// One epoch more.
  func advance(_ stage: TrainingProgress.Stage, _ losses: EpochLosses) {
    let done = skip(1)
    report(
      TrainingProgress(
        stage: stage, done: done, total: total, loss: losses.loss, validationLoss: losses.validationLoss))
  }

  /// Epochs that need not be trained; how many there are now.
  @discardableResult func skip(_ count: Int) -> Int {
    done.withLock {
      $0 += count
      return $0
    }
  }
}
