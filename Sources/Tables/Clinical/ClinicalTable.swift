import Prognosis

/// A table of patients without slides, one row per patient.
///
/// Columns, in any order and letter case: the clinical ones of a manifest, and `patient`, `case_id` or `case` for the
/// name. The other columns of a manifest may be there, are checked as there and not used; any other column may be
/// there too.
public struct ClinicalTable: Equatable, Sendable {
  /// A patient.
  public struct Row: Equatable, Sendable {
    /// The line of the file on which the patient stands, from 1.
    public let line: Int
    /// What the column of the patients says; `nil` where there is none or the cell is blank.
    public let name: String?
    /// The clinical variables, within what is possible; what the row does not give is missing.
    public let clinical: ClinicalVariables

    /// A patient of the table.
    public init(line: Int, name: String?, clinical: ClinicalVariables) {
      self.line = line
      self.name = name
      self.clinical = clinical
    }
  }

  /// The rows, in the order of the file.
  public let rows: [Row]
  /// Names of the clinical columns that are there, as a manifest spells them, in the order of the file.
  public let knownColumns: [String]
  /// Names of the columns that were not understood, in the order of the file.
  public let unknownColumns: [String]
  /// Clinical columns that are not there.
  public let absentColumns: [String]
  /// What was wrong with the rows that were left out, in the order of the lines; empty unless they were to be left out.
  public let leftOut: [TableProblem]

  /// How to read what is not as it should be.
  public struct Reading: Sendable {
    /// Whether columns with nearly the name of a known one are taken for unknown ones.
    public var keepsNearColumns = false
    /// Whether rows with a problem are left out instead of refusing all.
    public var leavesOut = false
    /// The column that names the patients, where it is not called `patient` or `case`.
    public var patient: String?

    /// A way to read. By default near names are asked about, every problem refuses all, and the patients' column is
    /// known by its name.
    public init(keepsNearColumns: Bool = false, leavesOut: Bool = false, patient: String? = nil) {
      self.keepsNearColumns = keepsNearColumns
      self.leavesOut = leavesOut
      self.patient = patient
    }
  }

  /// Reads all of a table from the bytes of its file, in any of the encodings of ``TableText``.
  ///
  /// - Throws: ``TableFailure``: `problems` with all that is wrong, also where the bytes are not text; `noColumn` where
  ///   the column that was named for the patients is not there.
  public static func parse(bytes: [UInt8], _ reading: Reading = Reading()) throws(TableFailure) -> ClinicalTable {
    try parse(Table(bytes: bytes), reading)
  }

  /// Reads all of a table.
  ///
  /// - Throws: ``TableFailure``: `problems` with all that is wrong, `noColumn` where the column that was named for the
  ///   patients is not there.
  public static func parse(_ text: String, _ reading: Reading = Reading()) throws(TableFailure) -> ClinicalTable {
    try parse(Table(text), reading)
  }

  private static func parse(_ table: Table, _ reading: Reading) throws(TableFailure) -> ClinicalTable {
    var reader = ClinicalTableReader(table, reading)
    let read = try reader.read()
    guard reader.problems.isEmpty, let read else { throw .problems(reader.problems.inOrder) }
    return read
  }
}

/// Rows to patients, collecting every problem on the way.
private struct ClinicalTableReader {
  private(set) var problems: [TableProblem]
  /// Problems of single rows, not of the table.
  private var ofRows: [TableProblem] = []
  private let table: Table
  private let reading: ClinicalTable.Reading
  private var lines: [String: Int] = [:]

  init(_ table: Table, _ reading: ClinicalTable.Reading) {
    self.table = table
    self.reading = reading
    problems = table.problems
  }

  mutating func read() throws(TableFailure) -> ClinicalTable? {
    guard !table.rows.isEmpty else {
      problems.append(TableProblem(line: 1, rule: .notEmpty))
      return nil
    }
    let patient = try patientColumn()
    let named = ColumnRole.patientNames + (patient.map { [table.header.names[$0]] } ?? [])
    let columns = KnownColumns(table, keepsNear: reading.keepsNearColumns, named: named)
    problems += columns.problems
    let known = columns.knownColumns.map(\.rawValue)
    let clinical = ClinicalRow.columns
    let rows = table.rows.compactMap { row($0, columns, patient) }
    if !reading.leavesOut || rows.isEmpty { problems += ofRows }
    return ClinicalTable(
      rows: rows, knownColumns: known.filter(clinical.contains), unknownColumns: columns.unknownColumns,
      absentColumns: clinical.filter { !known.contains($0) }, leftOut: ofRows.inOrder)
  }

  /// As named, else by the names that tables have for it.
  private func patientColumn() throws(TableFailure) -> Int? {
    guard let named = reading.patient else { return ColumnRole.patientNames.lazy.compactMap(table.header.place).first }
    guard let place = table.header.place(of: named) else {
      throw .noColumn(role: .patient, name: named, names: table.header.named)
    }
    return place
  }

  /// `nil` of a row that is left out, or refused.
  private mutating func row(_ record: DelimitedRecord, _ columns: KnownColumns, _ patient: Int?) -> ClinicalTable.Row? {
    let before = ofRows.count
    guard var (reader, _) = columns.row(record, problems: &ofRows) else { return nil }
    _ = reader.date(.received)
    _ = reader.plain(.patient, limit: Self.nameLimit)
    let clinical = reader.clinicalVariables()
    ofRows += reader.problems
    let written = patient.map { CellText.trimmed(record.cells[$0].text) } ?? ""
    let name = CellText.isMissing(written) ? "" : written
    note(name, patient, reader.line)
    guard ofRows.count == before else { return nil }
    return ClinicalTable.Row(line: reader.line, name: name.isEmpty ? nil : name, clinical: clinical)
  }

  /// Unicode scalars of a name, as of a case's.
  private static let nameLimit = 200

  /// A patient stands in the table once.
  private mutating func note(_ name: String, _ patient: Int?, _ line: Int) {
    guard !name.isEmpty, let patient else { return }
    if let first = lines[name] {
      let column = table.header.names[patient]
      ofRows.append(TableProblem(line: line, column: column, value: name, rule: .patientOnce(line: first)))
    } else {
      lines[name] = line
    }
  }
}
