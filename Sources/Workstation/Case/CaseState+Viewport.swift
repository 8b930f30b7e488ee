import Casework
import Microscopy
import SlidePictures
import TerminalKit

extension CaseState {
  func layout(in around: Surroundings) -> CaseLayout {
    CaseLayout(around.size, panelWidth, courses: courses(in: around), focus: companion?.focus)
  }

  private func courses(in around: Surroundings) -> Courses {
    guard let finding = file.finding, finding.call.isAnswer else { return .none }
    return around.model?.curves(for: finding) == nil ? .words : .curves
  }

  /// Cells of the picture.
  func pane(in around: Surroundings) -> TerminalSize { layout(in: around).picture.size }

  /// What of the open slide is shown: the whole slide where nothing else was chosen.
  func view(in around: Surroundings) -> Viewport? {
    guard let slide else { return nil }
    var view = viewport ?? Viewport(whole: slide.size, in: pane(in: around), orientation: orientation)
    view.orientation = orientation
    return view
  }

  /// ``view(in:)`` as it is drawn: on the grid of cells that begins at the slide's corner. Two pictures show the same
  /// places instead.
  func drawnView(in around: Surroundings) -> Viewport? {
    guard let slide, let view = view(in: around) else { return nil }
    return viewport == nil || companion != nil ? view : view.anchored(in: pane(in: around), of: slide.size)
  }

  /// Moves by a third of the pane, in whole cells, so that what stays on the screen stays sharp.
  mutating func pan(columns: Int, rows: Int, in around: Surroundings) -> [CaseOutcome] {
    let pane = self.pane(in: around)
    return step(columns: columns * max(1, pane.columns / 3), rows: rows * max(1, pane.rows / 3), in: around)
  }

  /// Moves by cells of the screen.
  mutating func step(columns: Int, rows: Int, in around: Surroundings) -> [CaseOutcome] {
    guard let view = view(in: around) else { return [] }
    return look(at: view.moved(columns: Double(columns), rows: Double(rows)), in: around)
  }

  /// Half a step of the zoom, up to what the scan shows.
  mutating func zoomInHalf(in around: Surroundings) -> [CaseOutcome] {
    guard let view = view(in: around), let slide else { return [] }
    let ladder = around.ladder(of: slide)
    guard let step = ladder.halfCloser(than: ladder.magnification(of: view.pixelsPerColumn)) else {
      return [.notice(Self.noCloser)]
    }
    return scale(view, to: ladder.pixelsPerColumn(at: step), in: around)
  }

  /// Half a step back, down to the whole slide.
  mutating func zoomOutHalf(in around: Surroundings) -> [CaseOutcome] {
    guard let view = view(in: around), let slide else { return [] }
    let ladder = around.ladder(of: slide)
    let step = ladder.halfFurther(than: ladder.magnification(of: view.pixelsPerColumn))
    return scale(view, to: ladder.pixelsPerColumn(at: step), in: around)
  }

  private static let noCloser = "No closer: the scan shows no more than this."

  /// - Parameter mouse: the cell of the picture that the mouse is over, where it asks for this.
  mutating func zoomIn(in around: Surroundings, mouse: PictureCell? = nil) -> [CaseOutcome] {
    guard let view = view(in: around), let slide else { return [] }
    let ladder = around.ladder(of: slide)
    guard let step = ladder.closer(than: ladder.magnification(of: view.pixelsPerColumn)) else {
      return [.notice(Self.noCloser)]
    }
    return scale(view, to: ladder.pixelsPerColumn(at: step), in: around, mouse: mouse)
  }

  /// - Parameter mouse: the cell of the picture that the mouse is over, where it asks for this.
  mutating func zoomOut(in around: Surroundings, mouse: PictureCell? = nil) -> [CaseOutcome] {
    guard let view = view(in: around), let slide else { return [] }
    let ladder = around.ladder(of: slide)
    guard let step = ladder.further(than: ladder.magnification(of: view.pixelsPerColumn)) else { return showWhole() }
    return scale(view, to: ladder.pixelsPerColumn(at: step), in: around, mouse: mouse)
  }

  private mutating func scale(
    _ view: Viewport, to pixelsPerColumn: Double, in around: Surroundings, mouse: PictureCell? = nil
  ) -> [CaseOutcome] {
    let pane = pane(in: around)
    if let tile = middleOfMarked(in: view.region(in: pane)) {
      return look(at: view.scaled(to: pixelsPerColumn, about: tile), in: around, margin: .half)
    }
    let point = mouse.map { $0.place(in: view, of: pane) } ?? (view.centerX, view.centerY)
    return look(at: view.scaled(to: pixelsPerColumn, about: point), in: around)
  }

  /// The middle of the marked tile, level-0 px, where it is to be seen: it stays where it is on the screen while the
  /// size changes.
  private func middleOfMarked(in region: SlideRegion) -> (x: Double, y: Double)? {
    guard let middle = markedTile?.center, region.x <= middle.x, middle.x < region.x + region.width,
      region.y <= middle.y, middle.y < region.y + region.height
    else { return nil }
    return middle
  }

  mutating func showWhole() -> [CaseOutcome] {
    viewport = nil
    return []
  }

  /// A step of the ladder, counted from 0.
  mutating func magnify(_ step: Int, in around: Surroundings) -> [CaseOutcome] {
    magnify(in: around) { $0.steps.indices.contains(step) ? $0.steps[step] : $0.closest }
  }

  /// As scanned: a sample shows one pixel of the scan.
  mutating func showScanned(in around: Surroundings) -> [CaseOutcome] { magnify(in: around, to: \.closest) }

  mutating func magnify(
    in around: Surroundings, to magnification: (MagnificationLadder) -> Double
  ) -> [CaseOutcome] {
    guard let view = view(in: around), let slide else { return [] }
    let ladder = around.ladder(of: slide)
    return scale(view, to: ladder.pixelsPerColumn(at: magnification(ladder)), in: around)
  }

  /// Goes round the tiles of the tour; comes close enough to see a tile's cells.
  mutating func visitTile(_ step: Int, in around: Surroundings) -> [CaseOutcome] {
    if let withheld = file.withheldLabel { return [.notice("The places of attention are \(withheld).")] }
    guard !tour.isEmpty else {
      return [.notice("There are no attention tiles: the case has no tiles with attention.")]
    }
    let count = tour.count
    let index = marked.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let tile = tour[index]
    guard let slide = file.slide(tile.slide) else { return [] }
    let opened = open(slide: tile.slide, in: around)
    let closest = viewport == nil ? .infinity : view(in: around)?.pixelsPerColumn ?? .infinity
    marked = index
    let ladder = around.ladder(of: slide)
    let target = Viewport(
      centerX: tile.center.x, centerY: tile.center.y,
      pixelsPerColumn: min(closest, ladder.pixelsPerColumn(at: Self.tileMagnification)))
    return opened + look(at: target, in: around, margin: .half)
  }

  /// At which nuclei take more than a cell.
  static let tileMagnification = 10.0

  /// How much of the picture may lie beside the slide.
  enum Margin {
    /// No more than needed, or than lies there now where only another part is looked at.
    case least
    /// As much as keeps a place at the slide's edge in the middle.
    case half
  }

  /// Shows `view`, moved so that no more lies beside the slide than `margin` says; the whole slide where it would be
  /// smaller than that.
  mutating func look(at view: Viewport, in around: Surroundings, margin: Margin = .least) -> [CaseOutcome] {
    guard let slide else { return [] }
    let pane = self.pane(in: around)
    let whole = Viewport(whole: slide.size, in: pane, orientation: orientation)
    guard view.pixelsPerColumn < whole.pixelsPerColumn else { return showWhole() }
    var view = view
    view.orientation = orientation
    let (region, size) = (view.region(in: pane), slide.size)
    let now = viewport.flatMap { $0.pixelsPerColumn == view.pixelsPerColumn ? $0 : nil }
    view.centerX = Self.held(
      view.centerX, half: region.width / 2, side: Double(size.width), margin, now: now?.centerX)
    view.centerY = Self.held(
      view.centerY, half: region.height / 2, side: Double(size.height), margin, now: now?.centerY)
    viewport = view
    return []
  }

  /// - Parameter now: where it is now, if the size stays.
  private static func held(
    _ center: Double, half: Double, side: Double, _ margin: Margin, now: Double?
  ) -> Double {
    switch margin {
    case .half: return min(max(center, 0), side)
    case .least:
      guard half * 2 < side else { return side / 2 }
      return min(max(center, min(half, now ?? half)), max(side - half, now ?? side - half))
    }
  }

  mutating func pressMouse(column: Int, row: Int, wheel: Int, in around: Surroundings) -> [CaseOutcome] {
    grip = nil
    let layout = layout(in: around)
    if let panel = layout.panel, panel.contains(column: column, row: row) {
      self.panel.move(by: 3 * wheel)
      return []
    }
    if layout.beside?.contains(column: column, row: row) ?? false {
      return switchFocus(in: around) + pressMouse(column: column, row: row, wheel: wheel, in: around)
    }
    if wheel == 0, let place = placeOnMap(column: column, row: row, layout, in: around) {
      grip = .map
      return jumping { $0.center(on: place, in: around) }
    }
    let picture = layout.picture
    guard picture.contains(column: column, row: row), let view = view(in: around) else { return [] }
    let cell = PictureCell(column: column - picture.column, row: row - picture.row)
    guard wheel == 0 else { return wheel < 0 ? zoomIn(in: around, mouse: cell) : zoomOut(in: around, mouse: cell) }
    guard activeTool == nil else {
      grip = .tool
      let place = cell.place(in: view, of: picture.size)
      return setEnd(x: place.x, y: place.y, in: around)
    }
    grip = .picture(view, at: cell, isMoved: false)
    return []
  }

  /// Moves the place, level-0 px, into the middle of the picture.
  mutating func center(on place: (x: Double, y: Double), in around: Surroundings) -> [CaseOutcome] {
    guard var view = view(in: around) else { return [] }
    (view.centerX, view.centerY) = place
    return look(at: view, in: around)
  }

  /// What of the slide lies under a cell of the map in the corner, level-0 px; `nil` where there is no map.
  func placeOnMap(
    column: Int, row: Int, _ layout: CaseLayout, in around: Surroundings
  ) -> (x: Double, y: Double)? {
    guard let slide, viewport != nil, hasOverview(in: around) else { return nil }
    let map = layout.overview(of: orientation.shown(slide.size))
    guard map.contains(column: column, row: row) else { return nil }
    let whole = orientation.shown(SlideRegion(whole: slide.size))
    return orientation.slide(
      whole.x + (Double(column - map.column) + 0.5) / Double(map.columns) * whole.width,
      whole.y + (Double(row - map.row) + 0.5) / Double(map.rows) * whole.height)
  }

  /// Whether there is a map of the whole slide where the picture does not show it all; beside a second picture it
  /// needs some room.
  func hasOverview(in around: Surroundings) -> Bool {
    showsOverview && (companion == nil || pane(in: around).columns >= Self.columnsWithMap)
  }

  private static let columnsWithMap = 40

  // MARK: Pictures

  /// The slide as it is looked at.
  func panePicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard let slide, let view = drawnView(in: around) else { return nil }
    return { id in
      PictureRequest(
        id: id, slot: .pane, caseID: file.id, slideIndex: slideIndex, slide: slide.opening, viewport: view,
        size: pane(in: around), heat: shownHeat, mask: shownMask, colors: colors, symbols: around.symbols,
        fidelity: around.fidelity, depth: around.depth, background: around.pictureBackground)
    }
  }

  /// The slide as it is looked at in pixels, while nothing moves.
  func sharpPicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard showsPixels, gallery == nil, let cell = around.pixelCell, let slide, let view = drawnView(in: around)
    else { return nil }
    return { id in
      PictureRequest(
        id: id, slot: .sharp, caseID: file.id, slideIndex: slideIndex, slide: slide.opening, viewport: view,
        size: pane(in: around), heat: shownHeat, mask: shownMask, colors: colors, symbols: around.symbols, cell: cell,
        depth: around.depth, background: around.pictureBackground)
    }
  }

  /// The small map of the whole slide.
  func overviewPicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard let slide, hasOverview(in: around) else { return nil }
    return { id in
      let size = layout(in: around).overview(of: orientation.shown(slide.size)).size
      return PictureRequest(
        id: id, slot: .overview, caseID: file.id, slideIndex: slideIndex, slide: slide.opening,
        viewport: Viewport(whole: slide.size, in: size, orientation: orientation), size: size, heat: nil,
        colors: colors, symbols: around.symbols, fidelity: max(around.fidelity, .snapped), depth: around.depth,
        background: around.pictureBackground)
    }
  }
}

/// A cell of the picture, counted from its upper left one.
struct PictureCell: Equatable, Sendable {
  let column: Int
  let row: Int

  /// What of the slide lies under its middle, level-0 px.
  func place(in view: Viewport, of pane: TerminalSize) -> (x: Double, y: Double) {
    view.place(column: Double(column) + 0.5, row: Double(row) + 0.5, in: pane)
  }
}

extension Surroundings {
  /// The magnifications of `slide`, as far as the pictures show its pixels.
  func ladder(of slide: CaseSlide) -> MagnificationLadder {
    MagnificationLadder(mpp: slide.mpp.mean, samplesPerColumn: symbols.samplesPerColumn(depth))
  }
}
