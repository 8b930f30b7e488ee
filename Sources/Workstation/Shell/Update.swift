import Casework
import TerminalKit

/// What happens to the state when something happened, and what is wanted of the world then.
///
/// Pictures are not asked for by the actions themselves: after each one the pictures that the state shows are compared
/// with those that were asked for.
public func update(_ state: inout WorkstationState, _ action: Action) -> [Effect] {
  let effects = state.respond(to: action)
  state.keepSelectionVisible()
  return effects + state.picturesWanted()
}

/// What happens when all of `batch` happened between two screens.
///
/// Where a signature can follow, what was typed or pasted before the screen asked for it does not count: everything of
/// that kind is dropped until the dialog was painted and the input fell silent, and then only a key that came by itself
/// is taken. So no paste signs, and nothing that was typed ahead.
public func update(_ state: inout WorkstationState, batch: [Action]) -> [Effect] {
  let isCrowded = state.wantsSingleKey && batch.count(where: \.isTyped) > 1
  var effects: [Effect] = []
  for action in batch {
    if action.isTyped, state.awaitsQuiet || isCrowded { continue }
    effects += update(&state, action)
  }
  if isCrowded { state.refuseCrowd() }
  return effects
}

extension Action {
  /// Whether it comes from the keyboard or the mouse. Ctrl-C and Ctrl-Z are always taken: neither signs.
  fileprivate var isTyped: Bool {
    switch self {
    case .keyPressed(.control("c")), .keyPressed(.control("z")): false
    case .keyPressed, .pasted, .mousePressed: true
    case .started, .painted, .inputSettled, .resized, .ticked, .queueLoaded, .casesChanged, .caseOpened, .tilesLoaded,
      .pictureDrawn, .pictureFailed, .draftSaved, .signed, .signingFailed, .failed:
      false
    }
  }
}

extension WorkstationState {
  fileprivate mutating func respond(to action: Action) -> [Effect] {
    let effects = answer(to: action)
    unsettleBehindProblem()
    return effects
  }

  private mutating func answer(to action: Action) -> [Effect] {
    switch action {
    case .started: return isAlone ? [] : [.loadQueue]
    case .keyPressed(let key): return press(key)
    case .pasted(let text): return paste(text)
    case .painted: noteSeenSlide()
    case .inputSettled: settle()
    case .mousePressed(let column, let row, let wheel): return pressMouse(column: column, row: row, wheel: wheel)
    case .resized(let size): self.size = size
    case .ticked(let now): return tick(now)
    case .queueLoaded(let cases): receive(cases)
    case .casesChanged(let cases): receive(changed: cases)
    case .caseOpened(let file): receive(file)
    case .tilesLoaded(let caseID, let tiles): receive(tiles, of: caseID)
    case .pictureDrawn(let request, let picture): pictures.receive(request, picture)
    case .pictureFailed(let request, let problem): fail(request, problem)
    case .draftSaved: break
    case .signed(let caseID, let signOff): return receive(signOff, of: caseID)
    case .signingFailed(let caseID, let problem): signingFailed(caseID, problem)
    case .failed(let problem): self.problem = problem
    }
    return []
  }

  /// How old, in seconds, the list may grow before the casebook is read again.
  private static let queueLifetime = 15

  private mutating func tick(_ now: Int) -> [Effect] {
    self.now = now
    guard reading == nil, queue.isLoaded, now - queue.loadedAt >= Self.queueLifetime else { return [] }
    queue.loadedAt = now
    return [.refreshQueue]
  }

  // MARK: Keys

  private mutating func press(_ key: Key) -> [Effect] {
    if key == .control("c") { return leave() }
    if key == .control("z") { return [.suspend] }
    if isTooSmall { return key == "q" ? leave() : [] }
    notice = nil
    if problem != nil {
      if [.enter, .escape, "q", " "].contains(key) { problem = nil }
      return []
    }
    if let popup { return press(key, in: popup) }
    if queue.isSearching, reading == nil { return pressInSearch(key) }
    guard let command = keys.command(for: key, in: context) else { return [] }
    return perform(command)
  }

  /// Only a field takes pasted text; anywhere else its letters would be commands.
  private mutating func paste(_ text: String) -> [Effect] {
    guard !isTooSmall, problem == nil else { return [] }
    notice = nil
    switch popup {
    case .signOff(let dialog): return paste(text, in: dialog)
    case .palette(var palette):
      palette.query.insert(text)
      palette.selected = 0
      popup = .palette(palette)
    case nil where queue.isSearching && reading == nil: pasteInSearch(text)
    case .help, .themes, nil: notice = "Pasted text is taken only where text is typed."
    }
    return []
  }

  private mutating func press(_ key: Key, in popup: Popup) -> [Effect] {
    switch popup {
    case .help(let scrolled): pressInHelp(key, scrolled)
    case .palette(let palette): return press(key, in: palette)
    case .themes(let picker): return press(key, in: picker)
    case .signOff(let dialog): return press(key, in: dialog)
    }
    return []
  }

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .help: popup = .help(scrolled: 0)
    case .palette: popup = .palette(PaletteState())
    case .themes: openThemePicker()
    case .symbols: switchSymbols()
    case .suspend: return [.suspend]
    case .quit: return leave()
    case .model: modelScreen = modelScreen ?? ModelScreenState()
    default: return performOnScreen(command)
    }
    return []
  }

  private mutating func performOnScreen(_ command: Command) -> [Effect] {
    switch context {
    case .model: performInModel(command)
    case .queue: performInQueue(command)
    default: performInCase(command)
    }
  }

  func leave() -> [Effect] { [.quit] }

  private mutating func switchSymbols() {
    let all = PictureSymbols.allCases
    let index = all.firstIndex(of: symbols) ?? 0
    symbols = all[(index + 1) % all.count]
    notice = "Pictures are made of \(symbols.rawValue)s now."
  }

  private mutating func pressMouse(column: Int, row: Int, wheel: Int) -> [Effect] {
    guard popup == nil, problem == nil, !isTooSmall else { return [] }
    notice = nil
    if modelScreen != nil {
      scrollModel(by: 3 * wheel)
      return []
    }
    return reading == nil
      ? pressMouseInQueue(column: column, row: row, wheel: wheel)
      : pressMouseInCase(column: column, row: row, wheel: wheel)
  }
}
