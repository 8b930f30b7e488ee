import Basics

extension HL7Message {
  /// Bytes that a message stays below.
  package static let sizeLimit = 1_000_000

  /// Reads one message as it stands in a file: segments ended by a carriage return, a line feed, or both; with or
  /// without the bytes that enclose it on a line (MLLP). Fields are plain text then, without escapes.
  ///
  /// - Throws: `tooLong`, `notAMessage`, `unknownCharacterSet`, `notText`, `cut`, `badSegment`, `secondMessage`.
  package init(parsing bytes: [UInt8]) throws(HL7Failure) {
    guard bytes.count < Self.sizeLimit else { throw .tooLong(bytes: bytes.count) }
    try self.init(plain: try Self.text(try Self.content(bytes)))
  }

  /// Reads a message whose characters are known.
  ///
  /// - Throws: `notAMessage`, `cut`, `badSegment`, `secondMessage`.
  init(plain text: String) throws(HL7Failure) {
    guard let delimiters = HL7Delimiters(header: text.unicodeScalars[...]) else { throw .notAMessage }
    segments = try Self.lines(text).enumerated().map { index, line throws(HL7Failure) in
      try HL7Segment(parsing: line, delimiters, number: index + 1)
    }
    if let second = segments.dropFirst().firstIndex(where: { $0.name == "MSH" }) {
      throw .secondMessage(segment: second + 1)
    }
  }

  /// What stands between the bytes of MLLP, and behind a byte order mark.
  private static func content(_ bytes: [UInt8]) throws(HL7Failure) -> ArraySlice<UInt8> {
    var content = bytes[...]
    if content.first == 0x0B {
      guard let end = content.lastIndex(of: 0x1C) else {
        throw .cut(segment: content.count { $0 == UInt8(ascii: "\r") } + 1)
      }
      content = content[1..<end]
    }
    return content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content
  }

  private static func text(_ content: ArraySlice<UInt8>) throws(HL7Failure) -> String {
    guard content.starts(with: Array("MSH".utf8)), let separator = content.dropFirst(3).first else {
      throw .notAMessage
    }
    let header = content.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    let fields = header.split(separator: separator, omittingEmptySubsequences: false)
    // The separator is the first field itself: MSH-18 stands behind 17 of them.
    let set = fields.count > 17 ? String(decoding: fields[17], as: UTF8.self) : ""
    switch set {
    case "", "ASCII", "UNICODE UTF-8", "UTF-8":
      guard let text = String(validating: content, as: UTF8.self) else { throw .notText(characterSet: set) }
      return text
    case "8859/1":
      var view = String.UnicodeScalarView()
      view.append(contentsOf: content.map { Unicode.Scalar($0) })
      return String(view)
    default: throw .unknownCharacterSet(CleanText.cleaned(set, limit: 40))
    }
  }

  private static func lines(_ text: String) throws(HL7Failure) -> [Substring.UnicodeScalarView] {
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\r" || $0 == "\n" }
    let filled = lines.filter { !$0.isEmpty }
    guard lines.last?.isEmpty ?? true else { throw .cut(segment: filled.count) }
    return filled
  }
}

extension HL7Segment {
  fileprivate init(
    parsing line: Substring.UnicodeScalarView, _ delimiters: HL7Delimiters, number: Int
  ) throws(HL7Failure) {
    let parts = line.split(separator: delimiters.field, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard name.utf8.count == 3, name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else { throw .badSegment(number) }
    let isHeader = name == "MSH"
    var fields: [Int: HL7Field] = [:]
    for (index, part) in parts.enumerated().dropFirst(isHeader ? 2 : 1) where !part.isEmpty {
      fields[index + (isHeader ? 1 : 0)] = HL7Field(parsing: part, delimiters)
    }
    self.init(name, fields)
  }
}

extension HL7Field {
  fileprivate init(parsing text: Substring.UnicodeScalarView, _ delimiters: HL7Delimiters) {
    func parts(_ text: Substring.UnicodeScalarView, _ separator: Unicode.Scalar) -> [Substring.UnicodeScalarView] {
      text.split(separator: separator, omittingEmptySubsequences: false)
    }
    let repetitions = parts(text, delimiters.repetition).map { repetition in
      parts(repetition, delimiters.component).map { component in
        parts(component, delimiters.subcomponent).map { HL7Text.plain(String($0), delimiters) }
      }
    }
    self.init(repetitions: repetitions)
  }
}
