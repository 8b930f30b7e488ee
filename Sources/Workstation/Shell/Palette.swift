import TerminalKit

/// The command palette.
public struct PaletteState: Equatable, Sendable {
  var query = TextField()
  var selected = 0
}

/// A command that the palette lists.
struct PaletteEntry {
  let binding: KeyBinding<RoomCommand>
  let match: FuzzyMatch
  /// In the key map.
  let place: Int
}

extension KeyMap {
  /// The commands of `room` that match, best match first.
  func entries(in room: Room, matching query: String) -> [PaletteEntry] {
    let entries = offered(in: room).enumerated().compactMap { index, binding in
      FuzzyMatch(query, in: binding.title).map { PaletteEntry(binding: binding, match: $0, place: index) }
    }
    return entries.sorted { ($0.match.cost, $0.place) < ($1.match.cost, $1.place) }
  }
}

/// What the palette asks of the workstation.
enum PaletteOutcome: Equatable {
  case perform(RoomCommand)
  case close
}

extension PaletteState {
  mutating func press(_ key: Key, _ keys: KeyMap, in room: Room) -> [PaletteOutcome] {
    let entries = keys.entries(in: room, matching: query.text)
    switch keys.shell.palette.command(for: key) {
    case .close?: return [.close]
    case .choose?:
      return [.close] + (entries.indices.contains(selected) ? [.perform(entries[selected].binding.command)] : [])
    case .next?: selected = min(selected + 1, max(0, entries.count - 1))
    case .previous?: selected = max(0, selected - 1)
    case nil: if query.press(key) { selected = 0 }
    }
    return []
  }

  mutating func paste(_ text: String) {
    query.insert(text)
    selected = 0
  }
}

/// The theme picker: the theme under the selection is shown at once.
public struct ThemePickerState: Equatable, Sendable {
  var selected: Int
  /// Comes back when the picker is left without a choice.
  let before: Theme
}

/// What the theme picker asks of the workstation.
enum ThemePickerOutcome: Equatable {
  case show(Theme)
  case keep
  case restore(Theme)
}

extension ThemePickerState {
  mutating func press(_ key: Key, _ keys: KeyTable<ThemePickerCommand>, of themes: [Theme]) -> [ThemePickerOutcome] {
    switch keys.command(for: key) {
    case .next?: return select(selected + 1, of: themes)
    case .previous?: return select(selected - 1, of: themes)
    case .keep?: return [.keep]
    case .restore?: return [.restore(before)]
    case nil: return []
    }
  }

  private mutating func select(_ index: Int, of themes: [Theme]) -> [ThemePickerOutcome] {
    selected = min(max(0, index), max(0, themes.count - 1))
    return themes.indices.contains(selected) ? [.show(themes[selected])] : []
  }
}
