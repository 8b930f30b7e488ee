import Prognosis
import Tables

/// The clinical variables of one row of any table whose columns are called as a manifest's, read by the manifest's
/// rules.
///
///     let row = ClinicalRow(["age": "61", "er": "Pos"], line: 2)
///     row.clinical.er  // positive
public struct ClinicalRow: Sendable {
  /// Within what is possible; what the row does not give is missing.
  public let clinical: ClinicalVariables
  /// What is wrong with its cells.
  public let problems: [ManifestProblem]

  /// The columns that are read, as a manifest spells them.
  public static let columns: [String] = ClinicalVariable.allCases.map(\.rawValue)

  /// Reads cells by the names of their columns.
  ///
  /// - Parameters:
  ///   - line: of the file, from 1, for the problems.
  ///   - hasDecimalCommas: whether `2,5` is two and a half.
  public init(_ cells: [String: String], line: Int, hasDecimalCommas: Bool = false) {
    var row = ManifestRow(line: line, hasDecimalCommas: hasDecimalCommas)
    for (name, text) in cells {
      guard Self.columns.contains(name), let column = ManifestColumn(rawValue: name) else { continue }
      row.cells[column] = DelimitedCell(text: text, line: line)
    }
    var patient = ManifestCase(id: "", line: line, slides: [], clinical: ClinicalVariables(), note: nil, extra: [:])
    for value in row.values() { value.set(&patient) }
    clinical = patient.clinical
    problems = row.problems
  }

  /// The clinical column that a column most likely means which is called nearly so; `nil` for any other.
  public static func column(near name: String, notAmong names: [String]) -> String? {
    ColumnNames.nearest(to: name, among: columns.filter { !names.contains($0) })
  }
}
