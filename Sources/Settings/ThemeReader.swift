import TOMLKit
import TerminalKit

/// Reads the parts of a theme's document. An entry with a mistake is left out; every mistake knows the file and
/// the line.
struct ThemeReader {
  let file: String
  let lines: KeyLines
  /// What is wrong with the entries that are left out, in the order in which they were read.
  private(set) var mistakes: [ThemeFailure] = []

  init(file: String, lines: KeyLines) {
    self.file = file
    self.lines = lines
  }

  func document(_ text: String) throws(ThemeFailure) -> TOMLTable {
    try TOMLText.document(text, file: file, failing: ThemeFailure.self)
  }

  /// What `read` answers; `nil`, and a mistake, where it throws.
  private mutating func attempt<Value>(_ read: () throws(ThemeFailure) -> Value?) -> Value? {
    do throws(ThemeFailure) { return try read() } catch {
      mistakes.append(error)
      return nil
    }
  }

  /// Notes the keys that are not known, in the order of the alphabet.
  mutating func check(_ keys: [String], in table: String?, known: [String]) {
    for key in keys.sorted() where !known.contains(key) {
      let path = table.map { "\($0).\(key)" } ?? key
      mistakes.append(
        .unknownKey(file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known)))
    }
  }

  mutating func name(_ table: TOMLTable) -> String {
    let given = table["name"]
    let read = attempt { [self] () throws(ThemeFailure) -> String? in
      guard let given else { return nil }
      return try text(given, "name")
    }
    return read ?? (file.hasSuffix(".toml") ? String(file.dropLast(5)) : file)
  }

  mutating func ancestor(_ table: TOMLTable, _ base: (String) -> Theme?) -> Theme {
    guard let value = table["inherits"] else { return .dark }
    let found = attempt { [self] () throws(ThemeFailure) -> Theme? in
      let name = try text(value, "inherits")
      guard let theme = base(name) else { throw .unknownBase(file: file, line: lines["inherits"], name: name) }
      return theme
    }
    return found ?? .dark
  }

  mutating func palette(_ table: TOMLTable) -> [String: RGB] {
    var palette: [String: RGB] = [:]
    guard let entries = subtable(table, "palette") else { return palette }
    for name in entries.keys.sorted() {
      guard let value = entries[name] else { continue }
      palette[name] = attempt { [self] () throws(ThemeFailure) -> RGB? in
        let (key, hex) = ("palette.\(name)", try text(value, "palette.\(name)"))
        guard let color = Self.hexColor(hex) else {
          throw .unknownColor(file: file, key: key, line: lines[key], value: hex)
        }
        return color
      }
    }
    return palette
  }

  mutating func styles(_ table: TOMLTable, palette: [String: RGB]) -> [Role: Style] {
    var styles: [Role: Style] = [:]
    guard let entries = subtable(table, "roles") else { return styles }
    check(entries.keys, in: "roles", known: Role.allCases.map(\.rawValue))
    for role in Role.allCases {
      if let value = entries[role.rawValue] { styles[role] = style(value, "roles.\(role.rawValue)", palette) }
    }
    return styles
  }

  /// `styles` without a background that has not both colours, so that parts of the screen would have none.
  mutating func whole(_ styles: [Role: Style]) -> [Role: Style] {
    guard let background = styles[.background], background.foreground == nil || background.background == nil else {
      return styles
    }
    mistakes.append(.incompleteBackground(file: file, line: lines["roles.background"]))
    return styles.filter { $0.key != .background }
  }

  private mutating func style(
    _ value: any TOMLValueConvertible, _ key: String, _ palette: [String: RGB]
  ) -> Style? {
    guard value.string == nil, let table = value.table else {
      return attempt { [self] () throws(ThemeFailure) -> Style? in
        guard let name = value.string else {
          throw .wrongType(file: file, key: key, line: lines[key], expected: "a colour or a table")
        }
        return Style(foreground: try color(name, key, palette))
      }
    }
    check(table.keys, in: key, known: ["fg", "bg", "attributes"])
    var style = Style()
    style.foreground = color(table, key, "fg", palette)
    style.background = color(table, key, "bg", palette)
    if let value = table["attributes"] {
      style.attributes = attempt { [self] () throws(ThemeFailure) in try attributes(value, key + ".attributes") } ?? []
    }
    return style
  }

  private mutating func color(_ table: TOMLTable, _ key: String, _ part: String, _ palette: [String: RGB]) -> RGB? {
    guard let value = table[part] else { return nil }
    let path = "\(key).\(part)"
    return attempt { [self] () throws(ThemeFailure) in try color(try text(value, path), path, palette) }
  }

  private func attributes(_ value: any TOMLValueConvertible, _ key: String) throws(ThemeFailure) -> Attributes? {
    guard let array = value.array else {
      throw .wrongType(file: file, key: key, line: lines[key], expected: "a list of words")
    }
    let known: [String: Attributes] = [
      "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    ]
    var attributes: Attributes = []
    for element in array {
      let word = try text(element, key)
      guard let attribute = known[word] else {
        throw .unknownAttribute(file: file, key: key, line: lines[key], value: word)
      }
      attributes.insert(attribute)
    }
    return attributes
  }

  private func color(_ name: String, _ key: String, _ palette: [String: RGB]) throws(ThemeFailure) -> RGB? {
    if name == "default" { return nil }
    if let color = palette[name] ?? Self.hexColor(name) { return color }
    throw .unknownColor(file: file, key: key, line: lines[key], value: name)
  }

  private func text(_ value: any TOMLValueConvertible, _ key: String) throws(ThemeFailure) -> String {
    guard let text = value.string else {
      throw .wrongType(file: file, key: key, line: lines[key], expected: "text in quotes")
    }
    return text
  }

  private mutating func subtable(_ table: TOMLTable, _ key: String) -> TOMLTable? {
    guard let value = table[key] else { return nil }
    return attempt { [self] () throws(ThemeFailure) -> TOMLTable? in
      guard let subtable = value.table else {
        throw .wrongType(file: file, key: key, line: lines[key], expected: "a table")
      }
      return subtable
    }
  }

  /// `#rrggbb`.
  private static func hexColor(_ text: String) -> RGB? {
    guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
    return UInt32(text.dropFirst(), radix: 16).map(RGB.init(hex:))
  }
}
