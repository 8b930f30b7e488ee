import Settings

extension ReadingSettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.settings
    return switch self {
    case .unreadable(let file, let why): text.unreadable(file, why)
    case .syntax(let file, let line, let reason): text.syntax(file, line, reason)
    case .unknownKey(let file, let key, let line, let nearest):
      text.unknownKey(file, line, key, nearest, otherwise: "write record = true or record = false")
    case .wrongType(let file, let key, let line):
      "\(text.place(file, line)), \(key.printable): true or false is expected"
    }
  }
}
