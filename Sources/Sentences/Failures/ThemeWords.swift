import Basics
import Settings

extension ThemeChoiceFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .unknown(let name, let names):
      CommandFailure(.usage, "there is no theme \"\(name.printable)\"; there are \(names.joined(separator: ", "))")
    case .notKept(let path, let reason): CommandFailure(.cannotWrite, "\(path): cannot be written (\(reason))")
    }
  }
}

extension ThemeFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence.printable) }

  /// Names and values are as they stand in the file.
  private var sentence: String {
    switch self {
    case .unreadable(let file): "theme \(file): cannot be read, so there is no such theme"
    case .syntax(let file, let line, let reason):
      "theme \(file), line \(line): \(reason); only what stands above that line is used"
    case .unknownKey(let file, let key, let line, let nearest):
      "theme \(file)\(at(line)): there is no \"\(key)\"\(asked(nearest))"
    case .unknownColor(let file, let key, let line, let value, let nearest):
      "theme \(file)\(at(line)), \(key): \"\(value)\" is not a colour"
        + (nearest == nil ? "; write #rrggbb, default, or a name of the palette" : asked(nearest))
    case .unknownName(let file, let key, let line, let value, let nearest):
      "theme \(file)\(at(line)), \(key): \"\(value)\" is none of the sixteen colours, black to bright-white"
        + asked(nearest)
    case .unknownAttribute(let file, let key, let line, let value, let nearest):
      "theme \(file)\(at(line)), \(key): \"\(value)\" is none of bold, dim, italic, underline, reverse"
        + asked(nearest)
    case .wrongType(let file, let key, let line, let expected):
      "theme \(file)\(at(line)), \(key): \(expected) is expected"
    case .badName(let file, let line): "theme \(file)\(at(line)): the name is empty or cannot be shown"
    case .unknownBase(let file, let line, let name, let nearest):
      "theme \(file)\(at(line)): it cannot inherit \"\(name)\"\(asked(nearest))"
    case .incompleteBackground(let file, let line):
      "theme \(file)\(at(line)): background needs both colours, foreground and background"
    case .notThere(let name): "the theme \(name) is not there; dark is used"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }

  private func asked(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "" }
}
