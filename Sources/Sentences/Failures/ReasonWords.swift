import Settings

extension ReasonFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.reasons
    return switch self {
    case .unreadable(let file, let why): text.unreadable(file, why)
    case .syntax(let file, let line, let reason): text.syntax(file, line, reason)
    case .unknownKey(let file, let key, let line, let nearest):
      text.unknownKey(file, line, key, nearest, otherwise: "a table is [override.CODE], [defer.CODE] or [reject.CODE]")
    case .badCode(let file, let line, let code):
      "\(text.place(file, line)): \"\(code.printable)\" is not a code; write 2 to 40 small letters, digits "
        + "and hyphens"
    case .builtInCode(let file, let line, let code):
      "\(text.place(file, line)): \"\(code)\" is there already for every laboratory; choose another code"
    case .badLabel(let file, let line, let code):
      "\(text.place(file, line)): \"\(code)\" needs a label of 1 to \(ReasonFile.labelLimit) characters"
    case .wrongType(let file, let key, let line, let expected):
      "\(text.place(file, line)), \(key.printable): \(expected) is expected"
    }
  }
}
