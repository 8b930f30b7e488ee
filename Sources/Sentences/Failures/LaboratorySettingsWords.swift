import Settings

extension LaboratorySettingsFailure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  private var sentence: String {
    switch self {
    case .unreadable(let file): "settings \(file.printable): cannot be read; ask for permission to read it"
    case .syntax(let file, let line, let reason): "settings \(file.printable), line \(line): \(reason)"
    case .unknownKey(let file, let key, let line, let nearest, let known):
      "settings \(file.printable)\(at(line)): there is no \"\(key.printable)\""
        + (nearest.map { "; did you mean \($0)?" } ?? "; there is \(known.joined(separator: ", "))")
    case .wrongType(let file, let key, let line, let expected):
      "settings \(file.printable)\(at(line)), \(key.printable): \(expected.words) is expected"
    case .outOfRange(let file, let key, let line, let value, let range):
      "settings \(file.printable)\(at(line)), \(key.printable): \(value) is not taken; write \(range.words)"
    }
  }

  private func at(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}

extension LaboratorySettingsFailure.Expected {
  fileprivate var words: String {
    switch self {
    case .table: "a table"
    case .number(let range): "a whole number of \(range.words)"
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}
