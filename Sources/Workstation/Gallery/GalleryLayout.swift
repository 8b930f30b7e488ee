import TerminalKit

/// Where the parts of the gallery are: as many tiles as fit, all of one size, and beside or below them a panel.
struct GalleryLayout: Equatable, Sendable {
  /// With its border.
  let frame: Rect
  /// What is told of the tile that is chosen.
  let panel: Rect
  /// Cells of each picture.
  let tile: TerminalSize
  /// Tiles beside each other, and rows of them, on a page.
  let columns: Int
  let rows: Int
  private let grid: Rect

  /// Tiles on a page.
  var perPage: Int { columns * rows }

  /// The tiles of the page with the chosen one, as indices of `count`.
  func page(with chosen: Int, of count: Int) -> Range<Int> {
    let first = chosen / perPage * perPage
    return first..<min(first + perPage, max(first, count))
  }

  /// Pages for `count` tiles.
  func pages(of count: Int) -> Int { max(1, (count + perPage - 1) / perPage) }

  /// Rows of text below each picture.
  static let captionRows = 2
  /// Columns between two pictures, and rows between a caption and the picture below it.
  private static let gap = (columns: 2, rows: 1)
  /// The panel below the tiles has at least so many rows.
  private static let leastPanel = 4

  /// - Parameters:
  ///   - size: of the terminal.
  ///   - count: tiles to be shown.
  ///   - columnsOfTile: that a whole tile takes; it is cut where the terminal is too small for it.
  init(_ size: TerminalSize, count: Int, columnsOfTile: Int) {
    frame = ScreenAreas(size).body
    let inside = frame.inset()
    let highest = inside.rows - Self.captionRows - Self.leastPanel
    let across = max(8, min(columnsOfTile, inside.columns, 2 * highest))
    tile = TerminalSize(columns: across, rows: max(4, (across + 1) / 2))
    let side = inside.columns < 100 ? 0 : min(60, max(38, inside.columns * 34 / 100))
    let (left, right) = inside.splitColumns(inside.columns - side)
    let (upper, _) = inside.splitRows(inside.rows - Self.leastPanel)
    let (beside, below) = (Self.fit(tile, in: left), Self.fit(tile, in: upper))
    let (atSide, under) = (beside.columns * beside.rows, below.columns * below.rows)
    if side > 0, atSide > 0, min(count, atSide) >= min(count, under) {
      (columns, rows) = Self.squarest(tile, beside, count: count)
      (grid, panel) = (left, right.inset(columns: 1, rows: 0))
    } else {
      (columns, rows) = Self.squarest(tile, below, count: count)
      let used = rows * (tile.rows + Self.captionRows + Self.gap.rows) - Self.gap.rows
      let (top, bottom) = inside.splitRows(used)
      (grid, panel) = (top, bottom.inset(columns: 1, rows: 0))
    }
  }

  /// How many tiles fit beside and below each other.
  private static func fit(_ tile: TerminalSize, in area: Rect) -> (columns: Int, rows: Int) {
    (
      (area.columns + gap.columns) / (tile.columns + gap.columns),
      (area.rows + gap.rows) / (tile.rows + captionRows + gap.rows)
    )
  }

  /// Where all tiles fit, the arrangement that is closest to a square on the screen; else all that fit.
  private static func squarest(
    _ tile: TerminalSize, _ most: (columns: Int, rows: Int), count: Int
  ) -> (columns: Int, rows: Int) {
    let all = (1...most.columns).map { ($0, (max(1, count) + $0 - 1) / $0) }.filter { $0.1 <= most.rows }
    let wide = tile.columns + gap.columns
    let high = 2 * (tile.rows + captionRows + gap.rows)
    return all.min { abs($0.0 * wide - $0.1 * high) < abs($1.0 * wide - $1.1 * high) } ?? most
  }

  /// The cells of the picture in a place of the page, counted from 0, row by row.
  func picture(_ place: Int) -> Rect {
    let (wide, high) = (tile.columns + Self.gap.columns, tile.rows + Self.captionRows + Self.gap.rows)
    let block = grid.centered(columns: columns * wide - Self.gap.columns, rows: rows * high - Self.gap.rows)
    return Rect(
      column: block.column + place % columns * wide, row: block.row + place / columns * high, columns: tile.columns,
      rows: tile.rows)
  }

  /// The cells of its caption.
  func caption(_ place: Int) -> Rect {
    let picture = picture(place)
    return Rect(
      column: picture.column, row: picture.row + picture.rows, columns: picture.columns, rows: Self.captionRows)
  }
}
