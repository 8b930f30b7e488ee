import Basics
import Microscopy
import SlidePictures
import TerminalKit

/// Where the parts of an open case are.
struct CaseLayout {
  /// With its border.
  let slide: Rect
  /// Cells of the picture; of two the one that the keys go to.
  let picture: Rect
  /// Cells of the other picture; `nil` where there is one.
  let beside: Rect?
  /// The legend; below the picture, inside its border.
  let status: Rect
  /// `nil` where it is hidden.
  let panel: Rect?
  /// Below the panel; `nil` where there is no place, or nothing to show.
  let chart: Rect?

  /// - Parameter focus: at which side of two pictures the one is that the keys go to; `nil`: there is one picture.
  init(
    _ size: TerminalSize, _ width: PanelWidth = .narrow, courses: Courses = .none, focus: PaneSide? = nil
  ) {
    let side: Rect
    (slide, side) = ScreenAreas(size).body.splitColumns(size.columns - width.columns(of: size.columns))
    if side.isEmpty {
      (panel, chart) = (nil, nil)
    } else if let rows = courses.rows(of: side.rows) {
      let (upper, lower) = side.splitRows(side.rows - rows)
      (panel, chart) = (upper, lower)
    } else {
      (panel, chart) = (side, nil)
    }
    let whole: Rect
    (whole, status) = slide.inset().splitRows(slide.rows - 3)
    (picture, beside) = Self.panes(of: whole, focus)
  }

  /// The picture that the keys go to, and the other one, a line between them.
  private static func panes(of whole: Rect, _ focus: PaneSide?) -> (Rect, Rect?) {
    guard let focus else { return (whole, nil) }
    let columns = max(0, whole.columns - 1) / 2
    let (left, rest) = whole.splitColumns(columns)
    let right = rest.splitColumns(min(1, rest.columns)).1
    return switch focus {
    case .left: (left, right)
    case .right: (right, left)
    }
  }

  /// The map of the whole slide in the upper right corner of the picture, without its frame: with it, it takes at most
  /// a quarter of the picture's columns and rows, if the picture has any to spare.
  func overview(of slide: PixelSize) -> Rect {
    let widest = min(24, picture.columns / 4 - 2)
    let highest = min(10, picture.rows / 4 - 2)
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

/// How much of the screen the side panel takes.
enum PanelWidth: CaseIterable {
  case narrow, wide, hidden

  /// What one key makes of it: through all of them and round.
  var next: PanelWidth {
    switch self {
    case .narrow: .wide
    case .wide: .hidden
    case .hidden: .narrow
    }
  }

  /// Of a terminal of `columns`.
  func columns(of columns: Int) -> Int {
    switch self {
    case .narrow: min(58, max(34, columns * 34 / 100))
    case .wide: min(90, columns / 2)
    case .hidden: 0
    }
  }
}

/// What the screen of a case has to show of the courses of both groups.
enum Courses {
  /// Nothing: no call, so that the case is in neither group.
  case none
  /// Why there are no curves.
  case words
  case curves

  /// The rows that they take where the side of the screen has `rows`; `nil` where they have no place. Curves leave the
  /// panel as many as the smallest terminal does.
  func rows(of rows: Int) -> Int? {
    switch self {
    case .none: nil
    case .words: rows < 44 ? nil : 6
    case .curves: rows < 34 ? nil : min(16, rows - 22)
    }
  }
}
