import Settings

extension ReadingSettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file, let why): "settings \(file.printable): \(why.words)"
    case .syntax(let file, let line, let reason): "settings \(file.printable), line \(line): \(reason)"
    case .unknownKey(let file, let key, let line, let nearest):
      "settings \(file.printable)\(at(line)): there is no \"\(key.printable)\""
        + (nearest.map { "; did you mean \($0)?" } ?? "; write record = true or record = false")
    case .wrongType(let file, let key, let line):
      "settings \(file.printable)\(at(line)), \(key.printable): true or false is expected"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
