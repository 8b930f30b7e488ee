import TOMLKit

/// Writes what the encoder made of a section as TOML. The library's own writer prints 0.05 as 0.050000000000000003;
/// here a number is the shortest text that reads back as the same `Double`, so that a person can read the card.
struct CardText {
  private(set) var lines: [String] = []

  /// The keys of `table` in the order of their letters, plain values before sub-tables, as TOML demands.
  mutating func write(_ table: TOMLTable, path: String = "") {
    let keys = table.keys.sorted()
    for key in keys {
      guard let value = table[key], value.table == nil, !isTables(value) else { continue }
      lines.append("\(self.key(key)) = \(text(value))")
    }
    for key in keys {
      guard let value = table[key] else { continue }
      let name = path.isEmpty ? self.key(key) : "\(path).\(self.key(key))"
      if let table = value.table { section("[\(name)]", table, name) }
      if isTables(value), let array = value.array {
        for index in 0..<array.count { if let table = array[index].table { section("[[\(name)]]", table, name) } }
      }
    }
  }

  private mutating func section(_ heading: String, _ table: TOMLTable, _ path: String) {
    lines += ["", heading]
    write(table, path: path)
  }

  /// A list whose elements are tables, which are written below.
  private func isTables(_ value: any TOMLValueConvertible) -> Bool {
    guard let array = value.array, array.count > 0 else { return false }
    return array[0].table != nil
  }

  private func text(_ value: any TOMLValueConvertible) -> String {
    if let string = value.string { return quoted(string) }
    if let bool = value.bool { return "\(bool)" }
    if let int = value.int { return "\(int)" }
    if let double = value.double { return "\(double)" }
    guard let array = value.array else { return "[]" }
    let elements = (0..<array.count).map { text(array[$0]) }
    let isNested = array.count > 0 && array[0].array != nil
    return isNested ? "[\n  \(elements.joined(separator: ",\n  "))\n]" : "[\(elements.joined(separator: ", "))]"
  }

  private func key(_ key: String) -> String {
    let plain = key.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        || byte == 0x2D
    }
    return plain && !key.isEmpty ? key : quoted(key)
  }

  /// A basic string of TOML 1.0.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\u{0}"..<" ", "\u{7F}":
        let hexadecimal = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
