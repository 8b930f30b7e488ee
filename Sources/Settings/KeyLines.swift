/// On which line of a TOML text each key stands: the parser keeps no places for keys that it took.
struct KeyLines {
  private var lines: [String: Int] = [:]

  /// The places in `text`, which has been parsed without an error.
  init(_ text: String) {
    var table = ""
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("[") {
        table = String(content.dropFirst().prefix { $0 != "]" })
        note(table, index + 1)
      } else if let equals = content.firstIndex(of: "="), !content.hasPrefix("#") {
        let key = Self.unescaped(content[..<equals].filter { !" \t\"'".contains($0) })
        note(table.isEmpty ? key : "\(table).\(key)", index + 1)
      }
    }
  }

  /// A quoted key as the parser tells it: `\uXXXX` is the character of that number.
  private static func unescaped(_ key: String) -> String {
    let parts = key.split(separator: "\\u", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { text, part in
      let scalar = UInt32(part.prefix(4), radix: 16).flatMap { Unicode.Scalar($0) }
      return text + (scalar.map { String(Character($0)) + part.dropFirst(4) } ?? "\\u" + part)
    }
  }

  private mutating func note(_ key: String, _ line: Int) {
    if lines[key] == nil { lines[key] = line }
  }

  /// The line of `key`, a path with dots; of the nearest table or key around it where it has none of its own.
  subscript(key: String) -> Int? {
    var path = key[...]
    while true {
      if let line = lines[String(path)] { return line }
      guard let dot = path.lastIndex(of: ".") else { return nil }
      path = path[..<dot]
    }
  }
}
