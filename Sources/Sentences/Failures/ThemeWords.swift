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
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file): "theme \(file): cannot be read"
    case .syntax(let file, let line, let reason): "theme \(file), line \(line): \(reason)"
    case .unknownKey(let file, let key, let line, let nearest):
      "theme \(file)\(at(line)): there is no \"\(key)\"\(nearest.map { "; did you mean \($0)?" } ?? "")"
    case .unknownColor(let file, let key, let line, let value):
      "theme \(file)\(at(line)), \(key): \"\(value)\" is no colour; write #rrggbb, default, or a name of the palette"
    case .unknownAttribute(let file, let key, let line, let value):
      "theme \(file)\(at(line)), \(key): \"\(value)\" is none of bold, dim, italic, underline, reverse"
    case .wrongType(let file, let key, let line, let expected):
      "theme \(file)\(at(line)), \(key): \(expected) is expected"
    case .unknownBase(let file, let line, let name): "theme \(file)\(at(line)): it cannot inherit \"\(name)\""
    case .incompleteBackground(let file, let line):
      "theme \(file)\(at(line)): background needs both colours, foreground and background"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
