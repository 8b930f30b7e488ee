import Microscopy
import Prognosis

/// The known columns.
enum ManifestColumn: String, CaseIterable {
  case name = "case"
  case slide, mpp, received, patient, age, grade
  case tumourSize = "tumour_size_mm"
  case positiveNodes = "positive_nodes"
  case ki67, er, her2, menopausal, note

  static let required: [ManifestColumn] = [.name, .slide]
}

/// Rows to cases, collecting every problem on the way.
struct ManifestReader {
  private(set) var cases: [ManifestCase] = []
  private(set) var unknownColumns: [String] = []
  private(set) var problems: [ManifestProblem]

  private let records: [DelimitedRecord]
  private var known: [Int: ManifestColumn] = [:]
  private var unknown: [Int: String] = [:]
  private var unnamed: Set<Int> = []
  private var width = 0
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
    readHeader(header)
    guard ManifestColumn.required.allSatisfy(known.values.contains) else { return }
    records.dropFirst().forEach { readRow($0) }
  }

  private mutating func readHeader(_ header: DelimitedRecord) {
    width = header.cells.count
    let names = header.cells.map { CleanText.cleaned($0.text) }
    for (index, name) in names.enumerated() {
      if name.isEmpty {
        unnamed.insert(index)
      } else if names[..<index].contains(where: { $0.lowercased() == name.lowercased() }) {
        problems.append(ManifestProblem(line: header.line, column: name, value: name, rule: .columnOnce))
      } else if let column = ManifestColumn(rawValue: name.lowercased()) {
        known[index] = column
      } else {
        unknown[index] = name
        unknownColumns.append(name)
      }
    }
    for column in ManifestColumn.required where !known.values.contains(column) {
      let found = names.filter { !$0.isEmpty }.map { CleanText.cleaned($0, limit: 60) }
      problems.append(ManifestProblem(line: header.line, column: column.rawValue, rule: .column(found: found)))
    }
  }

  private mutating func readRow(_ record: DelimitedRecord) {
    guard record.cells.count == width else {
      let rule = ManifestRule.cells(found: record.cells.count, expected: width)
      return problems.append(ManifestProblem(line: record.line, rule: rule))
    }
    var row = ManifestRow(line: record.line)
    for (index, cell) in record.cells.enumerated() {
      if let column = known[index] { row.cells[column] = cell }
      if let name = unknown[index] { row.extra.append((name, cell)) }
      if unnamed.contains(index), !CleanText.cleaned(cell.text).isEmpty {
        problems.append(ManifestProblem(line: cell.line, value: cell.text, rule: .columnNamed))
      }
    }
    take(row)
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
