import Foundation

/// A table with a title, columns that say their units, and footnotes.
public struct ReportTable: Hashable, Sendable {
  /// Where a column's cells stand.
  public enum Alignment: Hashable, Sendable {
    /// The alignment of words.
    case left
    /// The alignment of numbers.
    case right
    /// The alignment of marks.
    case center
  }

  /// A column of the table.
  public struct Column: Hashable, Sendable {
    /// The column's title in the heading.
    public var title: String
    /// The unit, in brackets after the title; empty for none.
    public var unit: String
    /// Alignment of heading and cells.
    public var alignment: Alignment

    /// A column of words unless `alignment` says otherwise.
    public init(_ title: String, unit: String = "", _ alignment: Alignment = .left) {
      self.title = title
      self.unit = unit
      self.alignment = alignment
    }

    /// The title with its unit, which stays on one line.
    var heading: String {
      unit.isEmpty ? title : "\(title) (\(unit.replacingOccurrences(of: " ", with: "\u{A0}")))"
    }
  }

  /// How a row reads.
  public enum Emphasis: Hashable, Sendable {
    /// A row like the others.
    case body
    /// The first cell heads the rows below it.
    case section
    /// The row that matters, in bold.
    case strong
  }

  /// A row of the table.
  public struct Row: Hashable, Sendable {
    /// The cells from left to right; missing ones are empty, those beyond the columns are not shown.
    public var cells: [String]
    /// How the row reads.
    public var emphasis: Emphasis

    /// A row of cells.
    public init(_ cells: [String], _ emphasis: Emphasis = .body) {
      self.cells = cells
      self.emphasis = emphasis
    }

    /// The cell of a column, empty where the row has none.
    func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
  }

  /// What the table shows, in a sentence.
  public var title: String
  /// The columns, from left to right.
  public var columns: [Column]
  /// The rows, from top to bottom.
  public var rows: [Row]
  /// The lines below the rows: definitions, conventions, what was left out.
  public var footnotes: [String]

  /// A table with its title.
  public init(title: String, columns: [Column], rows: [Row], footnotes: [String] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.footnotes = footnotes
  }
}
