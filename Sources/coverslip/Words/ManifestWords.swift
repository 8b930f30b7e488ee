import Sentences
import Casework

extension ManifestFailure {
  /// The first problems with line, column and remedy; the rest counted. Nothing was taken over.
  func words(path: String) -> CommandFailure {
    let shown = problems.prefix(5).map { "\(path), \($0.place): \($0.sentence)" }
    let more = problems.count > shown.count ? "; and \(problems.count - shown.count) more problems" : ""
    return CommandFailure(.badData, shown.joined(separator: "; ") + more + "; nothing was taken over")
  }
}

extension ManifestProblem {
  /// The problem with its place.
  func words(path: String) -> CommandFailure { CommandFailure(.badData, "\(path), \(place): \(sentence)") }

  var place: String { column.isEmpty ? "line \(line)" : "line \(line), column \(column)" }

  var sentence: String {
    switch rule {
    case .required: "a value is needed"
    case .number(let range):
      "«\(value)» is no number from \(range.lowerBound.short) to \(range.upperBound.short); leave it blank where "
        + "unknown"
    case .wholeNumber(let range):
      "«\(value)» is no whole number from \(range.lowerBound) to \(range.upperBound); leave it blank where unknown"
    case .decimalComma(let remedy): "«\(value)» has a decimal comma; write \(remedy)"
    case .date: "«\(value)» is no day; write it as 2026-01-31"
    case .oneOf(let words): "«\(value)» is none of \(words.joined(separator: ", "))"
    case .plainText(let limit): "the text has control characters or more than \(limit) characters"
    case .agree(let other, let value): "«\(self.value)» disagrees with «\(value)» on line \(other), the same case"
    case .slideOnce(let other): "the slide «\(value)» stands on line \(other) already"
    case .patientOnce(let other): "the patient «\(value)» stands on line \(other) already; one row a patient"
    case .column(let found): "the column is missing; there are \(found.joined(separator: ", "))"
    case .columnOnce: "the column stands there twice"
    case .columnNamed: "a column that holds something has no name"
    case .cells(let found, let expected): "\(found) cells where the header has \(expected)"
    case .closedQuote: "a quote is opened and never closed"
    case .quotesAround: "quotes go around a whole cell, and a quote inside is written twice"
    case .nearColumn(let meant):
      "no column is called so; did you mean \(meant)? Rename it, or give --keep-columns to keep it as it is"
    case .utf8: "the file is not text in UTF-8, UTF-16 or Windows-1252; save it as CSV UTF-8"
    case .notWorkbook: "the file is a spreadsheet program's own; save the table as CSV UTF-8"
    case .notEmpty: "a header and at least one case are needed"
    }
  }
}

extension Double {
  /// Without a fraction where it has none.
  fileprivate var short: String { self == rounded() && abs(self) < 1e9 ? String(Int(self)) : String(self) }
}
