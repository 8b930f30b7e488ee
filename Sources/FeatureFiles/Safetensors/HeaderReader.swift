/// Reads the JSON of a safetensors header: strict, with the byte of every fault, and a key that stands twice refused
/// (which a dictionary would swallow). Only the forms that the format has: strings, whole numbers, flat arrays,
/// objects.
struct HeaderReader {
  /// One tensor as written, not yet checked against the data.
  struct RawEntry {
    var name: String
    /// Byte of the name, from the start of the header.
    var offset: Int
    var type: String
    var shape: [Int]
    var offsets: [Int]
  }

  struct Fault: Error {
    var offset: Int
    var fault: HeaderFault
  }

  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The whole header. Spaces may follow it: writers pad to eight bytes.
  mutating func read() throws(Fault) -> (entries: [RawEntry], metadata: [String: String]) {
    var entries: [RawEntry] = []
    var metadata: [String: String] = [:]
    try object { reader, name, offset throws(Fault) in
      if name == "__metadata__" {
        metadata = try reader.stringMap()
      } else {
        entries.append(try reader.entry(name, offset))
      }
    }
    skipSpace()
    guard position == text.count else { throw fault(.expected("the end of the header")) }
    return (entries, metadata)
  }

  private mutating func entry(_ name: String, _ offset: Int) throws(Fault) -> RawEntry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try object { reader, key, at throws(Fault) in
      switch key {
      case "dtype": type = try reader.string()
      case "shape": shape = try reader.numbers()
      case "data_offsets": offsets = try reader.numbers()
      default: throw Fault(offset: at, fault: .expected("dtype, shape or data_offsets"))
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw Fault(offset: offset, fault: .expected("dtype, shape and two data_offsets"))
    }
    return RawEntry(name: name, offset: offset, type: type, shape: shape, offsets: offsets)
  }

  private mutating func stringMap() throws(Fault) -> [String: String] {
    var map: [String: String] = [:]
    try object { reader, key, _ throws(Fault) in map[key] = try reader.string() }
    return map
  }

  /// Calls `value` at each key's value; refuses a key that stands twice.
  private mutating func object(
    _ value: (inout HeaderReader, String, Int) throws(Fault) -> Void
  ) throws(Fault) {
    var seen: Set<String> = []
    try expect("{")
    if accept("}") { return }
    repeat {
      skipSpace()
      let offset = position
      let key = try string()
      guard seen.insert(key).inserted else { throw Fault(offset: offset, fault: .duplicate(key)) }
      try expect(":")
      try value(&self, key, offset)
    } while accept(",")
    try expect("}")
  }

  private mutating func numbers() throws(Fault) -> [Int] {
    var result: [Int] = []
    try expect("[")
    if accept("]") { return result }
    repeat { result.append(try number()) } while accept(",")
    try expect("]")
    return result
  }

  /// A whole number that is not negative and fits an `Int`.
  private mutating func number() throws(Fault) -> Int {
    skipSpace()
    let start = position
    while position < text.count, (0x30...0x39).contains(text[position]) { position += 1 }
    let digits = text[start..<position]
    let leadingZero = digits.count > 1 && digits.first == 0x30
    guard !leadingZero, let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw Fault(offset: start, fault: .expected("a whole number from 0 to \(Int.max)"))
    }
    return value
  }

  private mutating func string() throws(Fault) -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    let start = position
    while let byte = next(), byte != 0x22 {
      if byte == 0x5C {
        bytes += try escape()
      } else {
        guard byte >= 0x20 else { throw fault(.expected("no control character in a string")) }
        bytes.append(byte)
      }
    }
    guard position <= text.count, text.indices.contains(position - 1), text[position - 1] == 0x22 else {
      throw fault(.expected("the end of a string"))
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw Fault(offset: start, fault: .expected("UTF-8"))
    }
    return result
  }

  /// What follows a backslash, as UTF-8.
  private mutating func escape() throws(Fault) -> [UInt8] {
    switch next() {
    case 0x22: return [0x22]
    case 0x5C: return [0x5C]
    case 0x2F: return [0x2F]
    case 0x62: return [0x08]
    case 0x66: return [0x0C]
    case 0x6E: return [0x0A]
    case 0x72: return [0x0D]
    case 0x74: return [0x09]
    case 0x75: return Array(String(try scalar()).utf8)
    default: throw fault(.expected("an escape of JSON"))
    }
  }

  /// The scalar of `\uXXXX`, or of the two escapes of a surrogate pair.
  private mutating func scalar() throws(Fault) -> Unicode.Scalar {
    var value = try fourHexDigits()
    if (0xD800..<0xDC00).contains(value), next() == 0x5C, next() == 0x75 {
      let low = try fourHexDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw fault(.expected("the second half of a surrogate pair")) }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw fault(.expected("a Unicode scalar")) }
    return scalar
  }

  private mutating func fourHexDigits() throws(Fault) -> UInt32 {
    let end = min(position + 4, text.count)
    let digits = String(decoding: text[position..<end], as: UTF8.self)
    guard digits.utf8.count == 4, !digits.hasPrefix("+"), !digits.hasPrefix("-"), let value = UInt32(digits, radix: 16)
    else { throw fault(.expected("four hexadecimal digits")) }
    position = end
    return value
  }

  private mutating func next() -> UInt8? {
    guard position < text.count else { return nil }
    position += 1
    return text[position - 1]
  }

  private mutating func skipSpace() {
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    guard accept(character) else { throw fault(.expected(String(character))) }
  }

  private func fault(_ fault: HeaderFault) -> Fault { Fault(offset: position, fault: fault) }
}
