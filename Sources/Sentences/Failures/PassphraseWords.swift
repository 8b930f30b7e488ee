import Basics
import Console

extension PassphraseFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noTerminal:
      CommandFailure(
        .usage, "there is no terminal to ask for a passphrase; give it through a file: --passphrase-fd 3 3<FILE")
    case .notTyped: CommandFailure(.noInput, "no passphrase was typed; nothing was changed")
    case .crowded:
      CommandFailure(.noInput, "several lines came at once; type the passphrase by itself. Nothing was signed")
    case .notChosen: CommandFailure(.noInput, "no passphrase was chosen; nothing was changed")
    case .nothing(let descriptor, let name):
      CommandFailure(
        .noInput,
        "file descriptor \(descriptor) holds no passphrase for \(name.printable); give one per line, the newest first")
    case .notUTF8: CommandFailure(.badData, "the passphrase is not UTF-8; set the terminal or the file to UTF-8")
    }
  }
}
