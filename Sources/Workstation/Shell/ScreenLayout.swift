import Microscopy
import TerminalKit

/// Where the parts of the queue's screen are.
struct QueueLayout {
  let bar: Rect
  let tabs: Rect
  /// With its border.
  let table: Rect
  /// With its border; below the table where there is no place beside it.
  let detail: Rect
  /// Cells that the preview picture may take, inside ``detail``; empty where there is no place.
  let preview: Rect
  let hints: Rect

  init(_ size: TerminalSize) {
    let whole = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    var rest: Rect
    (bar, rest) = whole.splitRows(1)
    (tabs, rest) = rest.splitRows(1)
    (rest, hints) = rest.splitRows(rest.rows - 1)
    if size.columns >= 110 {
      (table, detail) = rest.splitColumns(size.columns - min(60, max(40, size.columns * 34 / 100)))
      let inside = detail.inset()
      preview = inside.splitRows(max(6, inside.rows - Self.summaryRows)).0
    } else {
      (table, detail) = rest.splitRows(rest.rows - Self.stripRows)
      preview = Rect(column: detail.column, row: detail.row, columns: 0, rows: 0)
    }
  }

  var isWide: Bool { !preview.isEmpty }

  /// Lines of the table that hold cases: without border and heading.
  var listRows: Int { max(1, table.rows - 3) }

  /// The upper cells of ``preview`` that a slide of `slide` level-0 px fills.
  func preview(of slide: PixelSize?) -> Rect {
    guard let slide, slide.width > 0 else { return preview.splitRows(3).0 }
    let rows = Double(preview.columns) * Double(slide.height) / Double(slide.width) / Viewport.cellAspect
    return preview.splitRows(max(4, Int(rows.rounded(.up)))).0
  }

  /// Lines of text that the preview leaves below it.
  static let summaryRows = 14
  /// Height of the strip below a narrow table, with its border.
  static let stripRows = 6
}

/// Where the parts of the case's screen are.
struct CaseLayout {
  let bar: Rect
  /// With its border.
  let slide: Rect
  /// Cells of the picture.
  let picture: Rect
  /// Magnification, hot spot, scale; below the picture, inside its border.
  let status: Rect
  let panel: Rect
  /// Below the panel or right of it; `nil` where there is no place.
  let chart: Rect?
  let hints: Rect

  init(_ size: TerminalSize) {
    let whole = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    var rest: Rect
    var side: Rect
    (bar, rest) = whole.splitRows(1)
    (rest, hints) = rest.splitRows(rest.rows - 1)
    (slide, side) = rest.splitColumns(size.columns - Self.panelColumns(size.columns))
    if side.rows >= 44 {
      let (upper, lower) = side.splitRows(side.rows - Self.chartRows)
      (panel, chart) = (upper, lower)
    } else {
      (panel, chart) = (side, nil)
    }
    (picture, status) = slide.inset().splitRows(slide.rows - 3)
  }

  private static func panelColumns(_ columns: Int) -> Int { min(58, max(34, columns * 34 / 100)) }

  static let chartRows = 16

  /// The map of the whole slide in the upper right corner of the picture, without its frame.
  func overview(of slide: PixelSize) -> Rect {
    let widest = min(24, picture.columns / 4)
    let highest = min(10, picture.rows / 3)
    let aspect = Double(slide.width) / Double(max(1, slide.height)) * Viewport.cellAspect
    var rows = highest
    var columns = Int((Double(rows) * aspect).rounded())
    if columns > widest {
      columns = widest
      rows = Int((Double(columns) / aspect).rounded())
    }
    (columns, rows) = (max(3, columns), max(2, rows))
    return Rect(
      column: picture.column + picture.columns - columns - 1, row: picture.row + 1, columns: columns, rows: rows)
  }
}
