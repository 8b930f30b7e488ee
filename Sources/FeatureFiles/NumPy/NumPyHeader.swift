import Files

/// The header of a `.npy` file: magic, version, length, and a Python dictionary of three keys.
///
/// Source: numpy.lib.format. Read strictly: only what `numpy.save` writes for an array of floating-point numbers.
struct NumPyHeader: Equatable {
  enum Kind: String {
    case half = "<f2"
    case single = "<f4"
    case double = "<f8"

    var width: Int {
      switch self {
      case .half: 2
      case .single: 4
      case .double: 8
      }
    }
  }

  let kind: Kind
  let shape: [Int]
  /// First byte of the values.
  let dataStart: Int

  /// The most bytes that a header of three keys can need.
  private static let limit = 4096

  init(_ file: OpenFile) throws(FeatureFileFailure) {
    let start = try file.bytes(0..<min(12, file.count))
    guard start.count == 12, (1...3).contains(start[6]) else {
      throw .badNumPy(file: file.path, offset: 0, expected: "a header of version 1 to 3")
    }
    let wide = start[6] > 1
    let lengthBytes = wide ? start[8..<12] : start[8..<10]
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    let textStart = wide ? 12 : 10
    guard length <= Self.limit, textStart + length <= file.count else {
      throw .badNumPy(file: file.path, offset: 8, expected: "the length of a header")
    }
    var reader = Reader(text: try file.bytes(textStart..<textStart + length))
    do {
      (kind, shape) = try reader.read()
    } catch {
      throw .badNumPy(file: file.path, offset: textStart + reader.position, expected: error.expected)
    }
    dataStart = textStart + length
  }

  struct Fault: Error {
    let expected: String
  }

  /// `{'descr': '<f4', 'fortran_order': False, 'shape': (61, 771), }` and spaces.
  private struct Reader {
    let text: [UInt8]
    private(set) var position = 0

    init(text: [UInt8]) { self.text = text }

    mutating func read() throws(Fault) -> (kind: Kind, shape: [Int]) {
      try expect("{'descr':")
      let kind = try kind()
      try expect(",")
      try expect("'fortran_order':")
      guard accept("False") else { throw Fault(expected: "False: rows one after the other") }
      try expect(",")
      try expect("'shape':")
      try expect("(")
      var shape: [Int] = []
      while let dimension = number() {
        shape.append(dimension)
        guard accept(",") else { break }
      }
      try expect(")")
      return (kind, shape)
    }

    private mutating func skipSpaces() {
      while position < text.count, text[position] == 0x20 { position += 1 }
    }

    private mutating func kind() throws(Fault) -> Kind {
      for kind in [Kind.single, .double, .half] where accept("'\(kind.rawValue)'") { return kind }
      throw Fault(expected: "<f2, <f4 or <f8")
    }

    private mutating func accept(_ word: String) -> Bool {
      skipSpaces()
      guard text[position...].starts(with: word.utf8) else { return false }
      position += word.utf8.count
      return true
    }

    private mutating func expect(_ word: String) throws(Fault) {
      guard accept(word) else { throw Fault(expected: word) }
    }

    private mutating func number() -> Int? {
      skipSpaces()
      let digits = text[position...].prefix { (0x30...0x39).contains($0) }
      guard let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      position += digits.count
      return value
    }
  }
}
