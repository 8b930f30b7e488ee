import TOMLKit
import TerminalKit

/// Reads what the table `keys` of `config.toml` wants: a table per place, in it a key or several per command.
///
///     [keys.case]
///     next_tile = ["x", "Space"]
///     leave_out = []                 # no key: from the commands alone
struct KeyWishReader {
  let file: String
  let lines: KeyLines
  /// What is wrong with it.
  private(set) var failures: [UserSettingsFailure] = []

  init(file: String, lines: KeyLines) {
    self.file = file
    self.lines = lines
  }

  /// The wishes of `document`, in the order of their lines.
  mutating func wishes(_ document: TOMLTable) -> [KeyWish] {
    guard let places = table(document["keys"], at: "keys") else { return [] }
    var wishes: [KeyWish] = []
    for place in places.keys {
      let path = "keys.\(place)"
      guard let commands = table(places[place], at: path) else { continue }
      for command in commands.keys {
        guard let keys = keys(commands[command], at: "\(path).\(command)") else { continue }
        let line = lines["\(path).\(command)"]
        wishes.append(KeyWish(file: file, line: line, place: place, command: command, keys: keys))
      }
    }
    return wishes.sorted { ($0.line ?? 0, $0.place, $0.command) < ($1.line ?? 0, $1.place, $1.command) }
  }

  private mutating func table(_ value: (any TOMLValueConvertible)?, at path: String) -> TOMLTable? {
    guard let value else { return nil }
    if let table = value.table { return table }
    failures.append(.wrongValue(file: file, key: path, line: lines[path], expected: ["a table"]))
    return nil
  }

  /// One key or a list of them; `nil` where one is none.
  private mutating func keys(_ value: (any TOMLValueConvertible)?, at path: String) -> [Key]? {
    guard let value else { return nil }
    let names = value.array.map { $0.map { name($0) } } ?? [name(value)]
    let keys = names.map { name in name.flatMap { Key(named: $0) } }
    guard let wrong = keys.firstIndex(of: nil) else { return keys.compactMap(\.self) }
    failures.append(.noKey(file: file, key: path, line: lines[path], name: names[wrong] ?? ""))
    return nil
  }

  /// A digit does without quotes.
  private func name(_ value: any TOMLValueConvertible) -> String? {
    value.string ?? value.int.map { String($0) }
  }
}
