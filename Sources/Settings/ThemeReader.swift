import Basics
import TOMLKit
import TerminalKit

/// Reads the parts of a theme's document. An entry with a mistake is left out; every mistake knows the file and
/// the line.
struct ThemeReader {
  let file: String
  let lines: KeyLines
  private var mistakes: [ThemeFailure]

  /// - Parameter mistakes: what is known to be wrong before.
  init(file: String, lines: KeyLines, _ mistakes: [ThemeFailure]) {
    self.file = file
    self.lines = lines
    self.mistakes = mistakes
  }

  /// What is wrong with the entries that are left out, in the order of the lines; what has none comes first.
  var mistakesByLine: [ThemeFailure] {
    mistakes.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
  }

  /// What `read` answers; `nil`, and a mistake, where it throws.
  private mutating func attempt<Value>(_ read: () throws(ThemeFailure) -> Value?) -> Value? {
    do throws(ThemeFailure) { return try read() } catch {
      mistakes.append(error)
      return nil
    }
  }

  /// Notes the keys that are not known.
  mutating func check(_ keys: [String], in table: String?, known: [String]) {
    for key in keys.sorted() where !known.contains(key) {
      let path = table.map { "\($0).\(key)" } ?? key
      mistakes.append(
        .unknownKey(file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known)))
    }
  }

  /// The name that is given; the file's where there is none that can be shown.
  mutating func name(_ table: TOMLTable) -> String {
    let given = table["name"]
    let read = attempt { [self] () throws(ThemeFailure) -> String? in
      guard let given else { return nil }
      let name = try text(given, "name")
      guard !name.isEmpty, CleanText.cleaned(name) == name else { throw .badName(file: file, line: lines["name"]) }
      return name
    }
    return read ?? CleanText.cleaned(file.hasSuffix(".toml") ? String(file.dropLast(5)) : file)
  }

  /// The sheet below: the dark one where none is named, or none is found.
  mutating func ancestor(_ table: TOMLTable, _ names: [String], _ base: (String) -> ThemeSheet?) -> ThemeSheet {
    guard let value = table["inherits"] else { return base("dark") ?? .dark }
    let found = attempt { [self] () throws(ThemeFailure) -> ThemeSheet? in
      let name = try text(value, "inherits")
      if let sheet = base(name) { return sheet }
      let nearest = Spelling.nearest(to: name, in: names.filter { $0 != name && $0 + ".toml" != file })
      throw .unknownBase(file: file, line: lines["inherits"], name: name, nearest: nearest)
    }
    return found ?? .dark
  }

  mutating func palette(_ table: TOMLTable) -> [String: PaletteColor] {
    var palette: [String: PaletteColor] = [:]
    guard let entries = subtable(table, "palette") else { return palette }
    for name in entries.keys.sorted() {
      guard let value = entries[name] else { continue }
      palette[name] = attempt { [self] () throws(ThemeFailure) in try paletteColor(value, "palette.\(name)") }
    }
    return palette
  }

  /// `"#rrggbb"`, or that and one of the sixteen.
  private func paletteColor(_ value: any TOMLValueConvertible, _ key: String) throws(ThemeFailure) -> PaletteColor? {
    let parts: [any TOMLValueConvertible] = value.array.map { Array($0) } ?? [value]
    guard let first = parts.first?.string, let last = parts.last?.string, parts.count <= 2 else {
      throw .wrongType(
        file: file, key: key, line: lines[key], expected: "a colour in quotes, or a list of it and one of the sixteen")
    }
    guard let color = Self.hexColor(first) else {
      throw .unknownColor(file: file, key: key, line: lines[key], value: first, nearest: nil)
    }
    guard parts.count == 2 else { return PaletteColor(color) }
    guard let named = NamedColor(rawValue: last) else {
      let nearest = Spelling.nearest(to: last, in: NamedColor.allCases.map(\.rawValue))
      throw .unknownName(file: file, key: key, line: lines[key], value: last, nearest: nearest)
    }
    return PaletteColor(color, named)
  }

  /// The roles, but for a background that has not both colours, so that parts of the screen would have none.
  ///
  /// - Parameter colors: the names that they may refer to.
  mutating func entries(_ table: TOMLTable, colors: [String]) -> [Role: ThemeSheet.Entry] {
    var entries: [Role: ThemeSheet.Entry] = [:]
    guard let given = subtable(table, "roles") else { return entries }
    check(given.keys, in: "roles", known: Role.allCases.map(\.rawValue))
    for role in Role.allCases {
      if let value = given[role.rawValue] { entries[role] = entry(value, "roles.\(role.rawValue)", colors) }
    }
    if let background = entries[.background], background.foreground == nil || background.background == nil {
      mistakes.append(.incompleteBackground(file: file, line: lines["roles.background"]))
      entries[.background] = nil
    }
    return entries
  }

  private mutating func entry(
    _ value: any TOMLValueConvertible, _ key: String, _ colors: [String]
  ) -> ThemeSheet.Entry? {
    guard value.string == nil, let table = value.table else {
      return attempt { [self] () throws(ThemeFailure) -> ThemeSheet.Entry? in
        guard let name = value.string else {
          throw .wrongType(file: file, key: key, line: lines[key], expected: "a colour or a table")
        }
        return ThemeSheet.Entry(try reference(name, key, colors))
      }
    }
    check(table.keys, in: key, known: ["fg", "bg", "attributes"])
    var entry = ThemeSheet.Entry(reference(table, key, "fg", colors), on: reference(table, key, "bg", colors))
    if let value = table["attributes"] {
      entry.attributes = attempt { [self] () throws(ThemeFailure) in try attributes(value, key + ".attributes") } ?? []
    }
    return entry
  }

  private mutating func reference(
    _ table: TOMLTable, _ key: String, _ part: String, _ colors: [String]
  ) -> ThemeSheet.Reference? {
    guard let value = table[part] else { return nil }
    let path = "\(key).\(part)"
    return attempt { [self] () throws(ThemeFailure) in try reference(try text(value, path), path, colors) }
  }

  private func reference(
    _ name: String, _ key: String, _ colors: [String]
  ) throws(ThemeFailure) -> ThemeSheet.Reference? {
    if name == "default" { return nil }
    if colors.contains(name) { return .name(name) }
    if let color = Self.hexColor(name) { return .color(color) }
    throw .unknownColor(
      file: file, key: key, line: lines[key], value: name,
      nearest: Spelling.nearest(to: name, in: colors + ["default"]))
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
        let nearest = Spelling.nearest(to: word, in: known.keys.sorted())
        throw .unknownAttribute(file: file, key: key, line: lines[key], value: word, nearest: nearest)
      }
      attributes.insert(attribute)
    }
    return attributes
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
