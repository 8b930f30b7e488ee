import SlidePictures
import TerminalKit

/// Pictures that are wanted, shown and could not be had, by slot.
struct PictureShelf: Equatable, Sendable {
  /// A picture with what it was drawn for.
  struct Shown: Equatable, Sendable {
    let request: PictureRequest
    let picture: Picture
  }

  private(set) var wanted: [PictureSlot: PictureRequest] = [:]
  private(set) var shown: [PictureSlot: Shown] = [:]
  private(set) var problems: [PictureSlot: Problem] = [:]
  private var nextID = 1

  /// Whether a picture for `slot` is under way.
  func isBusy(_ slot: PictureSlot) -> Bool {
    guard let request = wanted[slot], problems[slot] == nil else { return false }
    return shown[slot]?.request.id != request.id || shown[slot]?.picture.isPreview == true
  }

  /// Whether what is shown in `slot` is only the slide's own small picture: nothing of the slide was seen by it.
  func isPreview(_ slot: PictureSlot) -> Bool { shows(slot) && shown[slot]?.picture.isPreview == true }

  /// Whether any picture is under way.
  var isBusy: Bool { PictureSlot.allCases.contains { isBusy($0) } }

  /// Wants the picture that `draft` makes for an id; does nothing where the same or a better one is wanted already.
  mutating func want(_ slot: PictureSlot, _ draft: ((Int) -> PictureRequest)?) -> Effect? {
    guard let request = (draft?(nextID)).map({ eased($0) }) else { return forget(slot) }
    if let present = wanted[slot], present.serves(request) { return nil }
    nextID += 1
    wanted[slot] = request
    problems[slot] = nil
    return .drawPicture(request)
  }

  /// Over a slow line a picture that only moves up or down is not drawn coarsely first: most of its rows are there.
  private func eased(_ request: PictureRequest) -> PictureRequest {
    guard let shown = shown[request.slot], !shown.picture.isPreview, request.fidelity == .coarse,
      shown.request.fidelity > .coarse, request.isMovedInItsColumns(from: shown.request)
    else { return request }
    return request.refined
  }

  private mutating func forget(_ slot: PictureSlot) -> Effect? {
    let busy = isBusy(slot)
    wanted[slot] = nil
    shown[slot] = nil
    problems[slot] = nil
    return busy ? .cancelPicture(slot) : nil
  }

  /// Takes an answer, unless something newer is wanted by now, or the slide's small picture comes after its pixels.
  mutating func receive(_ request: PictureRequest, _ picture: Picture) {
    guard wanted[request.slot]?.id == request.id else { return }
    if picture.isPreview, isSeen(request.slot) { return }
    shown[request.slot] = Shown(request: request, picture: picture)
    problems[request.slot] = nil
  }

  mutating func fail(_ request: PictureRequest, _ problem: Problem) {
    guard wanted[request.slot]?.id == request.id else { return }
    problems[request.slot] = problem
  }

  /// Whether there is something to show: the picture itself, or one of the same slide before it that lies alike.
  func shows(_ slot: PictureSlot) -> Bool {
    guard let request = wanted[slot], let shown = shown[slot]?.request else { return false }
    return shown.caseID == request.caseID && shown.slideIndex == request.slideIndex
      && shown.viewport.orientation == request.viewport.orientation
  }

  /// Whether the slide itself is on the screen in `slot`.
  func isSeen(_ slot: PictureSlot) -> Bool { problems[slot] == nil && shows(slot) && !isPreview(slot) }

  /// Of two pictures side by side each is the other one now; both are asked for anew, and shown meanwhile.
  mutating func exchange() {
    (shown[.pane], shown[.beside]) = (shown[.beside], shown[.pane])
    (wanted[.pane], wanted[.beside]) = (nil, nil)
  }

  /// The legend of what is shown.
  func legend(_ slot: PictureSlot) -> HeatLegend? { shows(slot) ? shown[slot]?.picture.legend : nil }

  /// What is known of the tissue mask of what is shown; `nil` where it has none.
  func mask(_ slot: PictureSlot) -> MaskLegend? { shows(slot) ? shown[slot]?.picture.mask : nil }

  /// How what is shown came by its colours; `nil` while that is not known.
  func coloring(_ slot: PictureSlot) -> PictureColoring? { shows(slot) ? shown[slot]?.picture.coloring : nil }

  /// What is shown in `slot`, where it is exactly what is wanted there now: pixels are not moved into place.
  func sharp(_ slot: PictureSlot) -> Shown? {
    guard let wanted = wanted[slot], let shown = shown[slot], shown.request.id == wanted.id else { return nil }
    return shown
  }

  /// What to show in `slot` now; `nil` where there is nothing of that slide yet.
  func placed(_ slot: PictureSlot) -> PlacedPicture? {
    guard shows(slot), let request = wanted[slot], let shown = shown[slot] else { return nil }
    return PlacedPicture(shown.picture, drawnFor: shown.request, seenBy: request)
  }
}

/// A picture in the pane that is looked at now: as it was drawn, or moved and scaled to where its pixels are by now.
struct PlacedPicture {
  private let picture: Picture
  /// Columns and rows of the picture per column and row of the pane; the same for both.
  private let scale: Double
  /// Where the pane's upper left corner lies in the picture, columns.
  private let left: Double
  /// Where the pane's upper left corner lies in the picture, rows.
  private let top: Double

  fileprivate init(_ picture: Picture, drawnFor then: PictureRequest, seenBy now: PictureRequest) {
    self.picture = picture
    let (before, after) = (then.frame, now.frame)
    scale = now.viewport.pixelsPerColumn / then.viewport.pixelsPerColumn
    left = (after.x - before.x) / then.viewport.pixelsPerColumn
    top = (after.y - before.y) / then.viewport.pixelsPerColumn / Viewport.cellAspect
  }

  /// The cell to show at (`column`, `row`) of the pane, `nil` where the picture does not reach.
  func cell(_ column: Int, _ row: Int) -> Cell? {
    picture.cell(place(column, from: left), place(row, from: top))
  }

  private func place(_ cell: Int, from start: Double) -> Int {
    Int((start + (Double(cell) + 0.5) * scale).rounded(.down))
  }
}
