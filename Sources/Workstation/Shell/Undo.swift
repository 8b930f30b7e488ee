import TerminalKit

/// What can be undone: how things look. Nothing that is kept of a case is among it.
struct UndoList: Equatable, Sendable {
  /// A change, by what was before it.
  enum Change: Equatable, Sendable {
    case theme(Theme)
    case list(QueueArrangement)
  }

  private(set) var changes: [Change] = []
  /// How the list was arranged when no search was being typed last.
  private var arrangement: QueueArrangement?

  mutating func note(_ change: Change) { changes = changes.suffix(Self.longest - 1) + [change] }

  /// Takes note of how the list is arranged now; of a change where somebody typed it.
  mutating func note(_ now: QueueArrangement, isTyped: Bool) {
    if isTyped, let arrangement, arrangement != now { note(.list(arrangement)) }
    arrangement = now
  }

  mutating func takeLast() -> Change? { changes.popLast() }

  /// Changes that are remembered.
  private static let longest = 20
}

extension WorkstationState {
  mutating func undo() -> [Effect] {
    switch undoable.takeLast() {
    case .theme(let before)?:
      theme = before
      return say("The theme is \(before.name) again.") + [.saveTheme(name: before.name)]
    case .list(let before)?:
      let effects = inQueue { $0.arrange(as: before, in: $1) }
      undoable.note(queue.arrangement, isTyped: false)
      return say("The list is as it was before.") + effects
    case nil: return say("There is nothing to undo.")
    }
  }

  /// Takes note of what an action has changed in the list. A search counts once it is typed to its end.
  mutating func noteArrangement(isTyped: Bool) {
    guard !queue.isSearching else { return }
    undoable.note(queue.arrangement, isTyped: isTyped)
  }
}
