import Prognosis
import Tables

/// A table of patients without slides: CSV by the rules of a manifest, one row a patient.
///
/// Columns, in any order and letter case: the clinical ones of a ``Manifest``, and `patient` or `case` for the name.
/// The other columns of a manifest may be there, are checked as there and not used; any other column may be there too.
public struct ClinicalTable: Equatable, Sendable {
  /// A patient.
  public struct Row: Equatable, Sendable {
    /// The line of the file on which she stands, from 1.
    public let line: Int
    /// What the column `patient`, or else `case`, says; `nil` where neither is there or the cell is blank.
    public let name: String?
    /// Within what is possible; what the row does not give is missing.
    public let clinical: ClinicalVariables

    /// The values as given.
    public init(line: Int, name: String?, clinical: ClinicalVariables) {
      self.line = line
      self.name = name
      self.clinical = clinical
    }
  }

  /// In the order of the file.
  public let rows: [Row]
  /// Names of the clinical columns that are there, as a manifest spells them, in the order of the file.
  public let knownColumns: [String]
  /// Names of the columns that were not understood, in the order of the file.
  public let unknownColumns: [String]
  /// Clinical columns that are not there.
  public let absentColumns: [String]

  /// Reads all of a table from the bytes of its file, in any of the encodings of ``TableText``.
  ///
  /// - Throws: every problem at once.
  public static func parse(
    bytes: [UInt8], keepsNearColumns: Bool = false
  ) throws(ManifestFailure) -> ClinicalTable {
    try parse(try Manifest.text(bytes), keepsNearColumns: keepsNearColumns)
  }

  /// Reads all of a table.
  ///
  /// - Parameter keepsNearColumns: whether columns with nearly the name of a known one are taken for unknown ones.
  /// - Throws: every problem at once.
  public static func parse(
    _ text: String, keepsNearColumns: Bool = false
  ) throws(ManifestFailure) -> ClinicalTable {
    var reader = ClinicalTableReader(DelimitedText(text), keepsNearColumns)
    let table = reader.read()
    guard reader.problems.isEmpty, let table else { throw ManifestFailure(problems: reader.problemsInOrder) }
    return table
  }
}

/// Rows to patients, collecting every problem on the way.
private struct ClinicalTableReader {
  private(set) var problems: [ManifestProblem]
  private let records: [DelimitedRecord]
  private let hasDecimalCommas: Bool
  private let keepsNear: Bool
  private var lines: [String: Int] = [:]

  init(_ text: DelimitedText, _ keepsNear: Bool) {
    records = text.records.filter { !$0.isBlank }
    hasDecimalCommas = text.hasDecimalCommas
    self.keepsNear = keepsNear
    problems = text.problems.map(ManifestProblem.init)
  }

  /// By line; on one line as found.
  var problemsInOrder: [ManifestProblem] {
    problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  mutating func read() -> ClinicalTable? {
    guard let first = records.first, records.count > 1 else {
      problems.append(ManifestProblem(line: 1, rule: .notEmpty))
      return nil
    }
    let header = ManifestHeader(first, hasDecimalCommas: hasDecimalCommas, keepsNear: keepsNear)
    problems += header.problems
    let known = header.knownColumns.map(\.rawValue)
    let clinical = ClinicalVariable.allCases.map(\.rawValue)
    let rows = records.dropFirst().compactMap { row($0, header) }
    return ClinicalTable(
      rows: rows, knownColumns: known.filter(clinical.contains), unknownColumns: header.unknownColumns,
      absentColumns: clinical.filter { !known.contains($0) })
  }

  private mutating func row(_ record: DelimitedRecord, _ header: ManifestHeader) -> ClinicalTable.Row? {
    guard var row = header.row(record, problems: &problems) else { return nil }
    let column = header.has(.patient) ? ManifestColumn.patient : .name
    var patient = ManifestCase(id: "", line: row.line, slides: [], clinical: ClinicalVariables(), note: nil, extra: [:])
    for value in row.values() { value.set(&patient) }
    problems += row.problems
    let name = row.text(column)
    note(name, column, row.line)
    return ClinicalTable.Row(line: row.line, name: name.isEmpty ? nil : name, clinical: patient.clinical)
  }

  /// A patient stands in the table once.
  private mutating func note(_ name: String, _ column: ManifestColumn, _ line: Int) {
    guard !name.isEmpty else { return }
    if let first = lines[name] {
      problems.append(
        ManifestProblem(line: line, column: column.rawValue, value: name, rule: .patientOnce(line: first)))
    } else {
      lines[name] = line
    }
  }
}
