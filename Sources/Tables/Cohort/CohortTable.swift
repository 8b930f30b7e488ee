import Basics
import Prognosis
import SurvivalStatistics

/// A table of patients, and its columns as numbers or words.
///
/// A column is found by its name in any letter case. A cell that is blank, `NA` or another such word
/// (``CellText/isMissing(_:)``) is missing, and in columns of numbers and of clinical variables so are words such as
/// `unknown`. A column is of numbers where every cell that is not missing is one.
public struct CohortTable: Sendable {
  /// A row.
  public struct Row: Sendable, Hashable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// The cells, one per column, without control characters and blanks around them.
    public let cells: [String]

    /// A row of as many cells as the table has columns.
    public init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The names of the columns.
  public let header: TableHeader
  /// The rows, at least one.
  public let rows: [Row]
  private let hasDecimalCommas: Bool

  /// The names of the columns, in order.
  public var names: [String] { header.names }

  /// Takes over a table that was read.
  ///
  /// - Throws: ``TableFailure/problems(_:)`` with every line where quotes are astray, a row has not as many cells as
  ///   there are names, or a name stands there twice; and where there is no row.
  public init(_ table: Table) throws(TableFailure) {
    guard table.problems.isEmpty else { throw .problems(table.problems) }
    let rows = table.rows.map { Row(line: $0.line, cells: $0.cells.map { Self.cleaned($0.text) }) }
    try self.init(table.header, rows, hasDecimalCommas: table.hasDecimalCommas)
  }

  /// Reads the bytes of a file, in any of the encodings of ``TableText``.
  ///
  /// - Throws: ``TableFailure/problems(_:)`` where the bytes are not text in one of these, and where ``init(_:)``
  ///   fails.
  public init(bytes: [UInt8]) throws(TableFailure) { try self.init(Table(bytes: bytes)) }

  /// A table with decimal points and its header on line 1.
  ///
  /// - Throws: ``TableFailure/problems(_:)`` where a row has not as many cells as there are names, a name stands there
  ///   twice, or there is no row.
  public init(names: [String], rows: [Row]) throws(TableFailure) {
    try self.init(TableHeader(line: 1, names: names), rows, hasDecimalCommas: false)
  }

  private init(_ header: TableHeader, _ rows: [Row], hasDecimalCommas: Bool) throws(TableFailure) {
    let problems = Self.problems(header, rows)
    guard problems.isEmpty else { throw .problems(problems) }
    self.header = header
    self.hasDecimalCommas = hasDecimalCommas
    self.rows = hasDecimalCommas ? Self.withDecimalPoints(rows, columns: header.names.count) : rows
  }

  /// Most cells are plain: no character of them is taken away.
  private static func cleaned(_ text: String) -> String {
    let bytes = text.utf8
    let isPlain = bytes.first != 0x20 && bytes.last != 0x20 && bytes.allSatisfy { (0x20..<0x7F).contains($0) }
    return isPlain ? text : CleanText.cleaned(text)
  }

  private static func problems(_ header: TableHeader, _ rows: [Row]) -> [TableProblem] {
    guard !rows.isEmpty else { return [TableProblem(line: 1, rule: .notEmpty)] }
    var seen: Set<String> = []
    let twice = header.named.filter { !seen.insert($0).inserted }
    let expected = header.names.count
    return twice.map { TableProblem(line: header.line, column: $0, value: $0, rule: .columnOnce) }
      + rows.filter { $0.cells.count != expected }.map {
        TableProblem(line: $0.line, rule: .cells(found: $0.cells.count, expected: expected))
      }
  }

  private static func withDecimalPoints(_ rows: [Row], columns: Int) -> [Row] {
    var written: [Int: [String]] = [:]
    for column in 0..<columns { written[column] = CellText.withDecimalPoints(rows.map { $0.cells[column] }) }
    guard !written.isEmpty else { return rows }
    return rows.enumerated().map { index, row in
      var cells = row.cells
      for (column, texts) in written { cells[column] = texts[index] }
      return Row(line: row.line, cells: cells)
    }
  }

  /// The table with only the rows on these lines.
  ///
  /// - Throws: ``TableFailure/problems(_:)`` where there is none.
  public func keeping(lines: Set<Int>) throws(TableFailure) -> CohortTable {
    try CohortTable(header, rows.filter { lines.contains($0.line) }, hasDecimalCommas: hasDecimalCommas)
  }

  // MARK: Columns

  /// Whether there is a column of this name.
  public func has(_ name: String) -> Bool { header.place(of: name) != nil }

  /// The texts of a column, from top to bottom; `nil` where there is none of that name.
  public func texts(_ name: String) -> [String]? {
    header.place(of: name).map { place in rows.map { $0.cells[place] } }
  }

  /// The columns as terms read them.
  ///
  /// - Parameter words: those that the terms look for in a column: of a clinical variable every way to write one of
  ///   them stands for it.
  public func columns(_ wanted: [String], words: [String: Set<String>] = [:]) -> [String: CovariateColumn] {
    var columns: [String: CovariateColumn] = [:]
    for name in wanted { columns[name] = texts(name).map { column(name, $0, Array(words[name] ?? []).sorted()) } }
    return columns
  }

  private func column(_ name: String, _ texts: [String], _ words: [String]) -> CovariateColumn {
    let sign = sign(texts)
    let numbers = texts.map { CellText.isUnknown($0) ? .nan : NumberCell($0, sign).value }
    let found = numbers.compactMap(\.self)
    if found.count == texts.count { return .numbers(found) }
    let variable = ClinicalVariable(rawValue: name.lowercased())
    let isMissing = variable == nil ? CellText.isMissing : CellText.isUnknown
    let known = texts.map { isMissing($0) ? "" : $0 }
    return .words(variable.map { Self.oneSpelling(known, of: $0, words) } ?? known)
  }

  /// Every way to write a value of a clinical variable as the first of `words`, or else of the column, that means it.
  private static func oneSpelling(_ texts: [String], of variable: ClinicalVariable, _ words: [String]) -> [String] {
    var (spellings, known) = ([String: String](), [String: String]())
    for word in words {
      known[word] = word
      if let code = ClinicalVocabulary.code(word, of: variable) { spellings[code] = spellings[code] ?? word }
    }
    return texts.map { text in
      if let spelling = known[text] { return spelling }
      let code = ClinicalVocabulary.code(text, of: variable)
      let spelling = code.flatMap { spellings[$0] } ?? text
      if let code { spellings[code] = spelling }
      known[text] = spelling
      return spelling
    }
  }

  /// The rows in which a column has no value; none where there is no such column.
  public func missing(in name: String) -> [Bool] {
    guard let texts = texts(name) else { return [] }
    guard texts.contains(where: { !CellText.isMissing($0) && CellText.isUnknown($0) }) else {
      return texts.map(CellText.isMissing)
    }
    let sign = sign(texts)
    let isOfNumbers = texts.allSatisfy { CellText.isUnknown($0) || NumberCell($0, sign).value != nil }
    let isClinical = ClinicalVariable(rawValue: name.lowercased()) != nil
    return texts.map(isOfNumbers || isClinical ? CellText.isUnknown : CellText.isMissing)
  }

  /// The numbers of a column, not a number where missing.
  ///
  /// - Throws: ``TableFailure``: `noColumn` where there is no such column, `problems` with the cells that are not
  ///   numbers.
  public func numbers(_ name: String, role: ColumnRole) throws(TableFailure) -> [Double] {
    guard let texts = texts(name) else { throw absent(name, role) }
    let sign = sign(texts)
    var (values, problems) = ([Double](), [TableProblem]())
    values.reserveCapacity(texts.count)
    for (row, text) in zip(rows, texts) {
      if CellText.isUnknown(text) {
        values.append(.nan)
        continue
      }
      let cell = NumberCell(text, sign)
      if cell.value == nil { problems.append(problem(row.line, name, text, cell.rule)) }
      values.append(cell.value ?? .nan)
    }
    guard problems.isEmpty else { throw .problems(problems) }
    return values
  }

  /// The cells of a column that are not numbers, of these rows.
  public func notNumbers(_ name: String, rows wanted: [Int]) -> [TableProblem] {
    guard let texts = texts(name) else { return [] }
    let sign = sign(texts)
    return wanted.compactMap { index in
      let cell = NumberCell(texts[index], sign)
      guard !CellText.isUnknown(texts[index]), cell.value == nil else { return nil }
      return problem(rows[index].line, name, texts[index], cell.rule)
    }
  }

  /// A cell of this table that breaks a rule.
  package func problem(_ line: Int, _ column: String, _ text: String, _ rule: TableRule) -> TableProblem {
    TableProblem(line: line, column: header.spelling(of: column) ?? column, value: text, rule: rule)
  }

  package func sign(_ texts: [String]) -> DecimalSign { DecimalSign(texts, hasDecimalCommas: hasDecimalCommas) }

  /// The failure that there is no column of this name.
  public func absent(_ name: String, _ role: ColumnRole) -> TableFailure {
    .noColumn(role: role, name: name, names: header.named)
  }

  /// The columns that are called nearly as a clinical one which is not there, besides those that are used.
  public func nearColumns(besides used: [String]) -> [TableProblem] {
    let own = Set(used.compactMap(header.spelling))
    let known = Set(ClinicalRow.columns)
    let names = header.named.filter { !own.contains($0) && !known.contains($0.lowercased()) }
    let absent = ClinicalVariable.allCases.filter { !has($0.rawValue) }.map { TableColumn($0) }
    return KnownColumns.near(names, absent: absent, line: header.line)
  }
}
