/// The text of a table's file, whichever program saved it.
///
/// Read are UTF-8, UTF-16 (with a byte-order mark, or without one where every other byte is zero) and Windows-1252, of
/// which Latin-1 (ISO 8859-1) is the part that tables use. Nothing else is guessed at.
///
///     let text = try TableText(bytes: bytes)
///     let rows = DelimitedText(text.text).records
public struct TableText: Sendable, Hashable {
  /// How the characters are stored.
  public enum Encoding: String, Sendable, Hashable {
    /// UTF-8, with or without a byte-order mark.
    case utf8 = "UTF-8"
    /// UTF-16, in either byte order.
    case utf16 = "UTF-16"
    /// Windows-1252: what spreadsheets of western Europe write where nothing else is chosen.
    case windows1252 = "Windows-1252"
  }

  /// The text, without a byte-order mark.
  public let text: String
  /// The encoding in which it was stored.
  public let encoding: Encoding

  /// Decodes the bytes of a whole file.
  ///
  /// - Throws: ``TableTextFailure``: `workbook` where they are a spreadsheet program's own file, `notText` with the
  ///   line from which on they are not text in one of the encodings.
  public init(bytes: [UInt8]) throws(TableTextFailure) {
    guard !Self.isWorkbook(bytes) else { throw .workbook }
    if let order = UTF16Order(bytes) {
      guard let text = order.text(bytes) else { throw .notText(line: 1) }
      (self.text, encoding) = (text, .utf16)
    } else if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) {
      (self.text, encoding) = (text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text, .utf8)
    } else {
      (text, encoding) = (try Self.windows1252(bytes), .windows1252)
    }
  }

  /// Excel's and LibreOffice's own files: a ZIP archive, or the older compound file.
  private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }

  /// Refuses control characters, the five bytes that Windows-1252 leaves open, and text that is UTF-8 elsewhere: there
  /// a broken character is damage and not another encoding.
  private static func windows1252(_ bytes: [UInt8]) throws(TableTextFailure) -> String {
    var scalars = String.UnicodeScalarView()
    let broken = firstBrokenLine(bytes)
    guard !hasLongUTF8(bytes) else { throw .notText(line: broken) }
    for (index, byte) in bytes.enumerated() {
      let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
      guard !isControl, let scalar = scalar(byte) else { throw .notText(line: line(of: index, bytes)) }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// 0x80 to 0x9F, https://encoding.spec.whatwg.org/index-windows-1252.txt; 0 where nothing is assigned.
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    let value = upper[Int(byte) - 0x80]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// Whether two bytes or more make a character of UTF-8 somewhere, as they never do by chance in a table of Latin-1.
  private static func hasLongUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
      guard (0xC2...0xF4).contains(bytes[index]), index + length <= bytes.count else { return false }
      return bytes[(index + 1)..<(index + length)].allSatisfy { $0 & 0xC0 == 0x80 }
    }
  }

  private static func line(of index: Int, _ bytes: [UInt8]) -> Int { 1 + bytes[..<index].count { $0 == 0x0A } }

  /// No character of UTF-8 holds a line break, so that the lines can be looked at one by one.
  private static func firstBrokenLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
  }
}

/// Why a file holds no text of a table.
public enum TableTextFailure: Error, Hashable, Sendable {
  /// A spreadsheet program's own file: it has to be saved as CSV.
  case workbook
  /// The bytes are of none of the encodings from this line on, which counts from 1.
  case notText(line: Int)
}

/// The byte order of UTF-16.
private enum UTF16Order {
  case little, big

  /// By the byte-order mark, or by the zeros that letters of English have in one of every two bytes.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) {
      self = .little
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .big
    } else {
      let sample = bytes.prefix(1024)
      let zeros = sample.indices.filter { sample[$0] == 0 }
      guard 4 * zeros.count >= sample.count, bytes.count % 2 == 0, let first = zeros.first else { return nil }
      guard zeros.allSatisfy({ $0 % 2 == first % 2 }) else { return nil }
      self = first % 2 == 0 ? .big : .little
    }
  }

  /// `nil` where a unit is cut off or has no partner, or where a zero shows that it is something else.
  func text(_ bytes: [UInt8]) -> String? {
    guard bytes.count % 2 == 0 else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return self == .little ? second << 8 | first : first << 8 | second
    }
    guard !units.contains(0) else { return nil }
    return String(validating: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self)
  }
}
