import Microscopy
import SlidePictures
import TerminalKit

/// The cells of a picture that a shape on the slide lies on.
struct ShapeCells {
  private let view: Viewport
  private let size: TerminalSize

  /// The cells of a pane of `size` that shows `view`.
  init(_ view: Viewport, in size: TerminalSize) {
    self.view = view
    self.size = size
  }

  /// The cell that a point of the slide lies in; `nil` where that is not in the pane.
  func cell(of point: RegionPoint) -> PaneCell? {
    let (column, row) = place(of: point)
    guard column >= 0, row >= 0, column < Double(size.columns), row < Double(size.rows) else { return nil }
    return PaneCell(column: Int(column), row: Int(row))
  }

  /// The cells of the pane that the lines of a shape go through; of points those that they lie in.
  func cells(of shape: RegionShape) -> Set<PaneCell> {
    switch shape {
    case .points(let points): Set(points.compactMap(cell))
    case .lines(let lines): lines.reduce(into: []) { $0.formUnion(cells(along: $1)) }
    case .polygons(let polygons):
      polygons.reduce(into: []) { cells, polygon in
        for ring in [polygon.outer] + polygon.holes { cells.formUnion(self.cells(along: ring + ring.prefix(1))) }
      }
    }
  }

  private func cells(along line: [RegionPoint]) -> Set<PaneCell> {
    var cells: Set<PaneCell> = []
    for (start, end) in zip(line, line.dropFirst()) {
      guard let (from, to) = cut(place(of: start), place(of: end)) else { continue }
      let steps = max(1, Int(max(abs(to.x - from.x), abs(to.y - from.y)).rounded(.up)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        let (column, row) = (from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        cells.insert(
          PaneCell(
            column: min(max(0, Int(column)), size.columns - 1), row: min(max(0, Int(row)), size.rows - 1)))
      }
    }
    return cells
  }

  /// Columns and rows from the upper left corner of the pane.
  private func place(of point: RegionPoint) -> (x: Double, y: Double) {
    let cell = view.cell(x: point.x, y: point.y, in: size)
    return (cell.column, cell.row)
  }

  /// The part of a line that lies in the pane (Liang and Barsky 1984); `nil` where none does.
  private func cut(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
  ) -> (from: (x: Double, y: Double), to: (x: Double, y: Double))? {
    let (across, down) = (to.x - from.x, to.y - from.y)
    var (enter, leave) = (0.0, 1.0)
    let edges = [
      (-across, from.x), (across, Double(size.columns) - from.x), (-down, from.y), (down, Double(size.rows) - from.y),
    ]
    for (slope, room) in edges {
      guard slope != 0 else {
        if room < 0 { return nil }
        continue
      }
      if slope < 0 { enter = max(enter, room / slope) } else { leave = min(leave, room / slope) }
    }
    guard enter <= leave else { return nil }
    return (
      (from.x + across * enter, from.y + down * enter), (from.x + across * leave, from.y + down * leave)
    )
  }
}

/// A cell of a pane, from its upper left corner.
struct PaneCell: Hashable, Sendable {
  let column: Int
  let row: Int
}
