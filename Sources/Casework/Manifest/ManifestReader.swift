import Microscopy
import Prognosis

/// Rows to cases, collecting every problem on the way.
struct ManifestReader {
  private(set) var cases: [ManifestCase] = []
  private(set) var unknownColumns: [String] = []
  private(set) var problems: [ManifestProblem]

  private let records: [DelimitedRecord]
  private var places: [String: Int] = [:]
  /// Where each value of a case was first given: case, column -> line and text.
  private var given: [String: [String: (line: Int, text: String)]] = [:]

  init(_ text: DelimitedText) {
    records = text.records.filter { !$0.isBlank }
    problems = text.problems
  }

  /// By line; on one line as found.
  var problemsInOrder: [ManifestProblem] {
    problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  mutating func readAll() {
    guard let header = records.first, records.count > 1 || !problems.isEmpty else {
      return problems.append(ManifestProblem(line: 1, rule: .notEmpty))
    }
    let names = ManifestHeader(header)
    let missing = ManifestColumn.required.filter { !names.has($0) }
    problems += names.problems + missing.map(names.lacks)
    unknownColumns = names.unknownColumns
    guard missing.isEmpty else { return }
    for record in records.dropFirst() {
      if let row = names.row(record, problems: &problems) { take(row) }
    }
  }

  private mutating func take(_ row: ManifestRow) {
    var row = row
    let name = row.caseName()
    let slide = row.slide()
    let values = row.values()
    problems += row.problems
    guard let name else { return }
    let place = places[name] ?? start(name, line: row.line)
    if let slide { add(slide, to: place) }
    for value in values { merge(value, row: row, into: place) }
    for (column, cell) in row.extra { cases[place].keep(cell.text, of: column) }
    cases[place].addNote(row.cells[.note]?.text ?? "")
  }

  private mutating func start(_ name: String, line: Int) -> Int {
    cases.append(
      ManifestCase(id: name, line: line, slides: [], clinical: ClinicalVariables(), note: nil, extra: [:]))
    places[name] = cases.count - 1
    return cases.count - 1
  }

  private mutating func add(_ slide: ManifestSlide, to place: Int) {
    if let first = cases[place].slides.first(where: { $0.path == slide.path }) {
      problems.append(
        ManifestProblem(
          line: slide.line, column: ManifestColumn.slide.rawValue, value: slide.path,
          rule: .slideOnce(line: first.line)))
    } else {
      cases[place].slides.append(slide)
    }
  }

  /// The first row that gives a value sets it; a later one must give the same.
  private mutating func merge(_ value: ManifestRow.Value, row: ManifestRow, into place: Int) {
    let column = value.column.rawValue
    let text = row.text(value.column)
    guard let first = given[cases[place].id]?[column] else {
      given[cases[place].id, default: [:]][column] = (row.line(of: value.column), text)
      return value.set(&cases[place])
    }
    var changed = cases[place]
    value.set(&changed)
    guard changed != cases[place] else { return }
    problems.append(
      ManifestProblem(
        line: row.line(of: value.column), column: column, value: text,
        rule: .agree(line: first.line, value: CleanText.cleaned(first.text, limit: 60))))
  }
}

extension ManifestCase {
  fileprivate mutating func keep(_ text: String, of column: String) {
    let text = CleanText.cleaned(text)
    guard !text.isEmpty else { return }
    extra[column] = Self.joined(extra[column], text)
  }

  fileprivate mutating func addNote(_ text: String) {
    let text = CleanText.cleaned(text)
    guard !text.isEmpty else { return }
    note = Self.joined(note, text)
  }

  private static func joined(_ old: String?, _ new: String) -> String {
    guard let old, old != new else { return new }
    return old.hasPrefix(new + "; ") || old.hasSuffix("; " + new) || old.contains("; " + new + "; ")
      ? old : old + "; " + new
  }
}
