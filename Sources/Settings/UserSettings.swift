import TOMLKit
import TerminalKit

/// What a user sets for all their work, in `config.toml` of the configuration folder, as TOML: one table per topic.
///
///     theme = "light"                # a theme by name
///     [terminal]
///     color = "truecolor"            # or 256, 16, mono
///     symbols = "sextant"            # or half, quadrant, wedge, octant
///     pixels = "none"                # or kitty, iterm2, sixel
///     synchronized = true            # whether frames are marked as such (mode 2026)
///     slow_link = true               # fewer bytes: coarse pictures while they move, none in pixels
///     adaptive_palette = true        # colours of 256 are redefined for the pictures, and given back
///     query = false                  # the terminal is not asked what it can do
///     [keys.case]
///     next_tile = ["x", "Space"]     # the keys of a command, in the place of those that are delivered
///
/// A mistake is told, and the rest serves.
public struct UserSettings: Sendable {
  /// What the terminal is taken for.
  public var terminal = TerminalWishes()
  /// The name of the theme that is wanted; `nil` where none is. ``ThemeShelf`` says whether it is there.
  public private(set) var theme: String?
  /// The keys that commands are to have, in the order of their lines. Which commands there are is not known here.
  public private(set) var keys: [KeyWish] = []
  /// The file, where there is one.
  public private(set) var file: String?
  /// What is wrong with it.
  public private(set) var failures: [UserSettingsFailure] = []

  /// The settings of the user at `places`; nothing is set where there is no file.
  public init(_ places: Places) {
    let path = places.configuration + "/config.toml"
    do throws(UserSettingsFailure) {
      if let text = try TOMLText.load(path, failing: UserSettingsFailure.self) { read(text, path) }
    } catch {
      (file, failures) = (path, [error])
    }
  }

  /// The settings in `text`.
  ///
  /// - Parameter file: its name, for what is wrong with it.
  public init(_ text: String, file: String) { read(text, file) }

  /// What is in the file; the tables of the queue are ``ListFile``'s.
  private static let entries = ["theme", "terminal", "keys", "queue", "views"]

  private mutating func read(_ text: String, _ file: String) {
    self.file = file
    do throws(UserSettingsFailure) {
      let document = try TOMLText.document(text, file: file, failing: UserSettingsFailure.self)
      let lines = KeyLines(text)
      var reader = UserSettingsReader(file: file, lines: lines)
      var keyReader = KeyWishReader(file: file, lines: lines)
      reader.check(document.keys, in: nil, known: Self.entries)
      theme = reader.theme(document)
      terminal = reader.terminal(document)
      keys = keyReader.wishes(document)
      failures = reader.failures + keyReader.failures
    } catch {
      failures = [error]
    }
  }
}

/// Reads the parts of the document, and notes what is wrong with them.
private struct UserSettingsReader {
  let file: String
  let lines: KeyLines
  var failures: [UserSettingsFailure] = []

  mutating func theme(_ document: TOMLTable) -> String? {
    guard let value = document["theme"] else { return nil }
    if let name = value.string { return name }
    note("theme", expected: ["the name of a theme"])
    return nil
  }

  mutating func terminal(_ document: TOMLTable) -> TerminalWishes {
    let key = "terminal"
    guard let value = document[key] else { return TerminalWishes() }
    guard let table = value.table else {
      failures.append(.wrongValue(file: file, key: key, line: lines[key], expected: ["a table"]))
      return TerminalWishes()
    }
    check(
      table.keys, in: key,
      known: ["color", "symbols", "pixels", "synchronized", "slow_link", "adaptive_palette", "query"])
    return TerminalWishes(
      depth: word(table, "color", in: key), symbols: (word(table, "symbols", in: key) as PictureSymbols?)?.blocks,
      pixels: word(table, "pixels", in: key), synchronizes: flag(table, "synchronized", in: key),
      adaptsPalette: flag(table, "adaptive_palette", in: key), isSlow: flag(table, "slow_link", in: key),
      asks: flag(table, "query", in: key))
  }

  /// Notes the keys that are not known, in the order of the alphabet.
  mutating func check(_ keys: [String], in table: String?, known: [String]) {
    for key in keys.sorted() where !known.contains(key) {
      let path = table.map { "\($0).\(key)" } ?? key
      failures.append(
        .unknownKey(
          file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known), known: known))
    }
  }

  /// A word of a list; a number does where the word is one.
  private mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ table: TOMLTable, _ name: String, in key: String
  ) -> Word? {
    guard let value = table[name] else { return nil }
    let text = value.string ?? value.int.map { String($0) }
    if let word = text.flatMap({ Word(rawValue: $0) }) { return word }
    note("\(key).\(name)", expected: Word.allCases.map(\.rawValue))
    return nil
  }

  private mutating func flag(_ table: TOMLTable, _ name: String, in key: String) -> Bool? {
    guard let value = table[name] else { return nil }
    if let flag = value.bool { return flag }
    note("\(key).\(name)", expected: ["true", "false"])
    return nil
  }

  private mutating func note(_ path: String, expected: [String]) {
    failures.append(.wrongValue(file: file, key: path, line: lines[path], expected: expected))
  }
}

/// What is wrong with ``UserSettings``. Every case names the file and, where there is one, the line from 1.
public enum UserSettingsFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String, why: UnreadableText = .forbidden)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that there is none of, the nearest that there is, and all that there are in its table.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?, known: [String])
  /// The value of `key` is none of those that it takes.
  case wrongValue(file: String, key: String, line: Int?, expected: [String])
  /// What `key` holds, or names as one of several, is called like no key of a keyboard.
  case noKey(file: String, key: String, line: Int?, name: String)
}

extension UserSettingsFailure: TOMLFailure {}
