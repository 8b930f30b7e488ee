import NeuralNetworks
import Synchronization

/// The progress of a training with its losses.
final class TrainingBar: Sendable {
  private let bar = Mutex<ProgressBar?>(nil)

  func update(_ progress: TrainingProgress) {
    let bar = bar.withLock { bar -> ProgressBar in
      let shown = bar ?? ProgressBar("training", total: progress.total, unit: "epochs")
      bar = shown
      return shown
    }
    let validation = progress.validationLoss.map { ", on others \(Words.decimal($0))" } ?? ""
    bar.update(progress.done, note: "\(progress.stage.rawValue), loss \(Words.decimal(progress.loss))\(validation)")
  }

  func finish() { bar.withLock { $0?.finish() } }
}
