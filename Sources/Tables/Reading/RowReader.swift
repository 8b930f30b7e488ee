import Basics

/// The cells of one row by the known columns, read one by one: what is wrong is noted and left out.
package struct RowReader: Sendable {
  /// The line of the file on which the row begins, from 1.
  package let line: Int
  /// What was wrong with the cells that were read so far.
  package private(set) var problems: [TableProblem] = []
  private let cells: [TableColumn: DelimitedCell]
  private let signs: [TableColumn: DecimalSign]

  /// The cells, and how the numbers of their columns are written: with points where nothing is said.
  package init(line: Int, cells: [TableColumn: DelimitedCell], signs: [TableColumn: DecimalSign] = [:]) {
    self.line = line
    self.cells = cells
    self.signs = signs
  }

  /// The cell without blanks around it; empty where it says that there is no value.
  package func text(_ column: TableColumn) -> String {
    let text = CellText.trimmed(cells[column]?.text ?? "")
    return CellText.isMissing(text) ? "" : text
  }

  /// The cell as it is written.
  package func written(_ column: TableColumn) -> String { cells[column]?.text ?? "" }

  /// The line on which the cell begins.
  package func line(of column: TableColumn) -> Int { cells[column]?.line ?? line }

  /// Notes that the cell breaks a rule.
  package mutating func refuse<Content>(_ column: TableColumn, _ rule: TableRule) -> Content? {
    problems.append(
      TableProblem(line: line(of: column), column: column.rawValue, value: text(column), rule: rule))
    return nil
  }

  /// A text without control characters, at most `limit` Unicode scalars; `nil` where there is none.
  package mutating func plain(_ column: TableColumn, limit: Int) -> String? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    guard CleanText.isClean(text), text.unicodeScalars.count <= limit else {
      return refuse(column, .plainText(limit: limit))
    }
    return text
  }

  /// A day as ISO 8601 writes it.
  package mutating func date(_ column: TableColumn) -> String? {
    let text = value(column)
    guard !text.isEmpty else { return nil }
    return CalendarDay(text).map { CalendarDay.years.contains($0.year) } == true ? text : refuse(column, .date)
  }

  /// A number in `range`.
  package mutating func number(_ column: TableColumn, in range: ClosedRange<Double>) -> Double? {
    let text = value(column)
    guard !text.isEmpty else { return nil }
    switch NumberCell(text, signs[column] ?? .point) {
    case .number(let number):
      guard Self.isDecimal(number), let value = Double(number), range.contains(value) else {
        return refuse(column, .number(range))
      }
      return value
    case .comma(let remedy):
      return refuse(column, Self.isDecimal(remedy) ? .decimalComma(remedy: remedy) : .number(range))
    case .ambiguous: return refuse(column, .ambiguousDecimal)
    case .other: return refuse(column, .number(range))
    }
  }

  /// A whole number in `range`; `2.0` is one.
  package mutating func whole(_ column: TableColumn, in range: ClosedRange<Int>) -> Int? {
    let text = value(column)
    guard !text.isEmpty else { return nil }
    var digits = text
    if case .number(let number) = NumberCell(text, signs[column] ?? .point) { digits = number }
    digits = CellText.withoutZeroFraction(digits)
    guard digits.utf8.allSatisfy(Self.isDigit), let value = Int(digits), range.contains(value) else {
      return refuse(column, .wholeNumber(range))
    }
    return value
  }

  /// What a word means among `words`.
  package mutating func word<Word>(_ column: TableColumn, _ words: [(String, Word)]) -> Word? {
    let text = value(column)
    guard !text.isEmpty else { return nil }
    return ClinicalVocabulary.meaning(of: text, words) ?? refuse(column, .oneOf(words.map(\.0)))
  }

  /// The text of a column that holds something else than names, where `unknown` is no value either.
  private func value(_ column: TableColumn) -> String {
    let text = text(column)
    return CellText.isUnknown(text) ? "" : text
  }

  /// Digits with at most one point inside: no sign, exponent, unit, `nan` or `0x`, which a spreadsheet does not mean.
  private static func isDecimal(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
