import Basics
import Microscopy
import SlidePictures
import TerminalKit

/// Where the parts of an open case are.
struct CaseLayout {
  /// With its border.
  let slide: Rect
  /// Cells of the picture.
  let picture: Rect
  /// The legend; below the picture, inside its border.
  let status: Rect
  let panel: Rect
  /// Below the panel or right of it; `nil` where there is no place.
  let chart: Rect?

  init(_ size: TerminalSize) {
    let side: Rect
    (slide, side) = ScreenAreas(size).body.splitColumns(size.columns - Self.panelColumns(size.columns))
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
