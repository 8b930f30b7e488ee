/// Why bytes are not the JSON that was expected.
public enum JSONFailure: Error, Equatable, Sendable {
  /// Not JSON, at this byte.
  case malformed(offset: Int)
  /// Nested deeper than 64.
  case tooDeep
  /// A member is missing or of another type; `path` as `finding.model.name`.
  case unexpected(path: String)
}

extension JSONValue {
  /// Reads a JSON text (RFC 8259, UTF-8), strictly: one value, no comments, no key twice in an object.
  ///
  /// - Throws: ``JSONFailure``: `malformed` with the byte at which the text is not JSON, holds a key twice, a number
  ///   that is too large or bytes that are not UTF-8; `tooDeep` where it nests deeper than 64.
  public init(parsing bytes: [UInt8]) throws(JSONFailure) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.isAtEnd else { throw .malformed(offset: parser.offset) }
  }
}

/// Recursive descent over the bytes.
private struct JSONParser {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count }
  private var byte: UInt8? { isAtEnd ? nil : bytes[offset] }
  private var failure: JSONFailure { .malformed(offset: offset) }

  mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
  }

  mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    guard depth <= 64 else { throw .tooDeep }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw failure }
    offset += word.utf8.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) throws(JSONFailure) {
    guard byte == UInt8(ascii: character) else { throw failure }
    offset += 1
  }

  private mutating func isNext(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func members(depth: Int) throws(JSONFailure) -> [JSONMember] {
    try take("{")
    if isNext("}") { return [] }
    var members: [JSONMember] = []
    var seen: Set<String> = []
    repeat {
      skipSpace()
      let key = try string()
      guard seen.insert(key).inserted else { throw failure }
      skipSpace()
      try take(":")
      members.append(JSONMember(key, try value(depth: depth)))
    } while isNext(",")
    try take("}")
    return members
  }

  private mutating func elements(depth: Int) throws(JSONFailure) -> [JSONValue] {
    try take("[")
    if isNext("]") { return [] }
    var elements: [JSONValue] = []
    repeat { elements.append(try value(depth: depth)) } while isNext(",")
    try take("]")
    return elements
  }

  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = offset
    if byte == UInt8(ascii: "-") { offset += 1 }
    let digits = offset
    try skipDigits()
    if bytes[digits] == UInt8(ascii: "0"), offset > digits + 1 { throw .malformed(offset: digits) }
    var isWhole = true
    if byte == UInt8(ascii: ".") {
      (isWhole, offset) = (false, offset + 1)
      try skipDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      (isWhole, offset) = (false, offset + 1)
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      try skipDigits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    guard let value = Double(text), value.isFinite else { throw .malformed(offset: start) }
    return .number(value)
  }

  private mutating func skipDigits() throws(JSONFailure) {
    let start = offset
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw failure }
  }

  private mutating func string() throws(JSONFailure) -> String {
    try take("\"")
    var text: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure }
      offset += 1
      if byte == UInt8(ascii: "\\") { try escape(&text) } else { text.append(byte) }
    }
    try take("\"")
    guard let string = String(validating: text, as: UTF8.self) else { throw failure }
    return string
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONFailure) {
    guard let byte else { throw failure }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw failure
    }
  }

  /// `\uXXXX`, or a pair of surrogates; a surrogate alone is refused.
  private mutating func escapedScalar() throws(JSONFailure) -> Character {
    let first = try hexadecimal()
    var value = first
    if (0xD800..<0xDC00).contains(first) {
      try take("\\")
      try take("u")
      let second = try hexadecimal()
      guard (0xDC00..<0xE000).contains(second) else { throw failure }
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw failure }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure }
    offset += 4
    return value
  }
}
