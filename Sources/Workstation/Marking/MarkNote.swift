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

  /// The keys while a note is typed.
  static let keys = KeyTable<MarkNoteCommand>(
    "While the note of a mark is typed",
    [
      KeyBinding([.enter], .keep, "keep the mark with its note; it need not have one", hint: "keep"),
      KeyBinding([.control("x")], .remove, "take the mark away", hint: "take away"),
      KeyBinding([.escape], .close, "close; nothing changes", hint: "close"),
    ])
}
