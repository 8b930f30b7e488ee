import TerminalKit

/// Keys, what they ask for and how that is called.
public struct KeyBinding<Command: Hashable & Sendable>: Hashable, Sendable {
  /// The first one is shown in the hints. What has none is done from the palette.
  let keys: [Key]
  let command: Command
  /// As in the help and the palette.
  let title: String
  /// As in the bottom line, where it is there; neighbours with the same hint share it.
  let hint: String?

  init(_ keys: [Key], _ command: Command, _ title: String, hint: String? = nil) {
    self.keys = keys
    self.command = command
    self.title = title
    self.hint = hint
  }
}

/// The keys of one place: what they do, the help, the palette and the hints are made from this one value.
public struct KeyTable<Command: Hashable & Sendable>: Hashable, Sendable {
  /// The heading in the help: `In the queue`.
  let place: String
  let bindings: [KeyBinding<Command>]

  init(_ place: String, _ bindings: [KeyBinding<Command>]) {
    self.place = place
    self.bindings = bindings
  }

  func command(for key: Key) -> Command? { bindings.first { $0.keys.contains(key) }?.command }

  /// The first key of a command; `nil` where it has none.
  func key(of command: Command) -> Key? { bindings.first { $0.command == command }?.keys.first }

  /// How the first key of a command is written; empty where it has none.
  func label(of command: Command) -> String { key(of: command)?.label ?? "" }

  /// For the bottom line; neighbours with the same label share it.
  var hints: [Hint] { hints(bindings.map { ($0.command, $0.hint) }) }

  /// The same of some commands in their order, with what is said of each; nothing of those where that is `nil`.
  func hints(_ wanted: [(command: Command, words: String?)]) -> [Hint] {
    var hints: [Hint] = []
    for (command, words) in wanted {
      guard let words, let key = key(of: command) else { continue }
      if let last = hints.last, last.label == words {
        hints[hints.count - 1] = Hint(last.presses + [key], words)
      } else {
        hints.append(Hint([key], words))
      }
    }
    return hints
  }

  /// The same keys for the commands that `transform` makes of these.
  func map<Other>(_ transform: (Command) -> Other) -> KeyTable<Other> {
    KeyTable<Other>(
      place, bindings.map { KeyBinding<Other>($0.keys, transform($0.command), $0.title, hint: $0.hint) })
  }

  /// The table without what `isLeftOut` says.
  func without(_ isLeftOut: (Command) -> Bool) -> KeyTable {
    KeyTable(place, bindings.filter { !isLeftOut($0.command) })
  }
}
