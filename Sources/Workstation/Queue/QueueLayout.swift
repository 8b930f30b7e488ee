import Basics
import Microscopy
import SlidePictures
import TerminalKit

/// Where the parts of the queue are.
struct QueueLayout {
  let tabs: Rect
  /// With its border.
  let table: Rect
  /// With its border; below the table where there is no place beside it.
  let detail: Rect
  /// Cells that the preview picture may take, inside ``detail``; empty where there is no place.
  let preview: Rect

  init(_ size: TerminalSize) {
    let rest: Rect
    (tabs, rest) = ScreenAreas(size).body.splitRows(1)
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
