import Casework
import TerminalKit

/// Something that a key can ask of the note of a mark; every other key goes to the field.
enum MarkNoteCommand: Hashable, Sendable, CaseIterable {
  case keep, remove, close
}

/// The note of a mark, being typed in the last line.
struct MarkNote: Equatable, Sendable {
  /// The mark as it was, or is going to be.
  let mark: SlideMark
  var field: TextField
  /// What was not taken of what was typed or pasted last, and why; `nil` where all was.
  private(set) var complaint: String?

  init(_ mark: SlideMark) {
    self.mark = mark
    field = TextField(mark.note, limit: SlideMark.noteLimit)
  }

  /// Whether the casebook does not have it yet.
  var isNew: Bool { mark.id.isEmpty }

  /// The mark with what is typed.
  var noted: SlideMark {
    var noted = mark
    noted.note = field.text.split(separator: " ").joined(separator: " ")
    return noted
  }

  /// Edits the note. Returns whether the key was one of editing.
  mutating func press(_ key: Key) -> Bool {
    guard case .character(let character) = key else {
      guard field.press(key) else { return false }
      complaint = nil
      return true
    }
    paste(String(character))
    return true
  }

  /// Takes all of a text or nothing.
  mutating func paste(_ text: String) { complaint = field.insert(text)?.complaint }

  /// The keys while a note is typed.
  static let keys = KeyTable<MarkNoteCommand>(
    "While the note of a mark is typed",
    [
      KeyBinding([.enter], .keep, "keep the mark with its note; it need not have one", hint: "keep"),
      KeyBinding([.control("x")], .remove, "take the mark away", hint: "take away"),
      KeyBinding([.escape], .close, "close; nothing changes", hint: "close"),
    ])
}

extension TextField.Refusal {
  /// Why nothing was taken, beside the note in the last line.
  fileprivate var complaint: String {
    switch self {
    case .tooLong(_, let limit): "nothing taken: at most \(limit) characters"
    case .unprintable: "nothing taken: it cannot be shown"
    }
  }
}
