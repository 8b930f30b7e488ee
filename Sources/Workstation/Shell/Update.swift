import Casework
import SlidePictures
import TerminalKit

/// What happens to the state when something happened, and what is wanted of the world then.
///
/// Pictures and rows are not asked for by the actions themselves: after each one what the state shows is compared with
/// what was asked for.
public func update(_ state: inout WorkstationState, _ action: Action) -> [Effect] {
  let (before, isTyped, wasOpen) = (state.notice, state.isTyped(action), state.hasOpenDialog)
  if isTyped { state.isResting = false }
  let effects = state.answer(to: action)
  // What is said of what others do stays until somebody is there to read it.
  if !isTyped, state.notice != before, state.notice != state.ownNews { state.noticeEnds = nil }
  if !isTyped, wasOpen { state.noteInterruption() }
  state.noteArrangement(isTyped: isTyped)
  state.unsettleBehindProblem()
  let around = state.surroundings
  return effects + state.route(state.queue.keepUp(in: around)) + state.picturesWanted() + state.readAhead()
}

/// What happens when all of `batch` happened between two screens.
///
/// Where a signature can follow, what was typed or pasted before the screen asked for it does not count: everything of
/// that kind is dropped until the dialog was painted and the input fell silent. From then on a key that leads on counts
/// only where it came by itself. So no paste signs, and nothing that was typed ahead.
public func update(_ state: inout WorkstationState, batch: [Action]) -> [Effect] {
  let isCrowded = batch.count(where: state.isTyped) > 1
  var effects: [Effect] = []
  var isRefused = false
  for action in batch {
    if state.isTyped(action), state.awaitsQuiet {
      state.noteDropped()
      continue
    }
    guard !isCrowded || state.isTakenInCrowd(action) else {
      isRefused = true
      continue
    }
    if state.isTyped(action) { state.typedAt = state.now }
    effects += update(&state, action)
  }
  if isRefused { state.refuseCrowd() }
  return effects
}

extension WorkstationState {
  /// Whether something comes from the keyboard or the mouse. What leaves or suspends is always taken: neither signs.
  fileprivate func isTyped(_ action: Action) -> Bool {
    switch action {
    case .keyPressed(let key): !(keys.shell.everywhere.command(for: key)?.isAlwaysTaken ?? false)
    case .pasted, .mousePressed: true
    case .mouseDragged, .mouseReleased: false
    case .started, .terminalKnown, .painted, .inputSettled, .rested, .resized, .ticked, .casesListed, .pageLoaded,
      .listingFailed, .casesChanged, .caseRead, .claimRefused, .handOverRefused, .firstCallCommitted, .firstCallRefused,
      .filesChecked, .tilesLoaded, .pictureDrawn, .pictureFailed, .draftSaved, .passphraseAccepted, .passphraseRefused,
      .rightRefused, .trialMade, .trialRefused, .unlocked, .unlockRefused, .signed, .supplemented, .colleaguesListed,
      .opined, .labelResolved, .signingFailed, .scoringWent, .scoringEnded, .casesNamed, .readingsCounted,
      .readingsNotCounted, .nucleiFound, .nucleiFailed, .outboxTold, .exportEnded, .hungUp, .failed:
      false
    }
  }
}

extension WorkstationState {
  fileprivate mutating func answer(to action: Action) -> [Effect] {
    switch action {
    case .started: return isAlone ? [] : begin()
    case .terminalKnown(let capabilities): return take(capabilities)
    case .keyPressed(let key): return press(key)
    case .pasted(let text): return paste(text)
    case .painted(let limits): return takeNote(of: limits)
    case .inputSettled: return settle()
    case .rested:
      // What was begun to be read ahead has given way to a key.
      (isResting, readAheadFor) = (true, nil)
      let around = surroundings
      reading?.restOnPage(in: around)
      return []
    case .mousePressed(let column, let row, let wheel): return pressMouse(column: column, row: row, wheel: wheel)
    case .mouseDragged(let column, let row): return dragMouse(column: column, row: row)
    case .mouseReleased: return releaseMouse()
    case .resized(let size):
      self.size = size
      isResting = false
      return []
    case .ticked(let now):
      reading?.trace.tick(from: self.now, to: now, typedAt: typedAt)
      reading?.noteRest(now: now)
      stillness.tick(typedAt: typedAt, isLater: now > self.now)
      self.now = now
      if typedAt == 0 { typedAt = now }
      if isNoticePainted, let noticeEnds, now >= noticeEnds { notice = nil }
      return tickHeld() + tickDialog() + tickLock() + tickClaim() + tickExports() + follow()
    case .casesListed(let request, let window): return receive(request, window)
    case .pageLoaded(let request, let page):
      return inQueue { $0.receive(request, page, in: $1) }
    case .listingFailed(let id, let problem):
      queue.list.fail(id)
      return show(problem)
    case .casesChanged(let changes): return receive(changes)
    case .caseRead(let file): return receive(file)
    case .claimRefused(let caseID, let problem): return claimRefused(caseID, problem)
    case .handOverRefused(let caseID, let problem): return handOverRefused(caseID, problem)
    case .firstCallCommitted(let file): return firstCallCommitted(file)
    case .firstCallRefused(let caseID, let problem): return firstCallRefused(caseID, problem)
    case .filesChecked(let caseID, let files): return receive(files, of: caseID)
    case .tilesLoaded(let caseID, let tiles, let unread, let measured, let cohort):
      return receive(tiles, unread, measured, cohort, of: caseID)
    case .pictureDrawn(let request, let picture): return receive(request, picture)
    case .pictureFailed(let request, let problem): return fail(request, problem)
    case .trialMade(let caseID, let trial):
      return reading?.file.id == caseID ? route(reading?.receive(trial) ?? []) : []
    case .trialRefused(let caseID, let problem):
      if reading?.file.id == caseID { reading?.refuseTrial() }
      return show(problem)
    case .draftSaved: return []
    case .passphraseAccepted(let caseID): return passphraseAccepted(caseID)
    case .passphraseRefused(let caseID, let words, let problem): return passphraseRefused(caseID, words, problem)
    case .rightRefused(let caseID, let problem): return rightRefused(caseID, problem)
    case .unlocked: return unlock()
    case .unlockRefused(let words): return unlockRefused(words)
    case .hungUp: return hangUp()
    case .signed(let caseID, let signOff): return receive(signOff, of: caseID)
    case .supplemented(let caseID, let supplement): return receive(supplement, of: caseID)
    case .colleaguesListed(let caseID, let colleagues): return receive(colleagues, of: caseID)
    case .opined(let caseID, let opinion): return receive(opinion, of: caseID)
    case .labelResolved(let caseID, let resolution): return receive(resolution, of: caseID)
    case .nucleiFound(let request, let found): return receive(found, for: request)
    case .nucleiFailed(let request, let problem): return nucleiFailed(request, problem)
    case .signingFailed(let caseID, let problem): return signingFailed(caseID, problem)
    case .scoringWent(let caseID, let progress):
      scoring.receive(progress, of: caseID)
      return []
    case .scoringEnded(let caseID, let end): return receive(end, of: caseID)
    case .outboxTold(let note): return receive(note)
    case .casesNamed(let query, let names):
      queue.mark(names, of: query)
      return []
    case .exportEnded(let export, let end): return receive(end, of: export)
    case .readingsCounted(let sections):
      qualityScreen?.receive(sections)
      return []
    case .readingsNotCounted(let problem):
      qualityScreen?.fail(problem)
      return []
    case .failed(let problem): return show(problem)
    }
  }

  /// Pictures are made of the finest glyphs that the terminal draws, until somebody wants others. Without colours there
  /// is one theme, and with sixteen each theme is in those that it names.
  private mutating func take(_ capabilities: TerminalCapabilities) -> [Effect] {
    if terminal?.symbols != capabilities.symbols { symbols = PictureSymbols(finestOf: capabilities.symbols) }
    let wasSlow = isOverSlowLink
    terminal = capabilities
    if isOverSlowLink, !wasSlow { tellSlowLink() }
    theme = theme.fitted(to: capabilities.depth)
    themes = capabilities.depth.hasColors ? themes.map { $0.fitted(to: capabilities.depth) } : [.monochrome]
    return []
  }

  mutating func show(_ problem: Problem) -> [Effect] {
    guard lock?.isTrying != true else { return unlockRefused(problem.detail) }
    guard let standing = self.problem, tellsUnsigned(standing) else {
      self.problem = problem
      return []
    }
    if !laterProblems.contains(problem), problem != standing { laterProblems.append(problem) }
    return []
  }

  mutating func say(_ notice: String) -> [Effect] {
    self.notice = notice
    return []
  }

  /// Has the queue do something, and does what it asks for.
  mutating func inQueue(_ work: (inout QueueState, Surroundings) -> [QueueOutcome]) -> [Effect] {
    let around = surroundings
    return route(work(&queue, around))
  }

  // MARK: Keys

  mutating func press(_ key: Key) -> [Effect] {
    turnedPage = nil
    let shell = keys.shell.everywhere.command(for: key)
    if let shell, shell.isAlwaysTaken { return perform(shell) }
    if lock != nil { return pressInLock(key) }
    if isTooSmall { return keys.shell.tooSmall.command(for: key) == nil ? [] : settleAccounts() + [.quit] }
    notice = nil
    if problem != nil {
      press(key, inProblem: keys.shell.problem)
      return []
    }
    if let handOver { return press(key, in: handOver) }
    if let popup { return press(key, in: popup) }
    return pressInRoom(key) ?? shell.map { perform($0) } ?? sayUnused(key)
  }

  /// Why a letter does nothing in the queue: mostly it is one of an open case.
  private mutating func sayUnused(_ key: Key) -> [Effect] {
    guard case .queue = room, case .character(let character) = key, !character.isWhitespace else { return [] }
    guard keys.reading.command(for: key) == nil else {
      return say("\(key.label) is a key of an open case: \(keys.queue.list.label(of: .open)) opens the selected one.")
    }
    return say("\(key.label) does nothing here: \(keys.shell.everywhere.label(of: .help)) tells the keys.")
  }

  /// What the present room makes of a key; `nil` where it has no use for it.
  private mutating func pressInRoom(_ key: Key) -> [Effect]? {
    let around = surroundings
    switch room {
    case .queue: return queue.press(key, keys.queue, in: around).map { route($0) }
    case .reading where reading?.leftOut.drawing != nil:
      return reading?.press(key, keys.region, in: around).map { route($0) }
    case .reading: return pressInCase(key)
    case .gallery: return keys.gallery.command(for: key).map { perform(.gallery($0)) }
    case .model: return keys.model.command(for: key).map { perform(.model($0)) }
    case .quality: return keys.quality.command(for: key).map { perform(.quality($0)) }
    }
  }

  /// Does what the palette asked for.
  mutating func perform(_ command: RoomCommand) -> [Effect] {
    let around = surroundings
    switch command {
    case .shell(let command): return perform(command)
    case .queue(let command): return inQueue { $0.perform(command, in: $1) }
    case .reading(let command): return route(reading?.perform(command, in: around) ?? [])
    case .gallery(let command): return route(reading?.perform(command, in: around) ?? [])
    case .model(let command): return route(modelScreen?.perform(command, in: around) ?? [])
    case .quality(let command): return route(qualityScreen?.perform(command, in: around) ?? [])
    }
  }

  private mutating func perform(_ command: ShellCommand) -> [Effect] {
    switch command {
    case .help: popup = .help(HelpState())
    case .palette: popup = .palette(PaletteState())
    case .themes: openThemePicker()
    case .symbols:
      symbols = symbols.next(upTo: terminal.map { PictureSymbols(finestOf: $0.symbols) } ?? .octant)
      return say("Pictures are made of \(symbols.words) now.")
    case .suspend: return [.suspend]
    case .withdraw: return withdraw()
    case .undo: return undo()
    case .stopScoring: return stopScoring()
    case .outbox: return tellOutbox()
    case .tour: showTour()
    case .quit: return settleAccounts() + [.quit]
    }
    return []
  }

  /// Only a field takes pasted text; anywhere else its letters would be commands.
  private mutating func paste(_ text: String) -> [Effect] {
    if lock != nil { pasteInLock(text) }
    guard !isTooSmall, !isPopupCovered, lock == nil else { return [] }
    notice = nil
    switch popup {
    case .signOff(var dialog):
      let outcomes = dialog.paste(text, now: now)
      popup = .signOff(dialog)
      return route(outcomes, of: dialog.caseID)
    case .amend(var dialog):
      dialog.paste(text)
      popup = .amend(dialog)
      return []
    case .opinion(var dialog):
      dialog.paste(text)
      popup = .opinion(dialog)
      return []
    case .label(var dialog):
      dialog.paste(text)
      popup = .label(dialog)
      return []
    case .help(var help) where help.isSearching:
      help.paste(text)
      popup = .help(help)
      return []
    case .palette(var palette):
      palette.paste(text)
      popup = .palette(palette)
      return []
    case nil where isTyping: return pasteInRoom(text)
    case .help, .themes, .tour, .firstRead, .exports, nil: return say("Pasted text is taken only where text is typed.")
    }
  }

  /// Time goes by in the dialog.
  private mutating func tickDialog() -> [Effect] {
    guard case .signOff(var dialog) = popup else { return [] }
    let outcomes = dialog.tick(now)
    popup = .signOff(dialog)
    return route(outcomes, of: dialog.caseID)
  }

  // MARK: What lies over the rooms

  private mutating func press(_ key: Key, in popup: Popup) -> [Effect] {
    switch popup {
    case .help(var help):
      let page = HelpLayout(size).page(isSearched: help.isSearched)
      self.popup = help.press(key, keys.shell, page: page) ? .help(help) : nil
      return []
    case .palette(let palette): return press(key, in: palette)
    case .themes(let picker): return press(key, in: picker)
    case .tour(let tour): return press(key, in: tour)
    case .firstRead(var dialog):
      let seen = reading?.slidesSeen(pictures) ?? .all
      let outcomes = dialog.press(key, keys.firstRead, slides: seen, now: now)
      self.popup = .firstRead(dialog)
      return route(outcomes, of: dialog.caseID)
    case .signOff(var dialog):
      let seen = reading?.slidesSeen(pictures) ?? .all
      let outcomes = dialog.press(key, keys.signOff, slides: seen, now: now)
      self.popup = .signOff(dialog)
      return route(outcomes, of: dialog.caseID)
    case .amend(let dialog): return press(key, in: dialog)
    case .opinion(let dialog): return press(key, in: dialog)
    case .label(let dialog): return press(key, in: dialog)
    case .exports(let list): return press(key, in: list)
    }
  }
}
