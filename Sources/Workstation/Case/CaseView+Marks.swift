import Casework
import Microscopy
import SlidePictures
import TerminalKit

/// What readers have marked on the slide, what they are drawing, and nuclei as found.
extension CaseView {
  func drawMarks(on screen: inout Screen, in area: Rect) {
    guard let view = reading.drawnView(in: around) else { return }
    let cells = ShapeCells(view, in: area.size)
    drawNuclei(cells, on: &screen, in: area)
    for mark in reading.file.marks where mark.slide == reading.slideIndex { draw(mark, cells, on: &screen, in: area) }
    guard let tool = reading.activeTool else { return }
    put("·", cells.cells(of: tool.shape), on: &screen, in: area)
    put("◇", Set([tool.start, tool.end].compactMap(cells.cell)), on: &screen, in: area)
  }

  /// What the ruler or the box measures, beside the map of the whole slide: on as many rows as that takes.
  func drawToolWords(_ slide: CaseSlide, on screen: inout Screen, in area: Rect) {
    guard let tool = reading.activeTool else { return }
    let end = overviewFrame(slide)?.column ?? area.column + area.columns - 1
    let lines = TextWidth.wrapped(tool.words(of: slide), to: end - area.column - 4)
    let columns = lines.reduce(0) { max($0, TextWidth.of($1)) }
    for (row, text) in lines.enumerated() {
      screen.write(
        " \(TextWidth.padded(text, to: columns)) ", column: area.column + 1, row: area.row + 1 + row,
        style: theme[.mark])
    }
  }

  private func draw(_ mark: SlideMark, _ cells: ShapeCells, on screen: inout Screen, in area: Rect) {
    switch mark.shape {
    case .points: put("◆", cells.cells(of: mark.shape), on: &screen, in: area)
    case .lines, .polygons: put("·", cells.cells(of: mark.shape), on: &screen, in: area)
    }
    guard let label = mark.lengthUM.map(LengthText.length) ?? mark.count.map(LengthText.count),
      let cell = cells.cell(of: RegionPoint(x: mark.center.x, y: mark.center.y)), cell.column + 2 < area.columns
    else { return }
    let room = area.columns - cell.column - 1
    screen.write(
      TextWidth.truncated(label, to: room), column: area.column + cell.column + 1, row: area.row + cell.row,
      style: theme[.mark])
  }

  private func drawNuclei(_ cells: ShapeCells, on screen: inout Screen, in area: Rect) {
    guard let shown = reading.marking.showing, shown.slideIndex == reading.slideIndex,
      let found = reading.marking.found
    else { return }
    put("○", Set(found.middles.compactMap(cells.cell)), on: &screen, in: area)
  }

  /// Marks in ink on the picture's own colours, so that they hide little of it.
  private func put(_ glyph: Character, _ cells: Set<PaneCell>, on screen: inout Screen, in area: Rect) {
    let mark = theme[.mark]
    let ink = Style(foreground: mark.background ?? mark.foreground, attributes: .bold)
    for cell in cells { screen.put(glyph, area.column + cell.column, area.row + cell.row, ink) }
  }
}
