import Settings

extension ReasonFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file, let why): "reasons \(file.printable): \(why.words)"
    case .syntax(let file, let line, let reason): "reasons \(file.printable), line \(line): \(reason)"
    case .unknownKey(let file, let key, let line, let nearest):
      "reasons \(file.printable)\(at(line)): there is no \"\(key.printable)\""
        + (nearest.map { "; did you mean \($0)?" } ?? "; a table is [override.CODE], [defer.CODE] or [reject.CODE]")
    case .badCode(let file, let line, let code):
      "reasons \(file.printable)\(at(line)): \"\(code.printable)\" is not a code; write 2 to 40 small letters, digits "
        + "and hyphens"
    case .builtInCode(let file, let line, let code):
      "reasons \(file.printable)\(at(line)): \"\(code)\" is there already for every laboratory; choose another code"
    case .badLabel(let file, let line, let code):
      "reasons \(file.printable)\(at(line)): \"\(code)\" needs a label of 1 to \(ReasonFile.labelLimit) characters"
    case .wrongType(let file, let key, let line, let expected):
      "reasons \(file.printable)\(at(line)), \(key.printable): \(expected) is expected"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
