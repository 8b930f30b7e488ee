import Basics
import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// An open case: its slide, its panel, and where there is room the courses of both groups.
struct CaseView: ThemedView {
  let reading: CaseState
  let pictures: PictureShelf
  let around: Surroundings
  /// The pictures that are shown in pixels, so that the cells leave them open.
  let sharp: Set<PictureSlot>
  let memo: PaintMemo

  var theme: Theme { around.theme }
  var layout: CaseLayout { reading.layout(in: around) }
  private var viewport: Viewport? { reading.drawnView(in: around) }

  /// Draws the case. Returns how far the panel can be scrolled.
  func draw(on screen: inout Screen) -> Int {
    drawSlide(on: &screen)
    if let chart = layout.chart { drawSurvival(reading.file, on: &screen, in: chart) }
    defer { drawReasons(on: &screen) }
    return layout.panel.map { drawPanel(on: &screen, in: $0) } ?? 0
  }

  private func drawPanel(on screen: inout Screen, in area: Rect) -> Int {
    let page = page(in: area)
    let (lines, scrolled, longest) = page.lines(reading.panel)
    let below = longest - scrolled
    let more = [scrolled > 0 ? "↑" : "", below > 0 ? "↓ \(below) more" : ""].filter { !$0.isEmpty }
    let hint = more.isEmpty ? nil : panelKeys + Line(more.joined(separator: " "), theme[.dim])
    let next = page.tab.map { _ in keyWords(reading.keys("y"), " next tab") }
    screen.box(area, Frame(title: Line("Finding", theme[.title]), note: next, footNote: hint, style: theme[.border]))
    if let tab = page.tab { screen.write(heads(of: tab), in: page.heads) }
    screen.write(lines, in: page.text, skipping: scrolled)
    return longest
  }

  /// The keys that scroll the panel, each to be clicked on.
  private var panelKeys: Line {
    [Key.control("d"), .control("u")].map { reading.keys($0) }
      .reduce(Line()) { $0 + Line([Span($1.label + " ", theme[.key], target: .key($1))]) }
  }

  // MARK: Slide

  private func drawSlide(on screen: inout Screen) {
    guard layout.beside == nil else { return drawTwoSlides(on: &screen) }
    let note = headNote(reading)
    screen.box(
      layout.slide,
      Frame(
        title: slideTitle(reading, columns: columnsOfTitle(beside: note)), note: note,
        footer: tileNote(reading, columns: layout.picture.columns), footNote: unreadNote(reading),
        style: around.focusedBorder))
    drawOpenSlide(on: &screen)
    screen.write(legendLine(reading, columns: layout.status.columns - 2), in: layout.status.inset(columns: 1, rows: 0))
  }

  /// The picture of the open slide, with what lies over it.
  func drawOpenSlide(on screen: inout Screen) {
    guard let slide = reading.slide else {
      drawMessage("The case has no slide.", on: &screen, in: layout.picture)
      return
    }
    if let problem = pictures.problems[.pane] {
      drawUnavailable(problem, on: &screen, in: layout.picture)
    } else if drawPicture(.pane, of: pictures, on: &screen, in: layout.picture) {
      if sharp.contains(.sharp) { screen.fill(layout.picture, style: Style()) }
      if let tile = reading.markedTile, let viewport {
        drawCorners(of: tile, viewport, on: &screen, in: layout.picture)
      }
      drawPlace(on: &screen, in: layout.picture)
      drawMarks(on: &screen, in: layout.picture)
      drawRegions(on: &screen, in: layout.picture)
      drawOverview(slide, on: &screen)
      drawToolWords(slide, on: &screen, in: layout.picture)
      if let viewport { drawScaleBar(slide, viewport, on: &screen, in: layout.picture) }
      drawTileWords(reading, on: &screen, in: layout.picture)
      drawMaskWords(.pane, on: &screen, in: layout.picture)
    } else {
      drawMessage("drawing …", on: &screen, in: layout.picture)
    }
  }

  /// Rank, attention and contribution of the tile that is looked at.
  private func tileWords(_ reading: CaseState) -> [String] {
    let place: String
    let tile: TileFinding
    if let index = reading.marked {
      (place, tile) = ("\(index + 1)/\(reading.tour.count)", reading.tour[index])
    } else if let seen = reading.galleryTile {
      let (rank, count) = (NumberText.screen.grouped(seen.rank), NumberText.screen.grouped(reading.tileCount))
      (place, tile) = ("\(rank) of \(count)", seen.tile)
    } else {
      return []
    }
    return [
      "\(reading.quantity.word) tile \(place)",
      "attention \(NumberText.screen.percent(Double(tile.attention), digits: 2))",
      reading.showsContributions
        ? tile.contribution.map { "contribution \(NumberText.screen.signed(Double($0), digits: 3))" } : nil,
    ].compactMap(\.self)
  }

  /// In the border of a picture of `columns`, where it is wide enough.
  func tileNote(_ reading: CaseState, columns: Int) -> Line? {
    let words = tileWords(reading).joined(separator: "  ")
    let room = columns - 6 - (unreadNote(reading).map { $0.columns + 3 } ?? 0)
    return words.isEmpty || TextWidth.of(words) > room ? nil : Line(words, theme[.accent])
  }

  /// What is hatched in the picture.
  func unreadNote(_ reading: CaseState) -> Line? {
    guard let unread = legend?.unread else { return nil }
    let words = "not read: \(NumberText.screen.grouped(unread.tiles)) of \(NumberText.screen.grouped(unread.of)) tiles"
    switch reading.heatShown {
    case .mask, .off: return nil
    case .outlines, .contours, .topTiles: return Line(words, theme[.text])
    case .colours, .dimmed:
      return Line([Span(String(unread.swatch.glyph), unread.swatch.style), Span(" " + words, theme[.text])])
    }
  }

  /// In a corner of the picture, where the border is too narrow and nothing is being measured.
  private func drawTileWords(_ reading: CaseState, on screen: inout Screen, in area: Rect) {
    guard tileNote(reading, columns: area.columns) == nil, reading.activeTool == nil else { return }
    let words = tileWords(reading)
    let columns = words.reduce(0) { max($0, TextWidth.of($1)) }
    for (row, text) in words.enumerated() {
      let padded = " " + TextWidth.padded(text, to: columns) + " "
      screen.write(padded, column: area.column + 1, row: area.row + 1 + row, style: theme[.mark])
    }
  }

  // MARK: Over the slide

  /// The whole slide in a corner, with what the pane shows of it; nothing while the pane shows all of it.
  private func drawOverview(_ slide: CaseSlide, on screen: inout Screen) {
    guard let border = overviewFrame(slide), let viewport else { return }
    let map = border.inset()
    screen.fill(border, style: theme[.background])
    screen.box(border, Frame(style: theme[.border]))
    _ = drawPicture(.overview, of: pictures, on: &screen, in: map)
    let (shown, whole) = (
      viewport.frame(in: layout.picture.size), viewport.orientation.shown(SlideRegion(whole: slide.size))
    )
    let left = place(shown.x - whole.x, of: whole.width, in: map.columns)
    let right = place(shown.x - whole.x + shown.width, of: whole.width, in: map.columns)
    let top = place(shown.y - whole.y, of: whole.height, in: map.rows)
    let bottom = place(shown.y - whole.y + shown.height, of: whole.height, in: map.rows)
    drawOutline(
      Rect(column: map.column + left, row: map.row + top, columns: right - left + 1, rows: bottom - top + 1),
      on: &screen)
  }

  /// Where the map is, with its frame; `nil` where there is none.
  func overviewFrame(_ slide: CaseSlide) -> Rect? {
    guard reading.viewport != nil, reading.hasOverview(in: around), let viewport else { return nil }
    let map = layout.overview(of: viewport.orientation.shown(slide.size))
    return Rect(column: map.column - 1, row: map.row - 1, columns: map.columns + 2, rows: map.rows + 2)
  }

  /// The cell, of `cells`, that the level-0 px `position` falls into.
  private func place(_ position: Double, of side: Double, in cells: Int) -> Int {
    min(max(0, Int((position / max(1, side) * Double(cells)).rounded(.down))), cells - 1)
  }

  /// An outline in ink on the picture's own colours, so that it hides little of so small a map; a single mark where it
  /// would be a cell.
  private func drawOutline(_ area: Rect, on screen: inout Screen) {
    guard area.columns > 1, area.rows > 1 else {
      for column in 0..<area.columns {
        for row in 0..<area.rows { screen.put("▣", area.column + column, area.row + row, theme[.mark]) }
      }
      return
    }
    let mark = theme[.mark]
    screen.box(area, Frame(style: Style(foreground: mark.background ?? mark.foreground, attributes: .bold)))
  }

  /// Two pictures of one size have bars of one length: that for which the narrower one has room.
  func drawScaleBar(_ slide: CaseSlide, _ viewport: Viewport, on screen: inout Screen, in area: Rect) {
    let across = viewport.orientation.isAcross ? slide.mpp.y : slide.mpp.x
    let columns = min(layout.picture.columns, layout.beside?.columns ?? layout.picture.columns)
    let bar = ScaleBar(micronsPerColumn: viewport.pixelsPerColumn * across, columns: columns / 3)
    let text = " ├" + String(repeating: "─", count: max(0, bar.columns - 2)) + "┤ \(bar.label) "
    screen.write(text, column: area.column + 1, row: area.row + area.rows - 2, style: theme[.mark])
  }

  /// The corners of a tile that is looked at, two columns and two rows apart where it is smaller.
  func drawCorners(of tile: TileFinding, _ viewport: Viewport, on screen: inout Screen, in area: Rect) {
    let (frame, site) = (viewport.frame(in: area.size), viewport.orientation.shown(tile.site))
    let columns = Self.cells(Double(site.x) - frame.x, site.side, viewport.pixelsPerColumn, of: area.columns)
    let perRow = viewport.pixelsPerColumn * Viewport.cellAspect
    let rows = Self.cells(Double(site.y) - frame.y, site.side, perRow, of: area.rows)
    for (glyph, column, row) in [
      ("┏", columns.first, rows.first), ("┓", columns.last, rows.first), ("┗", columns.first, rows.last),
      ("┛", columns.last, rows.last),
    ] as [(Character, Int, Int)] where column >= 0 && row >= 0 && column < area.columns && row < area.rows {
      screen.put(glyph, area.column + column, area.row + row, theme[.mark])
    }
  }

  /// The first and the last cell of a tile that begins at `start`, of a pane of `count` cells that show `pixels` each:
  /// at least two, which stay in the pane where the tile begins in it.
  private static func cells(_ start: Double, _ side: Int, _ pixels: Double, of count: Int) -> (first: Int, last: Int) {
    let first = Int((start / pixels).rounded())
    let last = Int(((start + Double(side)) / pixels).rounded()) - 1
    guard last <= first else { return (first, last) }
    let held = (0...count).contains(first) ? min(first, count - 2) : first
    return (held, held + 1)
  }

  /// A mark on the place that was gone to.
  private func drawPlace(on screen: inout Screen, in area: Rect) {
    guard let mark = reading.placeMark(in: around) else { return }
    screen.put("◎", area.column + mark.column, area.row + mark.row, theme[.mark])
  }
}
