import Casework
import Microscopy
import TerminalKit

extension WorkstationState {
  /// Shows `file` at once; what the casebook says of it comes later.
  mutating func open(_ file: CaseFile) -> [Effect] {
    queue.isSearching = false
    queue.selectedID = file.id
    reading = ReadingState(file: file)
    var effects: [Effect] = []
    if file.status == .scored || file.status == .inReview { effects.append(.openReview(caseID: file.id)) }
    if let path = file.finding?.resultFile { effects.append(.loadTiles(caseID: file.id, resultFile: path)) }
    return effects
  }

  /// The case as the casebook has it now.
  mutating func receive(_ file: CaseFile) {
    replace(file)
    if reading?.file.id == file.id { refresh(file) }
  }

  /// Takes a newer state of the open case. A draft that was changed on this screen is never older than the one that
  /// comes; one that was not gives way, in a dialog that is open too: what was kept outside of the casebook may be
  /// newer.
  mutating func refresh(_ file: CaseFile) {
    guard let reading else { return }
    var file = file
    let isSameWork = reading.file.finding?.id == file.finding?.id && !file.status.isSigned
    if isSameWork, reading.hasTouchedDraft { file.draft = reading.file.draft }
    self.reading?.file = file
    guard isSameWork, file.draft != reading.file.draft, let finding = file.finding else { return }
    if case .signOff = popup { popup = .signOff(SignOffState(file: file, finding: finding)) }
  }

  mutating func receive(_ tiles: [TileFinding], of caseID: String) {
    guard reading?.file.id == caseID else { return }
    reading?.tileCount = tiles.count
    reading?.hotSpots = ReadingState.hotSpots(of: tiles)
    reading?.hotSpot = nil
  }

  mutating func performInCase(_ command: Command) -> [Effect] {
    switch command {
    case .panLeft: pan(columns: -1, rows: 0)
    case .panRight: pan(columns: 1, rows: 0)
    case .panUp: pan(columns: 0, rows: -1)
    case .panDown: pan(columns: 0, rows: 1)
    case .zoomIn: zoom(closer: true)
    case .zoomOut: zoom(closer: false)
    case .magnify(let step): magnify(step)
    case .toggleHeat, .moreOpaque, .lessOpaque, .switchQuantity: changeHeat(command)
    case .nextHotSpot: visitHotSpot(1)
    case .previousHotSpot: visitHotSpot(-1)
    case .nextSlide: switchSlide(by: 1)
    case .previousSlide: switchSlide(by: -1)
    case .nextCase: return openNeighbour(1)
    case .previousCase: return openNeighbour(-1)
    case .panelDown: scrollPanel(by: 5)
    case .panelUp: scrollPanel(by: -5)
    case .signOff: openSignOff()
    case .back: return closeCase()
    default: break
    }
    return []
  }

  private mutating func closeCase() -> [Effect] {
    reading = nil
    return [.refreshQueue]
  }

  /// A slide counts as seen once its picture was painted with nothing over it.
  mutating func noteSeenSlide() {
    guard popup == nil, problem == nil, modelScreen == nil, !isTooSmall, let reading else { return }
    guard pictures.problems[.pane] == nil, pictures.shows(.pane) else { return }
    self.reading?.seen.insert(reading.slideIndex)
  }

  /// A picture could not be had. A slide that cannot be shown is not one that was reviewed, whatever was seen of it
  /// before.
  mutating func fail(_ request: PictureRequest, _ problem: Problem) {
    pictures.fail(request, problem)
    guard request.slot == .pane, reading?.file.id == request.caseID else { return }
    reading?.seen.remove(request.slideIndex)
  }

  private mutating func openNeighbour(_ step: Int) -> [Effect] {
    let before = queue.selectedID
    moveSelection(by: step)
    guard let file = queue.selected, file.id != before else {
      notice = step > 0 ? "This is the last case of the list." : "This is the first case of the list."
      return []
    }
    return open(file)
  }

  private mutating func scrollPanel(by lines: Int) {
    guard let reading else { return }
    let panel = CaseLayout(size).panel.inset(columns: 2)
    let longest = max(0, panelLines(of: reading, columns: panel.columns).count - panel.rows)
    self.reading?.panelScrolled = min(max(0, reading.panelScrolled + lines), longest)
  }

  private mutating func switchSlide(by step: Int) {
    guard var reading, reading.file.record.slides.count > 1 else {
      notice = "The case has no other slide."
      return
    }
    let count = reading.file.record.slides.count
    reading.slideIndex = (reading.slideIndex + step + count) % count
    reading.viewport = nil
    reading.hotSpot = nil
    self.reading = reading
  }

  private mutating func changeHeat(_ command: Command) {
    guard var reading else { return }
    guard reading.file.finding?.resultFile != nil else {
      notice = "There is no heat map: the case has no finding with tiles."
      return
    }
    switch command {
    case .toggleHeat: reading.showsHeat.toggle()
    case .moreOpaque: reading.opacity = min(100, reading.opacity + 10)
    case .lessOpaque: reading.opacity = max(10, reading.opacity - 10)
    default:
      guard reading.hotSpots.first.map({ $0.contribution != nil }) ?? true else {
        notice = "There is no contribution: these networks cannot be taken apart tile by tile."
        return
      }
      reading.quantity = reading.quantity == .attention ? .contribution : .attention
    }
    if command != .toggleHeat { reading.showsHeat = true }
    self.reading = reading
  }
}
