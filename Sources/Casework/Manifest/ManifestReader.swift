import Basics
import Prognosis
import Tables

/// Rows to cases, collecting every problem on the way.
struct ManifestReader {
  private(set) var cases: [ManifestCase] = []
  private(set) var unknownColumns: [String] = []
  private(set) var problems: [TableProblem]
  /// Of the cases that were left out, by line.
  private(set) var leftOut: [TableProblem] = []

  private let table: Table
  private let leniency: Manifest.Leniency
  /// Of single rows, not of the table.
  private var ofRows: [TableProblem] = []
  private var faulty: Set<String> = []
  /// Rows of which it cannot be told which case they are of.
  private var nameless = 0
  private var places: [String: Int] = [:]
  /// Where each value of a case was first given: case, column -> line and text.
  private var given: [String: [String: (line: Int, text: String)]] = [:]

  init(_ table: Table, _ leniency: Manifest.Leniency) {
    self.table = table
    self.leniency = leniency
    problems = table.problems
  }

  mutating func readAll() {
    guard !table.rows.isEmpty || !problems.isEmpty && !table.header.names.isEmpty else {
      return problems.append(TableProblem(line: 1, rule: .notEmpty))
    }
    let names = KnownColumns(table, keepsNear: leniency.keepsNearColumns)
    let missing = ManifestRow.required.filter { !names.has($0) }
    problems += names.problems + missing.map(names.lacks)
    unknownColumns = names.unknownColumns
    guard missing.isEmpty else { return }
    for record in table.rows {
      let before = ofRows.count
      if let (reader, extra) = names.row(record, problems: &ofRows) {
        take(ManifestRow(reader, extra), isFaulty: ofRows.count > before)
      } else if let name = names.cell(.name, of: record).flatMap(ManifestRow.caseName) {
        faulty.insert(name)
      } else {
        nameless += 1
      }
    }
    settle()
  }

  /// Cases that were left out, rows without a readable name one each.
  var leftOutCases: Int { leniency.leavesOut ? faulty.count + nameless : 0 }

  /// A case of which one row cannot be read is left out whole: a part of its slides or values would pass for all of
  /// them.
  private mutating func settle() {
    guard leniency.leavesOut else {
      problems += ofRows
      return
    }
    leftOut = ofRows.inOrder
    cases.removeAll { faulty.contains($0.id) }
  }

  private mutating func take(_ row: ManifestRow, isFaulty: Bool) {
    var row = row
    let name = row.caseName()
    let slide = row.slide()
    let values = row.values()
    ofRows += row.problems
    guard let name else {
      nameless += 1
      return
    }
    if isFaulty || !row.problems.isEmpty { faulty.insert(name) }
    let place = places[name] ?? start(name, line: row.line)
    if let slide { add(slide, to: place) }
    for value in values { merge(value, row: row, into: place) }
    for (column, cell) in row.extra { cases[place].keep(cell.text, of: column) }
    cases[place].addNote(row.note)
  }

  private mutating func start(_ name: String, line: Int) -> Int {
    cases.append(
      ManifestCase(id: name, line: line, slides: [], clinical: ClinicalVariables(), note: nil, extra: [:]))
    places[name] = cases.count - 1
    return cases.count - 1
  }

  private mutating func add(_ slide: ManifestSlide, to place: Int) {
    if let first = cases[place].slides.first(where: { $0.path == slide.path }) {
      faulty.insert(cases[place].id)
      ofRows.append(
        TableProblem(
          line: slide.line, column: TableColumn.slide.rawValue, value: slide.path,
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
    faulty.insert(cases[place].id)
    ofRows.append(
      TableProblem(
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
