import Basics
import Console
import Sentences
import Synchronization
import UseCases

/// Shows what a use case tells: bars and sentences on stderr, what became of each case on stdout.
final class NoticeBoard: Sendable {
  private let bars = Mutex<[Stage: ProgressBar]>([:])

  /// What use cases of this command are told, and whom they tell; where `isQuiet`, nothing goes to stdout.
  static func environment(_ cancellation: Cancellation = Cancellation(), isQuiet: Bool = false) -> UseCaseEnvironment {
    let board = NoticeBoard()
    let notices = Notices { if !isQuiet || $0.line == nil { board.show($0) } }
    return .system(software: Software.name, notices: notices, cancellation: cancellation)
  }

  private func show(_ notice: Notice) {
    switch notice {
    case .progress(let progress):
      bar(of: progress).update(progress.done, idle: progress.idle, note: progress.detail?.note)
    case .ended(let stage): bars.withLock { $0.removeValue(forKey: stage) }?.finish()
    case .encoder, .encoding, .registration, .scoring, .cohort, .training, .review:
      if let line = notice.line { Standard.output(line) }
      if let words = notice.sentence { Standard.error(words.naming(casebookOf: CommandLine.arguments)) }
    }
  }

  /// Made when the first progress comes, because only then the total is known.
  private func bar(of progress: StageProgress) -> ProgressBar {
    bars.withLock { bars in
      if let bar = bars[progress.stage] { return bar }
      let bar = ProgressBar(
        progress.stage.label, total: progress.total, unit: progress.unit.label, logged: progress.runsLong)
      bars[progress.stage] = bar
      return bar
    }
  }
}

extension Notices {
  /// Tells on stderr what was noticed of a cohort, with a bar where it takes long.
  static let cohort = NoticeBoard.environment().notices
}
