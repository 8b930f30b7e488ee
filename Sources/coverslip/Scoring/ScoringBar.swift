import Synchronization

/// The progress of one case; its number of tiles is known only when the tissue is.
final class ScoringBar: Sendable {
  private let label: String
  private let bar = Mutex<ProgressBar?>(nil)

  init(_ label: String) { self.label = label }

  func update(_ done: Int, of total: Int) {
    let current = bar.withLock { bar -> ProgressBar in
      if let bar { return bar }
      let made = ProgressBar(label, total: total, unit: "tiles")
      bar = made
      return made
    }
    current.update(done)
  }

  func finish() { bar.withLock { $0?.finish() } }
}
