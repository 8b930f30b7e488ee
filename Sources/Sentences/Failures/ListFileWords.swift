import Basics
import Labels
import Settings

extension ListFileFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file, let why): "settings \(file.printable): \(why.words)"
    case .syntax(let file, let line, let reason): "settings \(file.printable), line \(line): \(reason)"
    case .badValue(let file, let key, let line):
      "settings \(file.printable)\(at(line)): \(key.printable) has a value that it does not take"
    case .badFilter(let file, let line, let mistake):
      "settings \(file.printable)\(at(line)), the filter: \(mistake.phrase.printable)"
    case .notKept(let file, let reason): "settings \(file.printable): cannot be written: \(reason.printable)"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
