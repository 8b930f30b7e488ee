import TerminalKit

/// The mouse: a click does what the key does that stands there, or chooses what it is on. What can be clicked on is
/// what was marked when it was drawn. No click leads to where a passphrase is typed, or to what cannot be taken back.
extension WorkstationState {
  mutating func pressMouse(column: Int, row: Int, wheel: Int) -> [Effect] {
    guard lock == nil, !isTooSmall, !awaitsQuiet, handOver == nil else { return [] }
    let place = ClickPlace(column: column, row: row)
    guard wheel == 0 else { return turnWheel(wheel, at: place) }
    guard !isSecondClick(at: place) else { return [] }
    return click(at: place)
  }

  /// Whether this is the second of two clicks, the first of which has brought something else to this place: it was not
  /// meant for that.
  private mutating func isSecondClick(at place: ClickPlace) -> Bool {
    defer { turnedPage = nil }
    return turnedPage.map { $0.place == place && now - $0.time <= 1 } ?? false
  }

  private mutating func click(at place: ClickPlace) -> [Effect] {
    guard !isAtSignature else { return [] }
    var after = self
    let effects = after.follow(paint(self).screen.clickTarget(column: place.column, row: place.row), at: place)
    guard !after.isAtSignature else { return say("No click leads to a signature: press the key for this.") }
    if after.room != room || (after.popup == nil) != (popup == nil) {
      after.turnedPage = TurnedPage(place: place, time: now)
    }
    self = after
    return effects
  }

  private mutating func follow(_ target: ClickTarget?, at place: ClickPlace) -> [Effect] {
    notice = nil
    guard problem == nil else { return press(target) }
    switch popup {
    case .help, .tour, .exports: return target == nil ? closePopup() : press(target)
    case .palette(let palette):
      guard case .row(let index) = target else { return target == nil ? closePopup() : press(target) }
      return choose(index, in: palette)
    case .themes(let picker):
      guard case .row(let index) = target else { return target == nil ? leave(picker) : press(target) }
      return choose(index, in: picker)
    case .opinion(var dialog):
      guard case .row(let row) = target else { return press(target) }
      dialog.choose(row: row)
      popup = .opinion(dialog)
      return []
    case .signOff, .amend, .firstRead, .label: return press(target)
    case nil: return clickInRoom(target, at: place)
    }
  }

  /// Presses the key that a click stands for.
  private mutating func press(_ target: ClickTarget?) -> [Effect] {
    guard case .key(let key) = target else { return [] }
    return press(key)
  }

  private mutating func closePopup() -> [Effect] {
    popup = nil
    return []
  }

  private mutating func clickInRoom(_ target: ClickTarget?, at place: ClickPlace) -> [Effect] {
    switch (room, target) {
    case (_, .key(let key)?):
      // Where a search is typed, only its own keys are no letters of it.
      guard !isLetterOfNote(key) else { return [] }
      if case .queue = room, queue.isSearching, keys.queue.search.command(for: key) == nil { queue.isSearching = false }
      return press(key)
    case (.queue, _) where queue.dialog != nil:
      return inQueue { queue, around in queue.dialog.map { queue.click(target, in: $0, around) } ?? [] }
    case (.queue, .tab(let index)?): return inQueue { $0.show(tab: index, in: $1) }
    case (.queue, .column(let number)?): return inQueue { $0.sort(byColumn: number, in: $1) }
    case (.model, .tab(let index)?):
      modelScreen?.show(tab: index)
      return []
    case (.reading, .tab(let index)?): return route(reading?.showPanelTab(index) ?? [])
    case (.gallery, .row(let row)?):
      reading?.choose(galleryRow: row)
      return []
    case (.queue, .row?), (.queue, .ground?), (.queue, nil), (.reading, _), (.gallery, _), (.model, _),
      (.quality, _):
      return pressMouseInRoom(at: place, wheel: 0)
    }
  }

  private mutating func pressMouseInRoom(at place: ClickPlace, wheel: Int) -> [Effect] {
    let around = surroundings
    let (column, row) = (place.column, place.row)
    switch room {
    case .queue: return inQueue { $0.pressMouse(column: column, row: row, wheel: wheel, in: $1) }
    case .reading: return route(reading?.pressMouse(column: column, row: row, wheel: wheel, in: around) ?? [])
    case .gallery:
      reading?.move(by: wheel)
      return []
    case .model:
      modelScreen?.turnWheel(wheel)
      return []
    case .quality:
      qualityScreen?.turnWheel(wheel)
      return []
    }
  }

  // MARK: The drag

  /// A press that goes on: it moves what it holds of the slide, and counts as typed, but not among keys that come
  /// together.
  mutating func dragMouse(column: Int, row: Int) -> [Effect] {
    guard isSlideAtHand else { return [] }
    (typedAt, isResting) = (now, false)
    let around = surroundings
    return route(reading?.dragMouse(column: column, row: row, in: around) ?? [])
  }

  mutating func releaseMouse() -> [Effect] {
    guard isSlideAtHand else {
      reading?.grip = nil
      return []
    }
    isResting = false
    let around = surroundings
    return route(reading?.releaseMouse(in: around) ?? [])
  }

  /// Whether nothing lies over the open case.
  private var isSlideAtHand: Bool {
    lock == nil && !isTooSmall && popup == nil && !isPopupCovered && !isRoomCovered && !awaitsQuiet
  }

  // MARK: The wheel

  /// The wheel scrolls, or moves the selection of, what lies over the screen; else it goes to the room.
  private mutating func turnWheel(_ steps: Int, at place: ClickPlace) -> [Effect] {
    guard problem == nil else { return [] }
    switch popup {
    case .help(var help):
      help.scroll.move(by: 3 * steps)
      popup = .help(help)
    case .palette(var palette):
      palette.move(by: steps, of: paletteOffer(for: palette.query.text).entries.count)
      popup = .palette(palette)
    case .themes(let picker): return show(picker.selected + steps, in: picker)
    case .tour, .signOff, .amend, .firstRead, .opinion, .label, .exports: break
    case nil:
      notice = nil
      return pressMouseInRoom(at: place, wheel: steps)
    }
    return []
  }
}

/// A click after which something else lies under the mouse.
struct TurnedPage: Equatable, Sendable {
  let place: ClickPlace
  /// Seconds since the epoch.
  let time: Int
}

/// A cell of the screen that was clicked on.
struct ClickPlace: Equatable, Sendable {
  let column: Int
  let row: Int
}
