import TerminalKit

/// The theme picker: the theme under the selection is shown at once.
public struct ThemePickerState: Equatable, Sendable {
  var selected: Int
  /// Comes back when the picker is left without a choice.
  let before: Theme
}

extension WorkstationState {
  mutating func openThemePicker() {
    let index = themes.firstIndex { $0.name == theme.name } ?? 0
    popup = .themes(ThemePickerState(selected: index, before: theme))
  }

  mutating func press(_ key: Key, in picker: ThemePickerState) -> [Effect] {
    switch keys.shell.themes.command(for: key) {
    case .next?: return show(picker.selected + 1, in: picker)
    case .previous?: return show(picker.selected - 1, in: picker)
    case .keep?: return keep(theme, insteadOf: picker.before)
    case .restore?: return leave(picker)
    case nil: return []
    }
  }

  /// Shows a theme of the list, the nearest one where the index is beyond its ends.
  mutating func show(_ index: Int, in picker: ThemePickerState) -> [Effect] {
    var picker = picker
    picker.selected = min(max(0, index), max(0, themes.count - 1))
    if themes.indices.contains(picker.selected) { theme = themes[picker.selected] }
    popup = .themes(picker)
    return []
  }

  /// Shows a theme that was clicked on; keeps the one that is shown already.
  mutating func choose(_ index: Int, in picker: ThemePickerState) -> [Effect] {
    index == picker.selected ? keep(theme, insteadOf: picker.before) : show(index, in: picker)
  }

  /// Leaves the picker with the theme as before.
  mutating func leave(_ picker: ThemePickerState) -> [Effect] {
    popup = nil
    theme = picker.before
    return []
  }

  /// Uses a theme from now on.
  mutating func keep(_ theme: Theme, insteadOf before: Theme) -> [Effect] {
    popup = nil
    if theme.name != before.name { undoable.note(.theme(before)) }
    self.theme = theme
    return say("The theme is \(theme.name) from now on.") + [.saveTheme(name: theme.name)]
  }
}
