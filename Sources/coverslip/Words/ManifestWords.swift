import Sentences
import Tables

extension TableFailure {
  /// What is wrong with the table at `path`, on which lines, and what to do.
  func words(path: String) -> CommandFailure {
    CommandFailure(isOfUsage ? .usage : .badData, sentence(table: path))
  }
}

extension TableProblem {
  /// The problem with its place.
  func words(path: String) -> CommandFailure { CommandFailure(.badData, "\(path): \(sentence)") }
}
