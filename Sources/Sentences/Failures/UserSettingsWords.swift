import Basics
import Settings

extension UserSettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file, let why): "settings \(file.printable): \(why.words)"
    case .syntax(let file, let line, let reason): "settings \(file.printable), line \(line): \(reason)"
    case .unknownKey(let file, let key, let line, let nearest, let known):
      "settings \(file.printable)\(at(line)): there is no \"\(key.printable)\""
        + (nearest.map { "; did you mean \($0)?" } ?? "; there is \(known.joined(separator: ", "))")
    case .wrongValue(let file, let key, let line, let expected):
      "settings \(file.printable)\(at(line)), \(key.printable): it takes \(expected.joined(separator: ", "))"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
