import TerminalKit

/// The command palette.
public struct PaletteState: Equatable, Sendable {
  var query = TextField()
  var selected = 0
  /// Why what was chosen last cannot be done.
  var complaint: String?
}

/// What the palette asks of the workstation.
enum PaletteOutcome: Equatable {
  case perform(PaletteItem)
  case close
}

extension PaletteState {
  /// - Parameter entries: what it lists.
  mutating func press(
    _ key: Key, _ keys: KeyTable<PaletteCommand>, of entries: [PaletteEntry]
  ) -> PaletteOutcome? {
    complaint = nil
    switch keys.command(for: key) {
    case .close?: return .close
    case .choose?: return entries.indices.contains(selected) ? choose(entries[selected].item) : nil
    case .next?: move(by: 1, of: entries.count)
    case .previous?: move(by: -1, of: entries.count)
    case nil: if query.press(key) { selected = 0 }
    }
    return nil
  }

  /// What waits for an argument asks for it; anything else is to be done.
  mutating func choose(_ item: PaletteItem) -> PaletteOutcome? {
    guard case .verb(let verb) = item else { return .perform(item) }
    (query, selected) = (TextField(verb.rawValue + " "), 0)
    return nil
  }

  mutating func move(by step: Int, of count: Int) { selected = min(max(0, selected + step), max(0, count - 1)) }

  mutating func paste(_ text: String) {
    query.insert(text)
    (selected, complaint) = (0, nil)
  }
}

extension WorkstationState {
  mutating func press(_ key: Key, in palette: PaletteState) -> [Effect] {
    var palette = palette
    let entries = paletteOffer(for: palette.query.text).entries
    let outcome = palette.press(key, keys.shell.palette, of: entries)
    popup = .palette(palette)
    return follow(outcome)
  }

  /// Does what a row of the palette says.
  mutating func choose(_ row: Int, in palette: PaletteState) -> [Effect] {
    let entries = paletteOffer(for: palette.query.text).entries
    guard entries.indices.contains(row) else { return [] }
    var palette = palette
    (palette.selected, palette.complaint) = (row, nil)
    let outcome = palette.choose(entries[row].item)
    popup = .palette(palette)
    return follow(outcome)
  }

  private mutating func follow(_ outcome: PaletteOutcome?) -> [Effect] {
    switch outcome {
    case .perform(let item):
      if let obstacle = obstacle(to: item) {
        refuse(obstacle)
        return []
      }
      popup = nil
      recent = Array(([item] + recent.filter { $0 != item }).prefix(Self.mostRecent))
      return perform(item)
    case .close:
      popup = nil
      return []
    case nil: return []
    }
  }

  private mutating func refuse(_ obstacle: String) {
    guard case .palette(var palette) = popup else { return }
    palette.complaint = obstacle
    popup = .palette(palette)
  }

  /// Choices of the palette that are remembered.
  private static let mostRecent = 8
}
