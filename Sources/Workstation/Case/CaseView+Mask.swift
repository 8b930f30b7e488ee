import SlidePictures
import TerminalKit

/// What the tissue mask means: in the line below the picture, or in a corner of it where that is too narrow.
extension CaseView {
  /// The line below the picture.
  func maskLine(columns: Int) -> Line {
    guard let legend = maskLegend(.pane) ?? maskLegend(.beside) else { return Line("tissue mask …", theme[.dim]) }
    if !hasTwoMasks, let line = legend.line(columns: columns) { return line }
    let hiding = CaseCommand.keys.key(of: .switchMask).map { keyWords($0, " hides it", .dim) }
    return Line("tissue mask  ", theme[.text]) + (hiding ?? Line())
  }

  /// The same in the lower right corner of the picture of `slot`, where the line has not said it.
  func drawMaskWords(_ slot: PictureSlot, on screen: inout Screen, in area: Rect) {
    guard let legend = maskLegend(slot), hasTwoMasks || legend.line(columns: layout.status.columns - 2) == nil else {
      return
    }
    let parts = legend.list(columns: area.columns - 4)
    let columns = min(area.columns - 2, parts.reduce(0) { max($0, $1.columns) } + 2)
    let rows = min(area.rows - 3, parts.count)
    guard columns > 2, rows > 0 else { return }
    // The scale bar stays below it.
    let place = Rect(
      column: area.column + area.columns - columns - 1, row: area.row + area.rows - rows - 2, columns: columns,
      rows: rows)
    screen.fill(place, style: theme[.background])
    screen.write(parts, in: place.inset(columns: 1, rows: 0))
  }

  /// Whether each picture has a mask of its own.
  private var hasTwoMasks: Bool { pictures.mask(.pane) != nil && pictures.mask(.beside) != nil }

  private func maskLegend(_ slot: PictureSlot) -> MaskLegendLine? {
    pictures.mask(slot).map { MaskLegendLine($0, theme: theme, depth: around.depth) }
  }
}
