import Basics
import Settings

extension UserSettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.settings
    return switch self {
    case .unreadable(let file, let why): text.unreadable(file, why)
    case .syntax(let file, let line, let reason): text.syntax(file, line, reason)
    case .unknownKey(let file, let key, let line, let nearest, let known):
      text.unknownKey(file, line, key, nearest, otherwise: "there is \(known.joined(separator: ", "))")
    case .wrongValue(let file, let key, let line, let expected):
      "\(text.place(file, line)), \(key.printable): it takes \(expected.joined(separator: ", "))"
    case .noKey(let file, let key, let line, let name):
      "\(text.place(file, line)), \(key.printable): \"\(name.printable)\" is not a key; write a character, or Space, "
        + "Enter, Esc, Tab, Shift-Tab, Up, Shift-Up, Home, PgDn, F2, Ctrl-D"
    }
  }
}
