import Casework
import Microscopy
import TerminalKit

extension WorkstationState {
  /// What of the open slide is shown: the whole slide where nothing else was chosen.
  var viewport: Viewport? {
    guard let reading, let slide = reading.slide else { return nil }
    return reading.viewport ?? Viewport(whole: slide.size, in: pane)
  }

  var pane: TerminalSize { CaseLayout(size).picture.size }

  /// Moves by a quarter of the pane, in whole cells, so that what stays on the screen stays sharp.
  mutating func pan(columns: Int, rows: Int) {
    guard var viewport else { return }
    let across = Double(columns * max(1, pane.columns / 4))
    let down = Double(rows * max(1, pane.rows / 4))
    viewport.centerX += across * viewport.pixelsPerColumn
    viewport.centerY += down * viewport.pixelsPerColumn * Viewport.cellAspect
    look(at: viewport)
  }

  mutating func zoom(closer: Bool) {
    guard var viewport, let slide = reading?.slide else { return }
    let ladder = MagnificationLadder(mpp: slide.mpp.mean)
    let magnification = ladder.magnification(of: viewport.pixelsPerColumn)
    guard let step = closer ? ladder.closer(than: magnification) : ladder.further(than: magnification) else {
      if closer { notice = "No closer: the scan shows no more than this." } else { reading?.viewport = nil }
      return
    }
    viewport.pixelsPerColumn = ladder.pixelsPerColumn(at: step)
    look(at: viewport)
  }

  /// 1 shows the whole slide, 2 to 6 a step of the ladder.
  mutating func magnify(_ step: Int) {
    guard var viewport, let slide = reading?.slide else { return }
    let ladder = MagnificationLadder(mpp: slide.mpp.mean)
    guard ladder.steps.indices.contains(step - 2) else {
      reading?.viewport = nil
      return
    }
    viewport.pixelsPerColumn = ladder.pixelsPerColumn(at: ladder.steps[step - 2])
    look(at: viewport)
  }

  /// Goes round the hot spots; comes close enough to see a tile's cells.
  mutating func visitHotSpot(_ step: Int) {
    guard var reading, !reading.hotSpots.isEmpty else {
      notice = "There are no hot spots: the case has no tiles with attention."
      return
    }
    let count = reading.hotSpots.count
    let index = reading.hotSpot.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let spot = reading.hotSpots[index]
    guard reading.file.record.slides.indices.contains(spot.slide) else { return }
    let isElsewhere = spot.slide != reading.slideIndex
    let closest = isElsewhere ? .infinity : viewport?.pixelsPerColumn ?? .infinity
    reading.hotSpot = index
    reading.slideIndex = spot.slide
    self.reading = reading
    let ladder = MagnificationLadder(mpp: reading.file.record.slides[spot.slide].mpp.mean)
    look(
      at: Viewport(
        centerX: Double(spot.x) + Double(spot.side) / 2, centerY: Double(spot.y) + Double(spot.side) / 2,
        pixelsPerColumn: min(closest, ladder.pixelsPerColumn(at: Self.hotSpotMagnification))))
  }

  /// At which nuclei take more than a cell.
  private static let hotSpotMagnification = 10.0

  /// Shows `viewport`, moved so that no more than needed lies beside the slide; the whole slide where it would be
  /// smaller than that.
  private mutating func look(at viewport: Viewport) {
    guard let slide = reading?.slide else { return }
    let whole = Viewport(whole: slide.size, in: pane)
    guard viewport.pixelsPerColumn < whole.pixelsPerColumn else {
      reading?.viewport = nil
      return
    }
    var viewport = viewport
    let region = viewport.region(in: pane)
    viewport.centerX = Self.held(viewport.centerX, half: region.width / 2, side: Double(slide.size.width))
    viewport.centerY = Self.held(viewport.centerY, half: region.height / 2, side: Double(slide.size.height))
    reading?.viewport = viewport
  }

  private static func held(_ center: Double, half: Double, side: Double) -> Double {
    half * 2 >= side ? side / 2 : min(max(center, half), side - half)
  }

  mutating func pressMouseInCase(column: Int, row: Int, wheel: Int) -> [Effect] {
    let picture = CaseLayout(size).picture
    guard picture.contains(column: column, row: row), var viewport else { return [] }
    let across = (Double(column - picture.column) + 0.5 - Double(picture.columns) / 2) * viewport.pixelsPerColumn
    let down =
      (Double(row - picture.row) + 0.5 - Double(picture.rows) / 2) * viewport.pixelsPerColumn * Viewport.cellAspect
    guard wheel == 0 else {
      zoom(closer: wheel < 0)
      return []
    }
    viewport.centerX += across
    viewport.centerY += down
    look(at: viewport)
    return []
  }

  // MARK: Pictures

  /// Asks for the pictures that are shown by now and were not asked for yet.
  mutating func picturesWanted() -> [Effect] {
    guard !isTooSmall else { return [] }
    return [
      pictures.want(.pane, paneRequest()), pictures.want(.overview, overviewRequest()),
      pictures.want(.preview, previewRequest()),
    ].compactMap { $0 }
  }

  private var pictureBackground: RGB { theme[.background].background ?? RGB(0, 0, 0) }

  private func paneRequest() -> ((Int) -> PictureRequest)? {
    guard let reading, let slide = reading.slide, let viewport else { return nil }
    let pane = pane
    return { id in
      PictureRequest(
        id: id, slot: .pane, caseID: reading.file.id, slideIndex: reading.slideIndex, slide: slide,
        viewport: viewport, size: pane, heat: reading.heat, symbols: symbols, background: pictureBackground)
    }
  }

  private func overviewRequest() -> ((Int) -> PictureRequest)? {
    guard let reading, let slide = reading.slide else { return nil }
    return { id in
      let size = CaseLayout(self.size).overview(of: slide.size).size
      return PictureRequest(
        id: id, slot: .overview, caseID: reading.file.id, slideIndex: reading.slideIndex, slide: slide,
        viewport: Viewport(whole: slide.size, in: size), size: size, heat: nil, symbols: symbols,
        background: pictureBackground)
    }
  }

  private func previewRequest() -> ((Int) -> PictureRequest)? {
    let layout = QueueLayout(size)
    guard reading == nil, layout.isWide, let file = queue.selected, let slide = file.slide(0) else {
      return nil
    }
    let pane = layout.preview(of: slide.size)
    return { id in
      PictureRequest(
        id: id, slot: .preview, caseID: file.id, slideIndex: 0, slide: slide,
        viewport: Viewport(whole: slide.size, in: pane.size), size: pane.size, heat: nil, symbols: symbols,
        background: pictureBackground)
    }
  }
}
