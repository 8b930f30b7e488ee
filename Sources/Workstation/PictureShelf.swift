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
    return shown[slot]?.request.id != request.id
  }

  /// Whether any picture is under way.
  var isBusy: Bool { PictureSlot.allCases.contains { isBusy($0) } }

  /// Wants the picture that `draft` makes for an id; does nothing where the same is wanted already.
  mutating func want(_ slot: PictureSlot, _ draft: ((Int) -> PictureRequest)?) -> Effect? {
    guard let request = draft?(nextID) else { return forget(slot) }
    if let present = wanted[slot], present.asksForSame(as: request) { return nil }
    nextID += 1
    wanted[slot] = request
    problems[slot] = nil
    return .drawPicture(request)
  }

  private mutating func forget(_ slot: PictureSlot) -> Effect? {
    let busy = isBusy(slot)
    wanted[slot] = nil
    shown[slot] = nil
    problems[slot] = nil
    return busy ? .cancelPicture(slot) : nil
  }

  /// Takes an answer, unless something newer is wanted by now.
  mutating func receive(_ request: PictureRequest, _ picture: Picture) {
    guard wanted[request.slot]?.id == request.id else { return }
    shown[request.slot] = Shown(request: request, picture: picture)
    problems[request.slot] = nil
  }

  mutating func fail(_ request: PictureRequest, _ problem: Problem) {
    guard wanted[request.slot]?.id == request.id else { return }
    problems[request.slot] = problem
  }

  /// Whether there is something to show: the picture itself, or one of the same slide before it.
  func shows(_ slot: PictureSlot) -> Bool {
    guard let request = wanted[slot], let shown = shown[slot]?.request else { return false }
    return shown.caseID == request.caseID && shown.slideIndex == request.slideIndex
  }

  /// The legend of what is shown.
  func legend(_ slot: PictureSlot) -> HeatLegend? { shows(slot) ? shown[slot]?.picture.legend : nil }

  /// The cell to show at (`column`, `row`) of what `slot` wants now: from its picture where that is drawn, else from the
  /// one before, moved and scaled to where its pixels are now.
  func cell(_ slot: PictureSlot, _ column: Int, _ row: Int) -> Cell? {
    guard let request = wanted[slot], let shown = shown[slot] else { return nil }
    if shown.request.id == request.id { return shown.picture.cell(column, row) }
    guard shows(slot) else { return nil }
    let now = request.viewport
    let then = shown.request.viewport
    let x = now.centerX + (Double(column) + 0.5 - Double(request.size.columns) / 2) * now.pixelsPerColumn
    let y =
      now.centerY
      + (Double(row) + 0.5 - Double(request.size.rows) / 2) * now.pixelsPerColumn * Viewport.cellAspect
    let across = (x - then.centerX) / then.pixelsPerColumn + Double(shown.request.size.columns) / 2
    let down = (y - then.centerY) / then.pixelsPerColumn / Viewport.cellAspect + Double(shown.request.size.rows) / 2
    return shown.picture.cell(Int(across.rounded(.down)), Int(down.rounded(.down)))
  }
}
