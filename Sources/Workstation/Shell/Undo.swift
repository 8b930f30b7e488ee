import Casework
import TerminalKit

/// What can be undone: how things look, the reader's own lists, and a mark of theirs that was taken away. Nothing that
/// is signed is among it.
struct UndoList: Equatable, Sendable {
  /// A change, by what was before it.
  enum Change: Equatable, Sendable {
    case theme(Theme)
    case list(QueueArrangement)
    case settings(ListSettings)
    /// A mark of that case is there again.
    case mark(SlideMark, caseID: String)
  }

  private(set) var changes: [Change] = []
  /// How the list was arranged when no search was being typed last.
  private var arrangement: QueueArrangement?
  /// The columns and the saved lists as they were last.
  private var settings: ListSettings?

  mutating func note(_ change: Change) { changes = changes.suffix(Self.longest - 1) + [change] }

  /// Takes note of how the list is arranged now; of a change where somebody typed it.
  mutating func note(_ now: QueueArrangement, isTyped: Bool) {
    if isTyped, let arrangement, arrangement != now { note(.list(arrangement)) }
    arrangement = now
  }

  /// Takes note of columns and saved lists; of a change where somebody typed it.
  mutating func note(_ now: ListSettings, isTyped: Bool) {
    if isTyped, let settings, settings != now { note(.settings(settings)) }
    settings = now
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
    case .settings(let before)?:
      queue.settings = before
      undoable.note(before, isTyped: false)
      return say("Columns and saved lists are as they were before.") + [.saveLists(before)]
    case .mark(let mark, let caseID)?:
      return say("The mark is there again.") + [.keepMark(caseID: caseID, mark)]
    case nil: return say("There is nothing to undo.")
    }
  }

  /// Takes note of a mark that is taken away.
  mutating func noteRemoval(by effect: Effect) {
    guard case .removeMark(let caseID, let id) = effect, let mark = reading?.file.marks.first(where: { $0.id == id })
    else { return }
    undoable.note(.mark(mark, caseID: caseID))
  }

  /// Takes note of what an action has changed in the list. A search counts once it is typed to its end.
  mutating func noteArrangement(isTyped: Bool) {
    undoable.note(queue.settings, isTyped: isTyped)
    guard !queue.isSearching else { return }
    undoable.note(queue.arrangement, isTyped: isTyped)
  }
}
