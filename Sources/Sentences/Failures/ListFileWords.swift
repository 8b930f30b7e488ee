import Basics
import Labels
import Settings

extension ListFileFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.settings
    return switch self {
    case .unreadable(let file, let why): text.unreadable(file, why)
    case .syntax(let file, let line, let reason): text.syntax(file, line, reason)
    case .badValue(let file, let key, let line):
      "\(text.place(file, line)): \(key.printable) has a value that it does not take"
    case .badFilter(let file, let line, let mistake):
      "\(text.place(file, line)), the filter: \(mistake.phrase.printable)"
    case .notKept(let file, let reason): "settings \(file.printable): cannot be written: \(reason.printable)"
    }
  }
}
