/// A 24-bit colour, sRGB.
public struct RGB: Hashable, Sendable {
  /// Red, 0 to 255.
  public var red: UInt8
  /// Green, 0 to 255.
  public var green: UInt8
  /// Blue, 0 to 255.
  public var blue: UInt8

  /// A colour by its channels.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}

/// How a cell's glyph is drawn besides its colours.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits, one per attribute.
  public let rawValue: UInt8
  /// Attributes by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Heavier strokes.
  public static let bold = Attributes(rawValue: 1)
  /// Half the intensity.
  public static let dim = Attributes(rawValue: 2)
  /// A line below.
  public static let underline = Attributes(rawValue: 4)
  /// Foreground and background exchanged.
  public static let reverse = Attributes(rawValue: 8)
  /// Slanted strokes.
  public static let italic = Attributes(rawValue: 16)
}

/// Colours and attributes of a run of cells; `nil` is the terminal's own default.
public struct Style: Hashable, Sendable {
  /// Colour of the glyph.
  public var foreground: RGB?
  /// Colour behind the glyph.
  public var background: RGB?
  /// The attributes besides the colours.
  public var attributes: Attributes

  /// A style of what is given; the rest is left open.
  public init(foreground: RGB? = nil, background: RGB? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// This style with what `other` sets laid over it.
  public func overlaid(by other: Style) -> Style {
    Style(
      foreground: other.foreground ?? foreground, background: other.background ?? background,
      attributes: attributes.union(other.attributes))
  }
}

/// One cell of the screen.
public struct Cell: Hashable, Sendable {
  /// A glyph of one column; ``continuation`` right of a glyph of two.
  public var glyph: Character
  /// The colours and attributes of the cell.
  public var style: Style

  /// A cell that shows `glyph` in `style`; default: a blank in the terminal's own colours.
  public init(_ glyph: Character = " ", style: Style = Style()) {
    self.glyph = glyph
    self.style = style
  }

  /// Whether both look alike. Their colours are compared first: those of two places of a picture mostly differ, and
  /// glyphs are compared as text, which takes longer.
  public static func == (one: Cell, other: Cell) -> Bool { one.style == other.style && one.glyph == other.glyph }

  /// Begins a glyph that stands for a part of a picture; marks behind it say which part.
  public static let pictureMark: Unicode.Scalar = "\u{10EEEE}"

  /// Stands in the second column of a wide glyph; painters skip it.
  public static let continuation: Character = "\u{0}"
}

/// Columns and rows of a terminal.
public struct TerminalSize: Hashable, Sendable {
  /// Width, cells.
  public var columns: Int
  /// Height, cells.
  public var rows: Int

  /// A size of `columns` by `rows` cells.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

extension TerminalSize {
  /// The size that `text` says as `160x48`, columns and rows from 1 to 1000; `nil` where it says none.
  public init?(parsing text: String) {
    let parts = text.lowercased().split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1000).contains(columns),
      (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
  /// Left edge, cells.
  public var column: Int
  /// Upper edge, cells.
  public var row: Int
  /// Width, cells.
  public var columns: Int
  /// Height, cells.
  public var rows: Int

  /// A rectangle; negative sizes count as none.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The rectangle's size.
  public var size: TerminalSize { TerminalSize(columns: columns, rows: rows) }
}

/// A rectangular picture of cells: what a view draws into, what a painter puts on the terminal. A value.
public struct Screen: Hashable, Sendable {
  /// The screen's size.
  public let size: TerminalSize
  /// The cells, row-major, `size.columns * size.rows`.
  public private(set) var cells: [Cell]
  /// Where the cursor is shown, or `nil` for hidden.
  public var cursor: (column: Int, row: Int)? {
    get { cursorColumn >= 0 ? (cursorColumn, cursorRow) : nil }
    set {
      cursorColumn = newValue?.column ?? -1
      cursorRow = newValue?.row ?? -1
    }
  }
  private var cursorColumn = -1
  private var cursorRow = -1
  /// Where a click stands for something; of areas that overlap the later one counts.
  public private(set) var clickAreas: [ClickArea] = []

  /// A screen of blanks.
  public init(size: TerminalSize, style: Style = Style()) {
    self.size = size
    cells = Array(repeating: Cell(style: style), count: size.columns * size.rows)
  }

  /// Says what a click on the cells of `area` stands for.
  public mutating func mark(_ area: Rect, as target: ClickTarget) {
    guard !area.isEmpty else { return }
    clickAreas.append(ClickArea(area: area, target: target))
  }

  /// Nothing that was drawn so far can be clicked on any more: something else lies over it.
  public mutating func forgetClickAreas() { clickAreas = [] }

  /// Changes each cell in its place.
  mutating func changeCells(_ change: (inout Cell) -> Void) {
    for index in cells.indices { change(&cells[index]) }
  }

  /// The whole screen as a rectangle.
  public var bounds: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: size.rows) }

  /// The cell at (`column`, `row`); writes outside are dropped, reads outside are blank.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return Cell() }
      return cells[row * size.columns + column]
    }
    set {
      guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return }
      cells[row * size.columns + column] = newValue
    }
  }
}

extension Screen {
  /// The rows as text, without the blanks at their ends.
  public var lines: [String] {
    (0..<size.rows).map { row in
      var line = ""
      var blanks = 0
      for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] where cell.glyph != Cell.continuation {
        guard cell.glyph != " " else {
          blanks += 1
          continue
        }
        line += String(repeating: " ", count: blanks)
        line.append(cell.glyph)
        blanks = 0
      }
      return line
    }
  }

  /// The upper left part of this screen in a screen of `newSize`, blank where that is larger.
  public func cut(to newSize: TerminalSize) -> Screen {
    var result = Screen(size: newSize)
    for row in 0..<min(size.rows, newSize.rows) {
      for column in 0..<min(size.columns, newSize.columns) { result[column, row] = self[column, row] }
    }
    // A wide glyph whose second half was cut away cannot be shown.
    if newSize.columns < size.columns {
      for row in 0..<min(size.rows, newSize.rows) where self[newSize.columns, row].glyph == Cell.continuation {
        result[newSize.columns - 1, row].glyph = " "
      }
    }
    return result
  }
}
