import Basics
import TerminalKit
import Workstation

extension KeyMistake: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.settings
    let path = "keys.\(wish.place).\(wish.command)"
    let place = "\(text.place(wish.file, wish.line)), \(path.printable)"
    return switch self {
    case .unknownPlace(_, let nearest, let known):
      text.unknownKey(
        wish.file, wish.line, "keys.\(wish.place)", nearest, otherwise: "there is \(known.joined(separator: ", "))")
    case .unknownCommand(_, let nearest, let known):
      text.unknownKey(wish.file, wish.line, path, nearest, otherwise: "there is \(known.joined(separator: ", "))")
    case .taken(_, let key, let command):
      "\(place): \(key.label) is the key of \(command); give that another one, or take another one here"
    case .needed: "\(place): it must have a key"
    case .typed:
      "\(place): it holds where text is typed, too; it takes F keys, and Ctrl with another letter than a, b, d, e, f, "
        + "h, u or w"
    }
  }
}
