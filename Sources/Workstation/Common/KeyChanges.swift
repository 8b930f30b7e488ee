import TerminalKit

/// Which keys do what others do as Coverslip is delivered. Sentences and rooms that do not know the commands of another
/// room name these by the keys that they are delivered with.
struct KeyChanges: Hashable, Sendable {
  private let others: [Key: Key]

  /// No key is another one.
  init() { others = [:] }

  /// What changed between two tables of the same commands, whose first keys are told; `otherwise` of what has none.
  init<Command>(from delivered: KeyTable<Command>, to wanted: KeyTable<Command>, otherwise: Key) {
    let pairs = delivered.bindings.compactMap { binding -> (Key, Key)? in
      guard let key = binding.keys.first else { return nil }
      let other = wanted.key(of: binding.command) ?? otherwise
      return other == key ? nil : (key, other)
    }
    others = Dictionary(pairs) { first, _ in first }
  }

  /// The key that does what `key` does as it is delivered.
  func callAsFunction(_ key: Key) -> Key { others[key] ?? key }

  /// How that key is written.
  func label(_ key: Key) -> String { self(key).label }
}

/// The same of the rooms whose commands others name.
struct RoomKeyChanges: Hashable, Sendable {
  var queue = KeyChanges()
  var reading = KeyChanges()
}
