import NeuralNetworks
import Synchronization

/// The progress of a training: which network, which epoch, with its losses.
final class TrainingBar: Sendable {
  private let plan: TrainingPlan
  private let bar = Mutex<ProgressBar?>(nil)

  init(_ plan: TrainingPlan) { self.plan = plan }

  func update(_ progress: TrainingProgress) {
    let bar = bar.withLock { bar -> ProgressBar in
      let shown = bar ?? ProgressBar("training", total: progress.total, unit: "epochs", logged: true)
      bar = shown
      return shown
    }
    bar.update(progress.done, idle: progress.idle, note: note(progress))
  }

  /// `loss 3.214, on others 3.502, fold 2/5, choosing 1/2, epoch 14`: what a narrow terminal cuts off is where it is.
  private func note(_ progress: TrainingProgress) -> String {
    let round = plan.repeats > 1 ? "round \(progress.round)/\(plan.repeats), " : ""
    let recipe = "\(progress.stage.rawValue) \(progress.candidate)/\(plan.candidates.count)"
    let validation = progress.validationLoss.map { ", on others \(Words.decimal($0))" } ?? ""
    return
      "loss \(Words.decimal(progress.loss))\(validation), \(round)fold \(progress.fold)/\(plan.folds), \(recipe), "
      + "epoch \(progress.epoch)"
  }

  func finish() { bar.withLock { $0?.finish() } }
}
