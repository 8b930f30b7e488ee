import Microscopy
import SlidePictures
import TerminalKit

/// The outline of a region in the cells of a picture.
struct BoxOutline {
  /// Of the whole outline, from the upper left cell of the picture; parts may lie outside of it.
  private let columns: ClosedRange<Int>
  private let rows: ClosedRange<Int>

  init(_ region: SlideRegion, in view: Viewport, of pane: TerminalSize) {
    let (frame, box) = (view.frame(in: pane), view.orientation.shown(region))
    let perRow = view.pixelsPerColumn * Viewport.cellAspect
    columns = Self.cells(box.x - frame.x, box.width, view.pixelsPerColumn)
    rows = Self.cells(box.y - frame.y, box.height, perRow)
  }

  private static func cells(_ start: Double, _ length: Double, _ pixels: Double) -> ClosedRange<Int> {
    let first = Int((start / pixels).rounded(.down))
    return first...max(first, Int(((start + length) / pixels).rounded(.up)) - 1)
  }

  /// Puts what of the outline lies in the picture.
  func draw(on screen: inout Screen, in area: Rect, style: Style) {
    for column in columns.clamped(to: 0...max(0, area.columns - 1)) where isIn(column, area.columns) {
      put("─", column, rows.lowerBound, &screen, area, style)
      put("─", column, rows.upperBound, &screen, area, style)
    }
    for row in rows.clamped(to: 0...max(0, area.rows - 1)) where isIn(row, area.rows) {
      put("│", columns.lowerBound, row, &screen, area, style)
      put("│", columns.upperBound, row, &screen, area, style)
    }
    put("┌", columns.lowerBound, rows.lowerBound, &screen, area, style)
    put("┐", columns.upperBound, rows.lowerBound, &screen, area, style)
    put("└", columns.lowerBound, rows.upperBound, &screen, area, style)
    put("┘", columns.upperBound, rows.upperBound, &screen, area, style)
  }

  /// Puts a mark at a corner of it.
  func mark(isRight: Bool, isLower: Bool, _ glyph: Character, on screen: inout Screen, in area: Rect, style: Style) {
    put(
      glyph, isRight ? columns.upperBound : columns.lowerBound, isLower ? rows.upperBound : rows.lowerBound, &screen,
      area, style)
  }

  private func isIn(_ cell: Int, _ count: Int) -> Bool { 0 <= cell && cell < count }

  private func put(
    _ glyph: Character, _ column: Int, _ row: Int, _ screen: inout Screen, _ area: Rect, _ style: Style
  ) {
    guard isIn(column, area.columns), isIn(row, area.rows) else { return }
    screen.put(glyph, area.column + column, area.row + row, style)
  }
}
