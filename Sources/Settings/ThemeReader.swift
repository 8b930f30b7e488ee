import TOMLKit
import TerminalKit

/// Reads the parts of a theme's document; every error knows the file and the line.
struct ThemeReader {
  let file: String
  let lines: KeyLines

  func document(_ text: String) throws(ThemeFailure) -> TOMLTable {
    try TOMLText.document(text, file: file, failing: ThemeFailure.self)
  }

  /// Refuses the first key, in the order of the alphabet, that is not known.
  func check(_ keys: [String], in table: String?, known: [String]) throws(ThemeFailure) {
    guard let key = keys.sorted().first(where: { !known.contains($0) }) else { return }
    let path = table.map { "\($0).\(key)" } ?? key
    throw .unknownKey(file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known))
  }

  func name(_ table: TOMLTable) throws(ThemeFailure) -> String {
    guard let value = table["name"] else { return file.hasSuffix(".toml") ? String(file.dropLast(5)) : file }
    return try text(value, "name")
  }

  func ancestor(
    _ table: TOMLTable, _ base: (String) throws(ThemeFailure) -> Theme?
  ) throws(ThemeFailure) -> Theme {
    guard let value = table["inherits"] else { return .dark }
    let name = try text(value, "inherits")
    guard let theme = try base(name) else { throw .unknownBase(file: file, line: lines["inherits"], name: name) }
    return theme
  }

  func palette(_ table: TOMLTable) throws(ThemeFailure) -> [String: RGB] {
    var palette: [String: RGB] = [:]
    guard let entries = try subtable(table, "palette") else { return palette }
    for name in entries.keys.sorted() {
      let key = "palette.\(name)"
      guard let value = entries[name] else { continue }
      let hex = try text(value, key)
      guard let color = Self.hexColor(hex) else {
        throw .unknownColor(file: file, key: key, line: lines[key], value: hex)
      }
      palette[name] = color
    }
    return palette
  }

  func styles(_ table: TOMLTable, palette: [String: RGB]) throws(ThemeFailure) -> [Role: Style] {
    var styles: [Role: Style] = [:]
    guard let entries = try subtable(table, "roles") else { return styles }
    try check(entries.keys, in: "roles", known: Role.allCases.map(\.rawValue))
    for role in Role.allCases {
      if let value = entries[role.rawValue] { styles[role] = try style(value, "roles.\(role.rawValue)", palette) }
    }
    return styles
  }

  private func style(
    _ value: any TOMLValueConvertible, _ key: String, _ palette: [String: RGB]
  ) throws(ThemeFailure) -> Style {
    if let name = value.string { return Style(foreground: try color(name, key, palette)) }
    guard let table = value.table else {
      throw .wrongType(file: file, key: key, line: lines[key], expected: "a colour or a table")
    }
    try check(table.keys, in: key, known: ["fg", "bg", "attributes"])
    var style = Style()
    if let value = table["fg"] { style.foreground = try color(text(value, key + ".fg"), key + ".fg", palette) }
    if let value = table["bg"] { style.background = try color(text(value, key + ".bg"), key + ".bg", palette) }
    if let value = table["attributes"] { style.attributes = try attributes(value, key + ".attributes") }
    return style
  }

  private func attributes(_ value: any TOMLValueConvertible, _ key: String) throws(ThemeFailure) -> Attributes {
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

  private func subtable(_ table: TOMLTable, _ key: String) throws(ThemeFailure) -> TOMLTable? {
    guard let value = table[key] else { return nil }
    guard let subtable = value.table else {
      throw .wrongType(file: file, key: key, line: lines[key], expected: "a table")
    }
    return subtable
  }

  /// `#rrggbb`.
  private static func hexColor(_ text: String) -> RGB? {
    guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
    return UInt32(text.dropFirst(), radix: 16).map(RGB.init(hex:))
  }
}
