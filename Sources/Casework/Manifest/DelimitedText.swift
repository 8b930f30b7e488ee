/// A cell and the line on which it begins.
struct Cell: Equatable {
  let text: String
  let line: Int
}

/// A record of a delimited file.
struct DelimitedRecord: Equatable {
  let line: Int
  let cells: [Cell]

  /// Whether every cell is blank: an empty line, or what a spreadsheet leaves below a table.
  var isBlank: Bool { cells.allSatisfy { CleanText.cleaned($0.text).isEmpty } }
}

/// RFC 4180, strictly: quotes only around a whole cell, doubled inside; records end in CRLF, LF or CR; a byte-order mark
/// is skipped.
///
/// The delimiter is a comma, or a semicolon where the first line has semicolons and no comma outside quotes, as
/// spreadsheets write it in countries whose decimal sign is the comma.
struct DelimitedText {
  private(set) var records: [DelimitedRecord] = []
  private(set) var problems: [ManifestProblem] = []

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var offset = 0
  private var line = 1

  /// A quoted cell that ends with the file has swallowed the lines after it: its record says nothing.
  private var isUnclosed: Bool { problems.last?.rule == .closedQuote }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ text: String) {
    var utf8 = Array(text.utf8)
    if utf8.starts(with: [0xEF, 0xBB, 0xBF]) { utf8.removeFirst(3) }
    bytes = utf8
    delimiter = Self.delimiter(of: utf8)
    while offset < bytes.count {
      let record = record()
      if !isUnclosed { records.append(record) }
    }
  }

  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    var quoted = false
    var semicolons = false
    for byte in bytes {
      if byte == quote { quoted.toggle() }
      if quoted { continue }
      if byte == UInt8(ascii: ",") { return byte }
      if byte == lineFeed || byte == carriageReturn { break }
      semicolons = semicolons || byte == UInt8(ascii: ";")
    }
    return UInt8(ascii: semicolons ? ";" : ",")
  }

  private mutating func record() -> DelimitedRecord {
    let start = line
    var cells = [cell()]
    while offset < bytes.count, bytes[offset] == delimiter {
      offset += 1
      cells.append(cell())
    }
    endLine()
    return DelimitedRecord(line: start, cells: cells)
  }

  private mutating func cell() -> Cell {
    let start = line
    let text = offset < bytes.count && bytes[offset] == Self.quote ? quoted() : plain()
    return Cell(text: String(decoding: text, as: UTF8.self), line: start)
  }

  private var endsCell: Bool {
    offset >= bytes.count || bytes[offset] == delimiter || bytes[offset] == Self.lineFeed
      || bytes[offset] == Self.carriageReturn
  }

  private mutating func plain() -> ArraySlice<UInt8> {
    let start = offset
    while !endsCell { offset += 1 }
    let text = bytes[start..<offset]
    if text.contains(Self.quote) { report(.quotesAround, text, line) }
    return text
  }

  private mutating func quoted() -> ArraySlice<UInt8> {
    let start = line
    var text: ArraySlice<UInt8> = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte != Self.quote {
        text.append(byte)
        countLine(byte)
      } else if offset < bytes.count, bytes[offset] == Self.quote {
        text.append(byte)
        offset += 1
      } else {
        return afterQuote(text, start)
      }
    }
    report(.closedQuote, text, start)
    return text
  }

  /// Nothing may stand between the closing quote and the end of the cell.
  private mutating func afterQuote(_ text: ArraySlice<UInt8>, _ start: Int) -> ArraySlice<UInt8> {
    guard !endsCell else { return text }
    let rest = offset
    while !endsCell { offset += 1 }
    report(.quotesAround, text + bytes[rest..<offset], start)
    return text
  }

  /// Lines inside quotes count too; a CR that an LF follows is counted with the LF.
  private mutating func countLine(_ byte: UInt8) {
    let crlf = byte == Self.carriageReturn && offset < bytes.count && bytes[offset] == Self.lineFeed
    if byte == Self.lineFeed || (byte == Self.carriageReturn && !crlf) { line += 1 }
  }

  private mutating func endLine() {
    guard offset < bytes.count else { return }
    let crlf = bytes[offset] == Self.carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == Self.lineFeed
    offset += crlf ? 2 : 1
    line += 1
  }

  private mutating func report(_ rule: ManifestRule, _ text: ArraySlice<UInt8>, _ line: Int) {
    problems.append(ManifestProblem(line: line, value: String(decoding: text, as: UTF8.self), rule: rule))
  }
}
