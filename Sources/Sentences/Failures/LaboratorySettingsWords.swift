import Casework
import Settings

extension LaboratorySettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    let text = SettingsText.settings
    return switch self {
    case .unreadable(let file, let why): text.unreadable(file, why)
    case .syntax(let file, let line, let reason): text.syntax(file, line, reason)
    case .unknownKey(let file, let key, let line, let nearest, let known):
      text.unknownKey(file, line, key, nearest, otherwise: "there is \(known.joined(separator: ", "))")
    case .wrongType(let file, let key, let line, let expected):
      "\(text.place(file, line)), \(key.printable): \(expected.words) is expected"
    case .outOfRange(let file, let key, let line, let value, let range):
      "\(text.place(file, line)), \(key.printable): \(value) is not taken; write \(range.words)"
    case .badPattern(let file, let line, let problem):
      "\(text.place(file, line)), label.pattern: \(problem.sentence)"
    case .unknownFormat(let file, let line, let code, let nearest, let known):
      "\(text.place(file, line)), outbox.formats: there is no format \"\(code.printable)\"; "
        + (nearest.map { "did you mean \"\($0)\"?" } ?? "there is \(known.joined(separator: ", "))")
    }
  }
}

extension LaboratorySettingsFailure.Expected {
  fileprivate var words: String {
    switch self {
    case .table: "a table"
    case .text: "a text in quotation marks"
    case .texts: "a list of one text or more in quotation marks"
    case .flag: "true or false"
    case .number(let range): "a whole number of \(range.words)"
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}

extension LabelPatternProblem {
  /// What is wrong with a pattern, and what to do.
  fileprivate var sentence: String {
    switch self {
    case .unknownValue(let name, let nearest):
      "there is no {\(name.printable)}"
        + (nearest.map { "; did you mean {\($0)}?" } ?? "; there are {case}, {specimen} and {patient}")
    case .openBrace: "a brace stands alone; a value of the case is written {case}, {specimen} or {patient}"
    case .namesNothing:
      "it names nothing of the case, so that every slide would do; write {case}, {specimen} or {patient} into it"
    case .unprintable:
      "it has at most \(LabelPattern.limit) characters, none of them a control character, and no blanks around it"
    }
  }
}
