import TerminalKit

/// What is drawn and typed over the slides of the open case, and nuclei as they are found.
extension WorkstationState {
  /// What the open case makes of a key; `nil` where it has no use for it. While something is drawn, the keys of the
  /// case do nothing else.
  mutating func pressInCase(_ key: Key) -> [Effect]? {
    let around = surroundings
    if let outcomes = reading?.press(key, keys.tool, keys.note, in: around) { return route(outcomes) }
    guard let command = keys.reading.command(for: key) else { return nil }
    guard reading?.activeTool == nil else { return say("Enter keeps what is drawn, Esc ends it.") }
    return perform(.reading(command))
  }

  /// Whether a click on `key` would be a letter of the note that is typed.
  func isLetterOfNote(_ key: Key) -> Bool {
    reading?.marking.note != nil && !isRoomCovered && keys.note.command(for: key) == nil
  }

  /// Pasted text in the room, where text is typed.
  mutating func pasteInRoom(_ text: String) -> [Effect] {
    guard reading?.marking.note != nil else { return inQueue { $0.paste(text, in: $1) } }
    reading?.paste(text)
    return []
  }

  mutating func receive(_ found: FoundNuclei, for request: NucleiRequest) -> [Effect] {
    route(reading?.receive(found, for: request) ?? [])
  }

  mutating func nucleiFailed(_ request: NucleiRequest, _ problem: Problem) -> [Effect] {
    reading?.forget(request)
    return show(problem)
  }
}

extension CaseState {
  /// What the last line offers while something is drawn; `nil` where nothing is.
  func toolHints(_ keys: KeyTable<ToolCommand>) -> [Hint]? { activeTool == nil ? nil : keys.hints }
}

extension ShellView {
  /// The note that is typed, in the last line, with its keys.
  func drawNote(on screen: inout Screen, in area: Rect) -> Bool {
    guard let note = state.reading?.marking.note, !state.isRoomCovered else { return false }
    let hints = note.isNew ? state.keys.note.without(\.removes).hints : state.keys.note.hints
    let label = Line((note.isNew ? "bookmark: " : "note: "), theme[.bar])
    let line =
      note.complaint.map { Line($0, theme[.warning]) } ?? Hint.line(hints, columns: area.columns / 2, theme: theme)
    screen.write(label, in: area)
    screen.write(line, in: area, alignment: .right)
    let columns = area.columns - label.columns - line.columns - 2
    let field = Rect(column: area.column + label.columns, row: area.row, columns: max(8, columns), rows: 1)
    note.field.draw(on: &screen, in: field, theme: theme, isFocused: around.isUncovered)
    return true
  }
}

extension MarkNoteCommand {
  fileprivate var removes: Bool {
    switch self {
    case .remove: true
    case .keep, .close: false
    }
  }
}
