import TerminalKit

/// A screen, and what painting it found.
public struct Painting: Equatable, Sendable {
  /// The cells.
  public let screen: Screen
  /// What is shown in pixels where the screen is blank.
  public let pictures: [TerminalKit.PlacedPicture]
  /// What the palette of the terminal may become; `nil` where it stays.
  public let palette: PaletteWish?
  /// How far what is on it can be scrolled, to be told by ``Action/painted(_:)``.
  public let limits: ScrollLimits

  /// What the terminal is to show.
  public var frame: TerminalFrame { TerminalFrame(screen, pictures: pictures, palette: palette) }
}

/// Paints the screen that shows `state`.
///
/// - Parameter memo: what the screen before was made of; the same screen is painted without it.
public func paint(_ state: WorkstationState, _ memo: PaintMemo = PaintMemo()) -> Painting {
  var screen = Screen(size: state.size, style: state.theme[.background])
  var limits = ScrollLimits()
  let sharp = state.sharpPictures
  ShellView(state: state, around: state.surroundings, sharp: sharp, memo: memo).draw(on: &screen, &limits)
  return Painting(screen: screen, pictures: sharp.all, palette: state.paletteWish, limits: limits)
}

/// The screen that shows `state`.
public func view(_ state: WorkstationState) -> Screen { paint(state).screen }

/// The first and the last line, the room between them, and what lies over it.
struct ShellView: ThemedView {
  let state: WorkstationState
  let around: Surroundings
  let sharp: SharpPictures
  let memo: PaintMemo

  var theme: Theme { state.theme }

  func draw(on screen: inout Screen, _ limits: inout ScrollLimits) {
    guard !state.isTooSmall else { return drawTooSmall(on: &screen) }
    if let lock = state.lock {
      let leave = state.keys.shell.everywhere.label(of: .quit)
      let view = ScreenLockView(
        lock: lock, reviewer: state.reviewer, keys: state.keys.shell.lock, leave: leave, theme: theme)
      return view.draw(on: &screen)
    }
    let areas = ScreenAreas(state.size)
    drawBar(on: &screen, in: areas.bar)
    drawRoom(on: &screen, &limits)
    drawHints(on: &screen, in: areas.hints)
    drawPopup(on: &screen, &limits)
    if let prompt = state.handOver {
      HandOverView(prompt: prompt, keys: state.keys.shell.handOver, theme: theme).draw(on: &screen)
    }
    if let problem = state.problem { draw(problem, on: &screen) }
  }

  private func drawRoom(on screen: inout Screen, _ limits: inout ScrollLimits) {
    if let model = state.modelScreen {
      let scorer = state.reading?.file.finding?.model
      let view = ModelView(state: model, evaluation: state.evaluation, scorer: scorer, around: around)
      limits.page = view.draw(on: &screen)
    } else if let quality = state.qualityScreen {
      limits.page = QualityView(state: quality, around: around).draw(on: &screen)
    } else if let reading = state.reading, let view = GalleryView(of: reading, around, sharp: Set(sharp.tiles.keys)) {
      view.draw(on: &screen)
      limits.onScreen = state.popup == nil && !state.isPopupCovered ? CaseOnScreen() : nil
    } else if let reading = state.reading {
      let view = CaseView(
        reading: reading, pictures: state.pictures, around: around, sharp: Set(sharp.panes.keys), memo: memo)
      limits.panel = view.draw(on: &screen)
      limits.onScreen = onScreen(view)
    } else {
      QueueView(queue: state.queue, pictures: state.pictures, keys: state.keys.queue, around: around).draw(on: &screen)
    }
  }

  /// What is to be seen of the open case: under a dialog nothing, but for the call that the dialog itself shows.
  private func onScreen(_ view: CaseView) -> CaseOnScreen? {
    guard !state.isPopupCovered else { return nil }
    switch state.popup {
    case nil: return view.onScreen
    case .signOff(let dialog): return CaseOnScreen(dialog.showsModelCall ? [.call] : [])
    case .firstRead, .amend, .opinion, .label: return CaseOnScreen()
    case .help, .palette, .themes, .tour, .exports: return nil
    }
  }

  // MARK: The first line

  /// Where one is, and the same where there is less room: the name of a case is the last to go.
  private var places: [[String]] {
    let id = state.reading?.file.id ?? ""
    return switch state.room {
    case .queue: [["queue"]]
    case .reading: [["queue", id], [id]]
    case .gallery: [["queue", id, "gallery"], [id, "gallery"], [id]]
    case .model: [modelPlace]
    case .quality: [["queue", "readings"], ["readings"]]
    }
  }

  private var modelPlace: [String] {
    let page = state.modelScreen?.page ?? .card
    switch page {
    case .card: return [state.reading?.file.id ?? "queue", page.place]
    case .evaluation: return [page.place]
    }
  }

  /// Whether a demonstration model speaks on this screen.
  private var isDemonstration: Bool {
    let isModel = state.model?.demonstration ?? false
    switch state.room {
    case .queue: return isModel || state.queue.hasDemonstration
    case .reading, .gallery: return isModel || state.reading?.file.finding?.model.demonstration ?? false
    case .quality: return state.qualityScreen?.isDemonstration ?? false
    case .model:
      switch state.modelScreen?.page {
      case .card?, nil: return isModel
      case .evaluation?: return state.evaluation?.subject.kind.isDemonstration ?? false
      }
    }
  }

  /// Where one is at the left, what holds on every screen at the right.
  private func drawBar(on screen: inout Screen, in area: Rect) {
    screen.fill(area, style: theme[.bar])
    var right = Line(isDemonstration ? [Span(" DEMO ", theme[.demo]), Span("  ")] : [])
    right.append(Self.researchUse + " ", theme[.bar])
    var left = Line(" coverslip", theme[.title])
    let room = area.columns - right.columns - left.columns - 2
    let places = places.map { " › " + $0.joined(separator: " › ") }
    let place = places.first { TextWidth.of($0) <= room } ?? places.last ?? ""
    left.append(TextWidth.middleTruncated(place, to: room), theme[.bar])
    screen.write(left, in: area)
    screen.write(right, in: area, alignment: .right)
  }

  // MARK: The last line

  /// A notice where there is one, else the keys; the reviewer at the right.
  private func drawHints(on screen: inout Screen, in area: Rect) {
    screen.fill(area, style: theme[.bar])
    let inside = area.inset(columns: 1, rows: 0)
    if drawNote(on: &screen, in: inside) { return }
    let name = Line(state.reviewer, theme[.bar])
    if let notice = state.notice ?? (state.showsWithdrawal ? state.withdrawalNote : nil) {
      // What went wrong stands at the end of a sentence.
      let words = TextWidth.middleTruncated(TextWidth.printable(notice), to: inside.columns)
      screen.write(Line(words, theme[.warning]), in: inside)
      return
    }
    guard around.isUncovered else {
      screen.write(name, in: inside, alignment: .right)
      return
    }
    let note = workNote ?? (inside.columns >= 110 ? name : nil)
    let room = note.map { max(0, inside.columns - $0.columns - 3) } ?? inside.columns
    screen.write(hints(columns: room), in: inside)
    if let note { screen.write(note, in: inside, alignment: .right) }
  }

  /// How many cases are marked, how far the scoring is, which files are being made, what waits for the outbox; `nil`
  /// where there is nothing.
  private var workNote: Line? {
    let marked = state.room == .queue ? state.queue.marked.count : 0
    let parts = [
      marked > 0 ? "\(marked) marked" : nil, state.scoring.line, state.exports.line, state.outbox?.line,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : Line(TextWidth.truncated(parts.joined(separator: " · "), to: 48), theme[.bar])
  }

  /// What keys do here; the way to the help always stays.
  private func hints(columns: Int) -> Line {
    if case .queue = state.room, let hints = state.queue.hints(state.keys.queue) {
      return Hint.line(hints, columns: columns, theme: theme)
    }
    if !state.isRoomCovered, let hints = state.reading?.toolHints(state.keys.tool) {
      return Hint.line(hints, columns: columns, theme: theme)
    }
    let help = Array(state.keys.shell.everywhere.hints.prefix(1))
    guard case .reading = state.room, let reading = state.reading else {
      return Hint.line(state.keys.hints(in: state.room), pinned: help, columns: columns, theme: theme)
    }
    if let hints = reading.leftOut.hints(state.keys.region) {
      return Hint.line(hints, pinned: help, columns: columns, theme: theme)
    }
    let (keys, back) = (state.keys.reading, state.keys.reading.hints([(.back, "back")]))
    return Hint.line(reading.hints(keys, in: around), pinned: back + help, columns: columns, theme: theme)
  }

  // MARK: Over the room

  private func drawPopup(on screen: inout Screen, _ limits: inout ScrollLimits) {
    let keys = state.keys
    switch state.popup {
    case .help(let help):
      let sheet = HelpSheet(keys, in: state.room)
      limits.help = HelpView(sheet: sheet, keys: keys.shell, help: help, around: around).draw(on: &screen)
    case .palette(let palette):
      let offer = state.paletteOffer(for: palette.query.text)
      PaletteView(palette: palette, offer: offer, keys: keys.shell.palette, around: around).draw(on: &screen)
    case .themes(let picker):
      ThemePickerView(picker: picker, themes: state.themes, keys: keys.shell.themes, around: around).draw(on: &screen)
    case .tour(let tour): TourView(tour: tour, keys: keys, theme: theme).draw(on: &screen)
    case .firstRead(let dialog):
      let seen = state.reading?.slidesSeen(state.pictures) ?? .all
      FirstReadView(dialog: dialog, keys: keys.firstRead, around: around, slides: seen).draw(on: &screen)
    case .signOff(let dialog):
      SignOffView(
        dialog: dialog, keys: keys.signOff, around: around, slides: state.reading?.slidesSeen(state.pictures) ?? .all,
        progress: state.progress, withdrawal: (state.withdrawal, state.withdrawalNote),
        reportKeys: state.reportKeysInDialog, isCovered: state.isPopupCovered
      ).draw(on: &screen)
    case .amend(let dialog):
      AmendView(
        dialog: dialog, keys: state.amendKeys, around: around,
        slides: state.reading?.slidesSeen(state.pictures) ?? .all, reportKeys: state.reportKeysInSupplement,
        isCovered: state.isPopupCovered
      ).draw(on: &screen)
    case .opinion(let dialog):
      OpinionView(dialog: dialog, keys: keys.opinion, around: around, isCovered: state.isPopupCovered).draw(on: &screen)
    case .label(let dialog):
      LabelView(dialog: dialog, keys: keys.label, around: around, isCovered: state.isPopupCovered).draw(on: &screen)
    case .exports(let list):
      guard let file = state.reading?.file else { return }
      ExportView(list: list, file: file, keys: keys.exports, around: around).draw(on: &screen)
    case nil: return
    }
  }

  private func drawTooSmall(on screen: inout Screen) {
    let (size, smallest) = (state.size, WorkstationState.smallest)
    let lines = [
      Line("The terminal is too small.", theme[.title]),
      Line("\(size.columns) x \(size.rows) now, \(smallest.columns) x \(smallest.rows) needed", theme[.text]),
      Line("Make it larger, or press \(state.keys.shell.tooSmall.label(of: .dismiss)).", theme[.dim]),
      Line(Self.researchUse, theme[.dim]),
    ]
    let area = screen.bounds.centered(columns: size.columns, rows: min(lines.count, size.rows))
    for (row, line) in lines.enumerated() { screen.write(line, in: area, row: row, alignment: .center) }
  }

  /// What happened, on what, and what to do.
  private func draw(_ problem: Problem, on screen: inout Screen) {
    let columns = min(72, state.size.columns - 8)
    let detail = TextWidth.wrapped(TextWidth.printable(problem.detail), to: columns - 6)
    let remedy = TextWidth.wrapped(TextWidth.printable(problem.remedy), to: columns - 6)
    let lines =
      [Line()] + detail.map { Line($0, theme[.text]) } + [Line()] + remedy.map { Line($0, theme[.accent]) } + [Line()]
    let keys = state.awaitsQuiet ? [Hint("…", "a moment: what is typed is dropped")] : state.keys.shell.problem.hints
    let hints = Hint.line(keys, columns: columns - 6, theme: theme)
    let frame = Frame(title: Line("✗ " + problem.title, theme[.error]), footer: hints, style: theme[.error])
    let area = drawDialog(frame, columns: columns, rows: lines.count + 2, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0))
  }
}
