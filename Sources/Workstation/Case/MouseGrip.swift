import SlidePictures

/// What the mouse holds while its button is pressed.
enum MouseGrip: Equatable, Sendable {
  /// The picture, by a cell, and what it showed then; a press that moves nothing is a click.
  case picture(Viewport, at: PictureCell, isMoved: Bool)
  /// The map of the whole slide.
  case map
  /// The end of what is being drawn.
  case tool
}

extension CaseState {
  /// The mouse moved while its button was pressed: what it holds of the slide stays under it.
  mutating func dragMouse(column: Int, row: Int, in around: Surroundings) -> [CaseOutcome] {
    let layout = layout(in: around)
    switch grip {
    case .picture(let start, let cell, let isMoved)?:
      let (columns, rows) = (cell.column - column + layout.picture.column, cell.row - row + layout.picture.row)
      guard isMoved || columns != 0 || rows != 0 else { return [] }
      if !isMoved { visited.visit(here) }
      grip = .picture(start, at: cell, isMoved: true)
      return look(at: start.moved(columns: Double(columns), rows: Double(rows)), in: around)
    case .map?:
      guard let place = placeOnMap(column: column, row: row, layout, in: around) else { return [] }
      return center(on: place, in: around)
    case .tool?:
      guard activeTool != nil, layout.picture.contains(column: column, row: row), let view = view(in: around) else {
        return []
      }
      let cell = PictureCell(column: column - layout.picture.column, row: row - layout.picture.row)
      let place = cell.place(in: view, of: layout.picture.size)
      return setEnd(x: place.x, y: place.y, in: around)
    case nil: return []
    }
  }

  /// The button was let go: a click moves what it was on into the middle of the picture.
  mutating func releaseMouse(in around: Surroundings) -> [CaseOutcome] {
    defer { grip = nil }
    switch grip {
    case .picture(let start, let cell, false)?:
      let place = cell.place(in: start, of: pane(in: around))
      return jumping { $0.center(on: place, in: around) }
    case .picture(_, _, true)?:
      visited.visit(here)
      return []
    case .map?, .tool?, nil: return []
    }
  }
}
