import Tables
import Testing

@Suite("The text of a table")
struct TableTextTests {
  private static let text = "case,note\nS1,Andr\u{E9}\nS2,\u{20AC} 5\n"

  private static func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return little ? bytes : bytes.reversed()
    }
  }

  @Test("is the same in UTF-8, UTF-16 and Windows-1252, with a byte-order mark or without")
  func encodings() throws {
    let windows = Array("case,note\nS1,Andr".utf8) + [0xE9] + Array("\nS2,".utf8) + [0x80] + Array(" 5\n".utf8)
    let all: [([UInt8], TableText.Encoding)] = [
      (Array(Self.text.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8), (windows, .windows1252),
      (Self.utf16(Self.text, little: true, mark: true), .utf16),
      (Self.utf16(Self.text, little: false, mark: true), .utf16),
      (Self.utf16(Self.text, little: true, mark: false), .utf16),
      (Self.utf16(Self.text, little: false, mark: false), .utf16),
    ]
    for (bytes, encoding) in all {
      let read = try TableText(bytes: bytes)
      #expect(read.text == Self.text && read.encoding == encoding, "\(encoding)")
    }
  }

  @Test("is refused with the line where it is no text, or damaged UTF-8")
  func notText() {
    let damaged = Array("a\nAndr\u{E9}\nb".utf8) + [0xC3, 0x0A]
    for (bytes, line) in [(damaged, 3), (Array("a\nb".utf8) + [0x81], 2), (Array("a\nb\n".utf8) + [0x01, 0xE9], 3)] {
      #expect(throws: TableTextFailure.notText(line: line)) { try TableText(bytes: bytes) }
    }
    #expect(throws: TableTextFailure.notText(line: 1)) { try TableText(bytes: [0xFF, 0xFE, 0x41]) }
  }

  @Test("is refused as a workbook where a spreadsheet program saved its own format")
  func workbook() {
    #expect(throws: TableTextFailure.workbook) { try TableText(bytes: Array("PK\u{3}\u{4}xl/worksheets".utf8)) }
  }
}

@Suite("Delimited text")
struct DelimitedTextTests {
  private func cells(_ text: String) -> [[String]] {
    DelimitedText(text).records.filter { !$0.isBlank }.map { $0.cells.map(\.text) }
  }

  @Test("is cut by the delimiter that its records agree on", arguments: [",", ";", "\t", "|"])
  func delimiters(delimiter: String) {
    let rows = [["case", "note, or; what"], ["S1", "a"], ["S2", "b"]]
    let text = rows.map { row in
      row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
    }.joined(separator: "\n")
    #expect(cells(text) == rows)
    #expect(DelimitedText(text).hasDecimalCommas == (delimiter != ","))
  }

  @Test("with semicolons and decimal commas is cut at the semicolons")
  func decimalCommas() {
    #expect(cells("a;b\n1,5;2,5\n3,5;4,5\n") == [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]])
  }

  @Test("takes the word of a first line as Excel writes it")
  func statedDelimiter() {
    let text = DelimitedText("sep=;\na,x;b\r\n1;2\r\n")
    #expect(text.records.map { $0.cells.map(\.text) } == [["a,x", "b"], ["1", "2"]])
    #expect(text.records.map(\.line) == [2, 3])
  }

  @Test("keeps a line break inside quotes, counts its lines, and leaves what is blank below to be skipped")
  func lineBreaks() {
    let text = DelimitedText("a,b\r\n\"one\r\ntwo\",2\r\n3,4\r\n,\r\n \r\n\r\n")
    #expect(text.records.filter { !$0.isBlank }.map(\.line) == [1, 2, 4])
    #expect(text.records[1].cells[0].text == "one\r\ntwo")
    #expect(text.records.count { $0.isBlank } == 3)
  }

  @Test("names the lines where quotes are astray")
  func quotes() {
    let problems = DelimitedText("a,b\nx,b\"c\ny,\"open\n\n").problems
    #expect(problems.map(\.line) == [2, 3] && problems.map(\.rule) == [.quotesAround, .closedQuote])
  }
}

@Suite("A cell")
struct CellTextTests {
  @Test("holds no value in the spellings of spreadsheets, R, pandas and the TCGA")
  func missing() {
    for text in ["", "NA", "na", "N/A", "NaN", "nan", "NULL", "<NA>", "#N/A", ".", "?", "[Not Available]", "'--"] {
      #expect(CellText.isMissing(text), "\(text)")
    }
    for text in ["0", "no", "none", "-", "unknown", "NAN1", "negative"] {
      #expect(!CellText.isMissing(text), "\(text)")
    }
    #expect(CellText.isUnknown("Unknown") && CellText.isUnknown("NA") && !CellText.isUnknown("none"))
  }

  @Test("with a decimal comma is a number where it has no point and one comma")
  func decimalComma() {
    #expect(CellText.withDecimalPoint("2,5") == "2.5" && CellText.withDecimalPoint("-0,418") == "-0.418")
    for text in ["2.5", "1.234,5", "1,2,3", ",5", "5,", "a,b", "2", "nan,1"] {
      #expect(CellText.withDecimalPoint(text) == nil, "\(text)")
    }
  }

  @Test("a column is of decimal commas where every value is a number, and none has a point")
  func columns() {
    #expect(CellText.withDecimalPoints(["2,5", "NA", "3", ""]) == ["2.5", "NA", "3", ""])
    #expect(CellText.withDecimalPoints(["2,5", "1.234"]) == nil)
    #expect(CellText.withDecimalPoints(["2,5", "x"]) == nil && CellText.withDecimalPoints(["2", "3"]) == nil)
  }

  @Test("that is a whole number with a fraction of zeros is that number")
  func wholeNumbers() {
    #expect(["2.0", "2.", "2.00", "10"].map(CellText.withoutZeroFraction) == ["2", "2", "2", "10"])
    #expect(
      ["2.5", ".0", "-1.0", "1e1", "a.0"].map(CellText.withoutZeroFraction) == ["2.5", ".0", "-1.0", "1e1", "a.0"])
  }
}

@Suite("The name of a column")
struct ColumnNamesTests {
  private static let known = ["tumour_size_mm", "positive_nodes", "ki67", "er", "her2", "menopausal", "grade", "age"]

  @Test(
    "is near the one that was meant",
    arguments: [
      ("Tumour size (mm)", "tumour_size_mm"), ("tumor_size_mm", "tumour_size_mm"), ("Tumor Size", "tumour_size_mm"),
      ("Positive Nodes", "positive_nodes"), ("nodes_positive", "positive_nodes"), ("Ki-67 (%)", "ki67"),
      ("KI67_percent", "ki67"), ("ER status", "er"), ("Estrogen receptor", "er"), ("HER2/neu", "her2"),
      ("Menopausal_Status", "menopausal"), ("Age at diagnosis", "age"), ("Grade.", "grade"), ("grades", "grade"),
    ])
  func near(name: String, meant: String) {
    #expect(ColumnNames.nearest(to: name, among: Self.known) == meant)
  }

  @Test(
    "is near none where it means something else",
    arguments: ["site", "block", "age_group", "ER_rnaseq", "is_female", "oncotree_code", "size", "stage", "", "(%)"])
  func far(name: String) { #expect(ColumnNames.nearest(to: name, among: Self.known) == nil) }

  @Test("has words, by signs and by capitals")
  func words() {
    #expect(ColumnNames.words("survival_months") == ["survival", "months"])
    #expect(ColumnNames.words("daysToDeath (est.)") == ["days", "to", "death", "est"])
  }
}
