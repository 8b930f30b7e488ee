/// A cell and the line on which it begins.
public struct DelimitedCell: Equatable, Sendable {
  /// The text of the cell, without the quotes around it.
  public let text: String
  /// The line of the file, from 1.
  public let line: Int

  /// A cell with its text and its line.
  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}

/// A record of a delimited file.
public struct DelimitedRecord: Equatable, Sendable {
  /// The line of the file, from 1.
  public let line: Int
  /// The cells, as many as the record has.
  public let cells: [DelimitedCell]

  /// Whether every cell is blank: an empty line, or what a spreadsheet leaves below a table.
  public var isBlank: Bool {
    cells.allSatisfy { $0.text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.value < 0x20 } }
  }
}

/// A breach of the quoting rules.
public struct DelimitedProblem: Equatable, Sendable {
  /// A rule of quoting.
  public enum Rule: Equatable, Sendable {
    /// Quotes go around a whole cell, and a quote inside is written twice.
    case quotesAround
    /// What is opened is closed.
    case closedQuote
  }

  /// The line of the file, from 1, in which the cell begins.
  public let line: Int
  /// The text of the cell.
  public let text: String
  /// The rule that is broken.
  public let rule: Rule
}

/// RFC 4180, strictly: quotes only around a whole cell, doubled inside; records end in CRLF, LF or CR; a byte-order
/// mark is skipped.
///
/// The delimiter is the one of tab, semicolon, comma and vertical bar that the first line has and that cuts the next
/// records into as many cells; a first line `sep=;`, as Excel writes it, says it outright.
public struct DelimitedText: Sendable {
  /// The records, the header first; blank ones are among them.
  public private(set) var records: [DelimitedRecord] = []
  /// The problems, in the order of the lines.
  public private(set) var problems: [DelimitedProblem] = []

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var offset = 0
  private var line = 1

  /// Whether `2,5` in a cell is two and a half: a comma that separates cells can be no decimal sign.
  public var hasDecimalCommas: Bool { delimiter != UInt8(ascii: ",") }

  /// A quoted cell that ends with the file has swallowed the lines after it: its record says nothing.
  private var isUnclosed: Bool { problems.last?.rule == .closedQuote }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Reads all of `text`.
  public init(_ text: String) {
    var utf8 = Array(text.utf8)
    if utf8.starts(with: [0xEF, 0xBB, 0xBF]) { utf8.removeFirst(3) }
    bytes = utf8
    if let stated = Self.statedDelimiter(utf8) {
      delimiter = stated
      offset = 5
      endLine()
    } else {
      delimiter = DelimiterChoice(utf8).best
    }
    while offset < bytes.count {
      let record = record()
      if !isUnclosed { records.append(record) }
    }
  }

  /// The delimiter that a first line such as `sep=;` states.
  private static func statedDelimiter(_ bytes: [UInt8]) -> UInt8? {
    guard bytes.count > 5, bytes.prefix(4).elementsEqual("sep=".utf8) || bytes.prefix(4).elementsEqual("SEP=".utf8),
      bytes.count == 6 || bytes[5] == lineFeed || bytes[5] == carriageReturn,
      DelimiterChoice.candidates.contains(bytes[4])
    else { return nil }
    return bytes[4]
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

  private mutating func cell() -> DelimitedCell {
    let start = line
    let text = offset < bytes.count && bytes[offset] == Self.quote ? quoted() : plain()
    return DelimitedCell(text: String(decoding: text, as: UTF8.self), line: start)
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

  private mutating func report(_ rule: DelimitedProblem.Rule, _ text: ArraySlice<UInt8>, _ line: Int) {
    problems.append(DelimitedProblem(line: line, text: String(decoding: text, as: UTF8.self), rule: rule))
  }
}

/// Which delimiter a text has, by its first records.
private struct DelimiterChoice {
  /// The first of them where nothing else tells.
  static let candidates = Array("\t;,|".utf8)
  private static let looked = 20

  /// How often each record that is not blank has each candidate outside of quotes.
  private var counts: [[Int]] = []

  init(_ bytes: [UInt8]) {
    var (row, quoted, isBlank) = ([0, 0, 0, 0], false, true)
    for byte in bytes where counts.count < Self.looked {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if !isBlank { counts.append(row) }
        (row, isBlank) = ([0, 0, 0, 0], true)
      } else {
        if !quoted, let place = Self.candidates.firstIndex(of: byte) { row[place] += 1 }
        isBlank = isBlank && byte == UInt8(ascii: " ")
      }
    }
    if !isBlank, counts.count < Self.looked { counts.append(row) }
  }

  /// The one that cuts most records into as many cells as the header has; of those, the one with most cells.
  var best: UInt8 {
    guard let header = counts.first else { return UInt8(ascii: ",") }
    let found = Self.candidates.indices.filter { header[$0] > 0 }
    let ranked = found.map { place in
      (agreeing: counts.count { $0[place] == header[place] }, cells: header[place], place: place)
    }
    let best = ranked.max { ($0.agreeing, $0.cells, $1.place) < ($1.agreeing, $1.cells, $0.place) }
    return best.map { Self.candidates[$0.place] } ?? UInt8(ascii: ",")
  }
}
