import Casework
import Microscopy
import Prognosis
import Tables
import Testing

@Suite("A manifest")
struct ManifestTests {
  /// The problems of `text` as `line column value`, with the rule apart.
  private func problems(_ text: String) -> [TableProblem] {
    do {
      _ = try Manifest.parse(text)
      return []
    } catch { return error.problems }
  }

  @Test("with all columns gives the case with every value")
  func allColumns() throws {
    let manifest = try Manifest.parse(
      """
      case,slide,mpp,received,patient,age,grade,tumour_size_mm,positive_nodes,ki67,er,her2,menopausal,note
      S26-1,a.svs,0.25,2026-02-28,P1,61.5,2,18,1,22.5,positive,2+,post,"two ""blocks"", one slide"
      """)
    let found = try #require(manifest.cases.first)
    #expect(manifest.cases.count == 1)
    #expect(manifest.unknownColumns.isEmpty)
    #expect(found.id == "S26-1")
    #expect(found.slides == [ManifestSlide(path: "a.svs", mpp: MicronsPerPixel(x: 0.25, y: 0.25), line: 2)])
    #expect(found.received == "2026-02-28")
    #expect(found.patient == "P1")
    #expect(
      found.clinical
        == ClinicalVariables(
          age: 61.5, grade: 2, tumourSizeMM: 18, positiveNodes: 1, ki67: 22.5, er: .positive, her2: .equivocal,
          menopausal: .postmenopausal))
    #expect(found.note == "two \"blocks\", one slide")
  }

  @Test("needs only case and slide, in any order and letter case")
  func fewColumns() throws {
    let manifest = try Manifest.parse("Slide, CASE\nb.svs,S2\na.svs,S1\n")
    #expect(manifest.cases.map(\.id) == ["S2", "S1"])
    #expect(manifest.cases.map { $0.slides.map(\.path) } == [["b.svs"], ["a.svs"]])
  }

  @Test("from a spreadsheet is read: byte-order mark, CRLF, blank lines, semicolons", arguments: [",", ";"])
  func spreadsheet(delimiter: String) throws {
    let text = "\u{FEFF}case,slide,age\r\n\r\nS1,\"a\r\nb.svs\",50\r\nS2,c.svs,\r\n,,\r\n"
    let manifest = try Manifest.parse(text.replacing(",", with: delimiter).replacing("a\r\nb", with: "a b"))
    #expect(manifest.cases.map(\.id) == ["S1", "S2"])
    #expect(manifest.cases.map(\.clinical.age) == [50, nil])
    #expect(manifest.cases.map(\.line) == [3, 4])
  }

  @Test("gathers the rows of a case: slides in order, blanks filled from the other row, notes joined")
  func severalSlides() throws {
    let manifest = try Manifest.parse(
      """
      case,slide,mpp,age,grade,note,block
      S1,a.svs,,61,,first,A
      S2,z.svs,,,,,
      S1,b.svs,0.5,,3,second,B
      S1,c.svs,,61.0,3,first,A
      """)
    let found = try #require(manifest.cases.first)
    #expect(manifest.cases.map(\.id) == ["S1", "S2"])
    #expect(found.slides.map(\.path) == ["a.svs", "b.svs", "c.svs"])
    #expect(found.slides.map { $0.mpp?.x } == [nil, 0.5, nil])
    #expect(found.clinical == ClinicalVariables(age: 61, grade: 3))
    #expect(found.note == "first; second")
    #expect(found.extra == ["block": "A; B"])
    #expect(manifest.unknownColumns == ["block"])
  }

  @Test("says of each slide what its label must say, where it has a column barcode")
  func labels() throws {
    let manifest = try Manifest.parse(
      "case,slide,Barcode,age\nS1,a.svs,4711-A,61\nS1,b.svs, 4711-B ,\nS1,c.svs,,\nS2,z.svs,NA,\n")
    #expect(manifest.cases.map { $0.slides.map(\.label) } == [["4711-A", "4711-B", nil], [nil]])
    #expect(manifest.unknownColumns.isEmpty && manifest.cases.allSatisfy { $0.extra.isEmpty })
    #expect(problems("case,slide,barcodes\nS1,a.svs,1\n").map(\.rule) == [.nearColumn("barcode")])
    #expect(problems("case,slide,barcode\nS1,a.svs,a\u{7}b\n").map(\.rule) == [.plainText(limit: 200)])
  }

  @Test("whose rows of a case disagree is refused with both lines")
  func conflict() {
    let text = "case,slide,age,patient\nS1,a.svs,61,P1\nS1,b.svs,62,P2\n"
    #expect(
      problems(text) == [
        TableProblem(line: 3, column: "patient", value: "P2", rule: .agree(line: 2, value: "P1")),
        TableProblem(line: 3, column: "age", value: "62", rule: .agree(line: 2, value: "61")),
      ])
  }

  @Test("tells every problem at once, with line, column, value and what is allowed")
  func everyProblem() {
    let text = """
      case,slide,mpp,received,age,grade,positive_nodes,er,menopausal
      S1,a.svs,0.01,2026-02-29,161,4,1.5,yes,after
      ,b.svs,,,,,,,
      S3,,,,,,,,
      S1,a.svs,,,,,,,
      """
    #expect(
      problems(text) == [
        TableProblem(line: 2, column: "mpp", value: "0.01", rule: .number(0.05...20)),
        TableProblem(line: 2, column: "received", value: "2026-02-29", rule: .date),
        TableProblem(line: 2, column: "age", value: "161", rule: .number(15...110)),
        TableProblem(line: 2, column: "grade", value: "4", rule: .wholeNumber(1...3)),
        TableProblem(line: 2, column: "positive_nodes", value: "1.5", rule: .wholeNumber(0...80)),
        TableProblem(
          line: 2, column: "er", value: "yes", rule: .oneOf(["positive", "negative", "pos", "neg", "+", "-"])),
        TableProblem(line: 2, column: "menopausal", value: "after", rule: .oneOf(["pre", "peri", "post"])),
        TableProblem(line: 3, column: "case", rule: .required),
        TableProblem(line: 4, column: "slide", rule: .required),
        TableProblem(line: 5, column: "slide", value: "a.svs", rule: .slideOnce(line: 2)),
      ])
  }

  @Test(
    "refuses what is no plain number", arguments: ["1e1", "+50", "0x32", "50 y", "5O", ".5", "50.", "-1", "inf"])
  func notANumber(text: String) {
    #expect(
      problems("case,slide,age\nS1,a.svs,\(text)")
        == [TableProblem(line: 2, column: "age", value: text, rule: .number(15...110))])
  }

  @Test("refuses a decimal comma where commas separate the cells, and says how it is written")
  func decimalComma() {
    #expect(
      problems("case,slide,ki67\nS1,a.svs,\"22,5\"")
        == [TableProblem(line: 2, column: "ki67", value: "22,5", rule: .decimalComma(remedy: "22.5"))])
  }

  @Test("reads decimal commas where semicolons or tabs separate the cells", arguments: [";", "\t"])
  func decimalCommaRead(delimiter: String) throws {
    let text = "case,slide,ki67,positive_nodes,mpp\nS1,a.svs,22*5,2*0,0*25".replacing(",", with: delimiter)
      .replacing("*", with: ",")
    let found = try #require(try Manifest.parse(text).cases.first)
    #expect(found.clinical.ki67 == 22.5 && found.clinical.positiveNodes == 2)
    #expect(found.slides.first?.mpp?.x == 0.25)
    #expect(problems(text.replacing("22,5", with: "1.022,5")).map(\.column) == ["ki67"])
  }

  @Test("refuses a number that may be a thousand where a column has both decimal commas and points")
  func thousands() throws {
    let text = "case;slide;tumour_size_mm\nS1;a.svs;22,5\nS2;b.svs;1.234\nS3;c.svs;22.5\n"
    #expect(
      problems(text) == [
        TableProblem(line: 3, column: "tumour_size_mm", value: "1.234", rule: .ambiguousDecimal)
      ])
    let found = try Manifest.parse(text.replacing("1.234", with: "1.23")).cases.map(\.clinical.tumourSizeMM)
    #expect(found == [22.5, 1.23, 22.5])
  }

  @Test("takes 2.0 for 2 where a whole number is wanted, and 2.5 for none")
  func wholeNumbers() throws {
    let found = try Manifest.parse("case,slide,grade,positive_nodes\nS1,a.svs,2.0,1.\n").cases.first
    #expect(found?.clinical == ClinicalVariables(grade: 2, positiveNodes: 1))
    #expect(problems("case,slide,grade\nS1,a.svs,2.5\n").map(\.rule) == [.wholeNumber(1...3)])
  }

  @Test(
    "takes NA and its like for no value", arguments: ["NA", "n/a", "NaN", "null", ".", "unknown", "[Not Available]"])
  func missing(text: String) throws {
    let found = try Manifest.parse("case,slide,age,grade,er,received\nS1,a.svs,\(text),\(text),\(text),\(text)\n")
    #expect(found.cases.first?.clinical == ClinicalVariables() && found.cases.first?.received == nil)
    #expect(problems("case,slide\nNA,a.svs\n").map(\.rule) == [.required])
  }

  @Test(
    "suggests the column that a near name means, and keeps it only where that is wanted",
    arguments: [
      ("Tumour size (mm)", "tumour_size_mm"), ("nodes", "positive_nodes"), ("Ki-67 %", "ki67"), ("ER status", "er"),
    ])
  func nearColumns(name: String, meant: String) throws {
    let text = "case,slide,\(name)\nS1,a.svs,15\n"
    #expect(problems(text) == [TableProblem(line: 1, column: name, value: name, rule: .nearColumn(meant))])
    let kept = try Manifest.parse(text, .init(keepsNearColumns: true))
    #expect(kept.unknownColumns == [name] && kept.cases.first?.extra == [name: "15"])
    #expect(try Manifest.parse("case,slide,\(meant),\(name)\nS1,a.svs,,15\n").unknownColumns == [name])
  }

  @Test("leaves out whole cases with a problem where that is wanted, and says all of it")
  func leavesOut() throws {
    let text = """
      case,slide,age
      S1,a.svs,61
      S1,b.svs,six
      S2,c.svs,50
      ,d.svs,50
      S3,e.svs,50
      S3,e.svs,50
      S4,,50
      S5,f.svs
      S6,g.svs,50
      S6,h.svs
      """
    let manifest = try Manifest.parse(text, .init(leavesOut: true))
    #expect(manifest.cases.map(\.id) == ["S2"])
    #expect(manifest.leftOut.map(\.line) == [3, 5, 7, 8, 9, 11] && manifest.leftOutCases == 6)
    #expect(problems(text) == manifest.leftOut)
  }

  @Test("of 50,000 rows is read whole")
  func manyRows() throws {
    let rows = (0..<50_000).map { "S\($0),slides/\($0).svs,\(40 + $0 % 40),2.0,NA" }
    let manifest = try Manifest.parse("case,slide,age,grade,er\n" + rows.joined(separator: "\n"))
    #expect(manifest.cases.count == 50_000 && manifest.cases.last?.clinical.grade == 2)
  }

  @Test(
    "reads the words for receptors in any letter case",
    arguments: [
      ("Positive", ReceptorStatus.positive), ("NEG", .negative), ("+", .positive), ("-", .negative),
      ("Equivocal", .equivocal), ("0", .negative), ("1+", .negative), ("2+", .equivocal), ("3+", .positive),
    ])
  func receptorWords(word: String, status: ReceptorStatus) throws {
    #expect(try Manifest.parse("case,slide,her2\nS1,a.svs,\(word)").cases.first?.clinical.her2 == status)
  }

  @Test("gives the comparators' variables too, none of which must be there")
  func comparatorColumns() throws {
    let manifest = try Manifest.parse(
      """
      case,slide,pr,er_h_score,pr_h_score,pr_percent,nottingham_score,detection,smoker,chemotherapy,hormone_therapy,\
      trastuzumab,bisphosphonates,radiotherapy,heart_dose_gy
      S1,a.svs,neg,210.5,12,4,7,Screening,no,3,10,no,yes,yes,1.5
      S2,b.svs,,,,,,symptoms,,none,none,,,,
      """)
    #expect(manifest.unknownColumns.isEmpty)
    #expect(
      manifest.cases.first?.clinical
        == ClinicalVariables(
          pr: .negative, erHScore: 210.5, prHScore: 12, prPercent: 4, nottinghamScore: 7, detection: .screening,
          smoker: false, treatment: Example.treatment))
    #expect(
      manifest.cases.last?.clinical
        == ClinicalVariables(
          detection: .symptoms,
          treatment: AdjuvantTreatment(chemotherapy: Chemotherapy.none, hormoneTherapy: HormoneTherapy.none)))
  }

  @Test(
    "refuses what the comparators' variables cannot be",
    arguments: [
      ("er_h_score", "301", TableRule.number(0...300)), ("pr_percent", "101", .number(0...100)),
      ("nottingham_score", "2", .wholeNumber(3...9)), ("heart_dose_gy", "60", .number(0...50)),
      ("detection", "chance", .oneOf(["screening", "symptoms", "screen", "symptomatic"])),
      ("smoker", "1", .oneOf(["yes", "no"])), ("chemotherapy", "1", .oneOf(["none", "2", "3", "no"])),
      ("hormone_therapy", "7", .oneOf(["none", "5", "10", "no"])),
    ])
  func comparatorProblems(column: String, value: String, rule: TableRule) {
    #expect(
      problems("case,slide,\(column)\nS1,a.svs,\(value)")
        == [TableProblem(line: 2, column: column, value: value, rule: rule)])
  }

  @Test("does not take an equivocal oestrogen receptor")
  func equivocalER() {
    #expect(problems("case,slide,er\nS1,a.svs,equivocal").map(\.column) == ["er"])
  }

  @Test(
    "takes days that the calendar has, and no others",
    arguments: [
      ("2024-02-29", true), ("2000-02-29", true), ("2026-12-31", true), ("2100-02-29", false), ("2026-04-31", false),
      ("2026-13-01", false), ("2026-00-10", false), ("26-01-01", false), ("01.02.2026", false), ("2026-1-01", false),
      ("2026-01-01T00:00", false),
    ])
  func days(text: String, holds: Bool) {
    #expect(problems("case,slide,received\nS1,a.svs,\(text)").isEmpty == holds)
  }

  @Test("without its columns is refused with those that are there")
  func missingColumns() {
    #expect(
      problems("sample,file\nS1,a.svs")
        == [
          TableProblem(line: 1, column: "case", rule: .column(found: ["sample", "file"])),
          TableProblem(line: 1, column: "slide", rule: .column(found: ["sample", "file"])),
        ])
  }

  @Test("with a column twice, a row too short and a value under no name is refused")
  func shape() {
    #expect(
      problems("case,slide,Age,age,\nS1,a.svs,50,51,\nS2,b.svs\nS3,c.svs,50,,lost\n") == [
        TableProblem(line: 1, column: "age", value: "age", rule: .columnOnce),
        TableProblem(line: 3, rule: .cells(found: 2, expected: 5)),
        TableProblem(line: 4, value: "lost", rule: .columnNamed),
      ])
  }

  @Test("with quotes astray names the line where they begin")
  func quotes() {
    #expect(
      problems("case,slide\nS1,\"a\".svs\nS2,b\"c.svs\nS3,\"open\n\n").map { "\($0.line) \($0.rule)" }
        == ["2 quotesAround", "3 quotesAround", "4 closedQuote"])
  }

  @Test("that is empty, or only a header, is refused", arguments: ["", "\n\n", "case,slide\n"])
  func empty(text: String) {
    #expect(problems(text).map(\.rule) == [.notEmpty])
  }

  @Test("keeps no escape sequence: in a name it is refused, in a message it is cleaned")
  func escapes() {
    #expect(
      problems("case,slide\nS\u{1B}[31m1,a.svs")
        == [TableProblem(line: 2, column: "case", value: "S[31m1", rule: .plainText(limit: 200))])
  }

  @Test("in Latin-1 is read, and what is no text is refused with its line")
  func encoding() throws {
    let bytes = Array("case,slide\nS1,a.svs\nS2,caf".utf8) + [0xE9, 0x0A]
    #expect(try Manifest.parse(bytes: bytes).cases.last?.slides.first?.path == "caf\u{E9}")
    #expect(throws: TableFailure.problems([TableProblem(line: 4, rule: .utf8)])) {
      try Manifest.parse(bytes: bytes + [0x81])
    }
    #expect(throws: TableFailure.problems([TableProblem(line: 1, rule: .notWorkbook)])) {
      try Manifest.parse(bytes: Array("PK\u{3}\u{4}".utf8))
    }
  }

  @Test("becomes the case that is registered")
  func record() throws {
    let manifest = try Manifest.parse("case,slide,age,site\nS1,a.svs,50,Lyon\n")
    let slide = try Example.slide("/data/a.svs")
    let record = try #require(manifest.cases.first).record(with: [slide])
    #expect(
      record
        == Case(id: "S1", slides: [slide], clinical: ClinicalVariables(age: 50), extra: ["site": "Lyon"]))
  }
}
