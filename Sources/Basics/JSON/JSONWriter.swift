extension JSONValue {
  /// The canonical form, byte for byte the same for equal values on every machine.
  ///
  /// UTF-8, no white space; the members of an object in ascending order of the UTF-8 bytes of their keys; in strings
  /// `"` and `\` escaped with `\`, U+0000 to U+001F as `\u00xx` with lower-case digits, everything else as it is, `/`
  /// too; whole numbers in decimal; other numbers as the shortest decimal that reads back as the same binary64, with a
  /// fraction or an exponent (`5.0`, `0.1`, `1e-05`), as Swift's `Double.description`. A number that is not finite is
  /// `null`; ``isFinite`` tells.
  public var canonicalBytes: [UInt8] {
    var writer = JSONWriter(sortsKeys: true, indents: false)
    writer.write(self, depth: 0)
    return writer.bytes
  }

  /// The text on one line as ``canonicalBytes``, members in their own order.
  public var compactText: String { text(indents: false) }

  /// Indented by two spaces, members in their own order; numbers of an array stand on one line.
  public var prettyText: String { text(indents: true) }

  private func text(indents: Bool) -> String {
    var writer = JSONWriter(sortsKeys: false, indents: indents)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONValue {
  /// A number, or the lack of one among numbers.
  fileprivate var isPlain: Bool {
    switch self {
    case .integer, .number, .null: true
    case .bool, .string, .array, .object: false
    }
  }
}

/// Bytes of a JSON text in the making.
private struct JSONWriter {
  let sortsKeys: Bool
  let indents: Bool
  private(set) var bytes: [UInt8] = []

  init(sortsKeys: Bool, indents: Bool) {
    self.sortsKeys = sortsKeys
    self.indents = indents
  }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .integer(let value): put(String(value))
    case .number(let value): put(value.isFinite ? value.description : "null")
    case .string(let value): write(value)
    case .array(let elements) where elements.count > 1 && elements.allSatisfy(\.isPlain):
      list(elements, open: "[", close: "]", depth: nil) { $0.write($1, depth: depth + 1) }
    case .array(let elements):
      list(elements, open: "[", close: "]", depth: depth) { $0.write($1, depth: depth + 1) }
    case .object(let members):
      list(ordered(members), open: "{", close: "}", depth: depth) { writer, member in
        writer.write(member.key)
        writer.put(writer.indents ? ": " : ":")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private func ordered(_ members: [JSONMember]) -> [JSONMember] {
    sortsKeys ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
  }

  private mutating func list<Element>(
    _ elements: [Element], open: String, close: String, depth: Int?, write: (inout JSONWriter, Element) -> Void
  ) {
    put(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { put(depth == nil && indents ? ", " : ",") }
      if let depth { breakLine(depth + 1) }
      write(&self, element)
    }
    if let depth, !elements.isEmpty { breakLine(depth) }
    put(close)
  }

  private mutating func breakLine(_ depth: Int) {
    guard indents else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func write(_ string: String) {
    put("\"")
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: put("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    put("\"")
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
