/// One part of a report, in reading order.
public indirect enum ReportBlock: Hashable, Sendable {
  /// A heading; its level runs from 1 (a chapter) to 3.
  case heading(String, level: Int)
  /// Running text.
  case paragraph(String)
  /// Points, each with a bullet.
  case list([String])
  /// Names and values, two columns: what was evaluated, on what, by which version.
  case facts([Fact])
  /// Names and values in groups, column beside column: two or three is what a page carries well.
  case columns([FactColumn])
  /// The numbers a reader came for, large, up to four abreast.
  case keyFigures([KeyFigure])
  /// A numbered table.
  case table(ReportTable)
  /// Numbered figures side by side: two is what a page carries well.
  case figures([ReportFigure])
  /// A code for machines, with what it says in words beside it.
  case code(ReportCode)
  /// What must not be overlooked.
  case notice(Notice)

  /// A heading of the first level.
  public static func heading(_ text: String) -> ReportBlock { .heading(text, level: 1) }

  /// One figure across the page.
  public static func figure(_ figure: ReportFigure) -> ReportBlock { .figures([figure]) }
}

/// A name and its value.
public struct Fact: Hashable, Sendable {
  /// The name, on the left.
  public var name: String
  /// The value, on the right.
  public var value: String

  /// An entry that is printed as `name: value`.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A number that carries a conclusion.
public struct KeyFigure: Hashable, Sendable {
  /// The name of what is given: "c-index, slide and clinical".
  public var name: String
  /// The value as printed, with its unit.
  public var value: String
  /// The value's interval, or over whom it was taken; empty for none.
  public var detail: String

  /// A number with its name.
  public init(_ name: String, value: String, detail: String = "") {
    self.name = name
    self.value = value
    self.detail = detail
  }
}
