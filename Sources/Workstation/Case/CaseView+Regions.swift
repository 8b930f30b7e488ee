import Casework
import Labels
import SlidePictures
import TerminalKit

/// The regions that are left out for a trial.
extension CaseView {
  /// Their outlines on the slide, and the box that is drawn, with the corner that moves.
  func drawRegions(on screen: inout Screen, in area: Rect) {
    guard let view = reading.drawnView(in: around) else { return }
    for box in reading.leftOut.shown.boxes where box.slide == reading.slideIndex {
      BoxOutline(box.region, in: view, of: area.size).draw(on: &screen, in: area, style: theme[.mark])
    }
    guard let drawing = reading.leftOut.drawing, drawing.slide == reading.slideIndex else { return }
    let outline = BoxOutline(drawing.region, in: view, of: area.size)
    outline.draw(on: &screen, in: area, style: theme[.mark])
    let moving = view.cell(x: drawing.moving.x, y: drawing.moving.y, in: area.size)
    let fixed = view.cell(x: drawing.fixed.x, y: drawing.fixed.y, in: area.size)
    outline.mark(
      isRight: moving.column > fixed.column, isLower: moving.row > fixed.row, "◆", on: &screen, in: area,
      style: theme[.mark])
  }

  /// The question why the box is left out, where it is taken.
  func drawReasons(on screen: inout Screen) {
    guard let drawing = reading.leftOut.drawing, drawing.isChoosing, around.isUncovered else { return }
    let keys = RegionKeys.standard
    let lines = zip(keys.reasons, LeftOutReason.allCases).map { keyWords($0, "  " + $1.label, .text) }
    let note = Line("exploratory: the finding stays as it is", theme[.dim])
    let frame = Frame(
      title: Line("Why is this left out?", theme[.title]),
      footer: Hint.line(
        keys.reason.hints, columns: 40, theme: theme), style: theme[.borderFocused])
    let inside = drawDialog(frame, columns: 46, rows: lines.count + 4, on: &screen)
    screen.write(lines + [Line(), note], in: inside.inset(columns: 2, rows: 0))
  }
}
