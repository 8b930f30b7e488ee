import Basics
import Prognosis
import Tables

/// The known columns.
enum ManifestColumn: String, CaseIterable {
  case name = "case"
  case slide, mpp, received, patient, age, grade
  case tumourSize = "tumour_size_mm"
  case positiveNodes = "positive_nodes"
  case ki67, er, her2, menopausal, note
  case pr
  case erHScore = "er_h_score"
  case prHScore = "pr_h_score"
  case prPercent = "pr_percent"
  case nottinghamScore = "nottingham_score"
  case detection, smoker, chemotherapy
  case hormoneTherapy = "hormone_therapy"
  case trastuzumab, bisphosphonates, radiotherapy
  case heartDoseGy = "heart_dose_gy"

  static let required: [ManifestColumn] = [.name, .slide]
}

/// The header of a table, and what its rows are by it.
struct ManifestHeader {
  /// In the order of the columns.
  private(set) var unknownColumns: [String] = []
  private(set) var problems: [ManifestProblem] = []

  private var known: [Int: ManifestColumn] = [:]
  private var unknown: [Int: String] = [:]
  private var unnamed: Set<Int> = []
  private let line: Int
  private let names: [String]
  private let hasDecimalCommas: Bool

  /// - Parameters:
  ///   - hasDecimalCommas: whether `2,5` is a number in this table.
  ///   - keepsNear: whether a name that is nearly the one of a known column is like any other unknown one.
  init(_ header: DelimitedRecord, hasDecimalCommas: Bool, keepsNear: Bool = false) {
    line = header.line
    names = header.cells.map { CleanText.cleaned($0.text) }
    self.hasDecimalCommas = hasDecimalCommas
    for (index, name) in names.enumerated() { read(name, at: index) }
    if !keepsNear { reportNear() }
  }

  /// A column whose name was written another way must not be lost in silence.
  private mutating func reportNear() {
    let absent = ManifestColumn.allCases.filter { !known.values.contains($0) }.map(\.rawValue)
    for name in unknownColumns {
      guard let meant = ColumnNames.nearest(to: name, among: absent) else { continue }
      problems.append(ManifestProblem(line: line, column: name, value: name, rule: .nearColumn(meant)))
    }
  }

  private mutating func read(_ name: String, at index: Int) {
    if name.isEmpty {
      unnamed.insert(index)
    } else if names[..<index].contains(where: { $0.lowercased() == name.lowercased() }) {
      problems.append(ManifestProblem(line: line, column: name, value: name, rule: .columnOnce))
    } else if let column = ManifestColumn(rawValue: name.lowercased()) {
      known[index] = column
    } else {
      unknown[index] = name
      unknownColumns.append(name)
    }
  }

  /// In the order of the columns.
  var knownColumns: [ManifestColumn] { known.sorted { $0.key < $1.key }.map(\.value) }

  func has(_ column: ManifestColumn) -> Bool { known.values.contains(column) }

  /// That `column` must be there.
  func lacks(_ column: ManifestColumn) -> ManifestProblem {
    let found = names.filter { !$0.isEmpty }.map { CleanText.cleaned($0, limit: 60) }
    return ManifestProblem(line: line, column: column.rawValue, rule: .column(found: found))
  }

  /// The cells of `record` by their columns; `nil` where it has more or fewer than the header.
  func row(_ record: DelimitedRecord, problems: inout [ManifestProblem]) -> ManifestRow? {
    guard record.cells.count == names.count else {
      let rule = ManifestRule.cells(found: record.cells.count, expected: names.count)
      problems.append(ManifestProblem(line: record.line, rule: rule))
      return nil
    }
    var row = ManifestRow(line: record.line, hasDecimalCommas: hasDecimalCommas)
    for (index, cell) in record.cells.enumerated() {
      if let column = known[index] { row.cells[column] = cell }
      if let name = unknown[index] { row.extra.append((name, cell)) }
      if unnamed.contains(index), !CleanText.cleaned(cell.text).isEmpty {
        problems.append(ManifestProblem(line: cell.line, value: cell.text, rule: .columnNamed))
      }
    }
    return row
  }

  /// The case that a row of another length is most likely of: what stands where the other rows have it. `nil` of none.
  func caseName(of record: DelimitedRecord) -> String? {
    guard let index = known.first(where: { $0.value == .name })?.key, record.cells.indices.contains(index) else {
      return nil
    }
    var row = ManifestRow(line: record.line)
    row.cells[.name] = record.cells[index]
    return row.caseName()
  }
}
