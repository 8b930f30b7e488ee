import Prognosis
import Tables
import Testing

@Suite("A table of patients")
struct ClinicalTableTests {
  private func problems(_ text: String) -> [TableProblem] {
    do {
      _ = try ClinicalTable.parse(text)
      return []
    } catch { return error.problems }
  }

  @Test("gives one row a patient, and says which columns it knows")
  func rows() throws {
    let table = try ClinicalTable.parse("Patient,AGE,site,grade\nP1,61,Lyon,2\nP2,,,3\n,50,,\n")
    #expect(
      table.rows == [
        ClinicalTable.Row(line: 2, name: "P1", clinical: ClinicalVariables(age: 61, grade: 2)),
        ClinicalTable.Row(line: 3, name: "P2", clinical: ClinicalVariables(grade: 3)),
        ClinicalTable.Row(line: 4, name: nil, clinical: ClinicalVariables(age: 50)),
      ])
    #expect(table.knownColumns == ["age", "grade"])
    #expect(table.unknownColumns == ["site"])
    #expect(table.absentColumns.contains("tumour_size_mm") && !table.absentColumns.contains("age"))
    #expect(table.absentColumns.count == 19, "of 21")
  }

  @Test("takes a manifest as it is, and its cases for patients")
  func manifest() throws {
    let table = try ClinicalTable.parse("case,slide,mpp,age,note\nS1,a.svs,0.5,61,x\n")
    #expect(table.rows.map(\.name) == ["S1"])
    #expect(table.unknownColumns.isEmpty)
  }

  @Test("takes the patients from the column that is named, or that CLAM calls case_id")
  func patientColumn() throws {
    let text = "Case_ID,who,age\nA,x,50\nB,y,51\n"
    #expect(try ClinicalTable.parse(text).rows.map(\.name) == ["A", "B"])
    #expect(try ClinicalTable.parse(text, .init(patient: "WHO")).rows.map(\.name) == ["x", "y"])
    #expect(throws: TableFailure.noColumn(role: .patient, name: "nobody", names: ["Case_ID", "who", "age"])) {
      try ClinicalTable.parse(text, .init(patient: "nobody"))
    }
  }

  @Test("is refused with every problem by line and column, a patient twice among them")
  func refused() {
    #expect(
      problems("patient,age,grade\nP1,161,2\nP2,50\nP1,50,II\n") == [
        TableProblem(line: 2, column: "age", value: "161", rule: .number(15...110)),
        TableProblem(line: 3, rule: .cells(found: 2, expected: 3)),
        TableProblem(line: 4, column: "grade", value: "II", rule: .wholeNumber(1...3)),
        TableProblem(line: 4, column: "patient", value: "P1", rule: .patientOnce(line: 2)),
      ])
  }

  @Test("leaves out rows with a problem where that is wanted, says which, and is refused where nobody is left")
  func leavesOut() throws {
    let text = "patient,age,grade\nP1,161,2\nP2,50\nP3,50,II\nP4,51,1\nP4,52,1\n"
    let table = try ClinicalTable.parse(text, .init(leavesOut: true))
    #expect(table.rows.map(\.name) == ["P4"])
    #expect(table.leftOut == problems(text) && table.leftOut.map(\.line) == [2, 3, 4, 6])
    #expect(throws: TableFailure.self) { try ClinicalTable.parse("patient,age\nP1,161\n", .init(leavesOut: true)) }
  }

  @Test("that is empty, or only a header, is refused", arguments: ["", "patient,age\n"])
  func empty(text: String) {
    #expect(problems(text).map(\.rule) == [.notEmpty])
  }

  @Test("in Latin-1 is read, and what is no text is refused with the line")
  func encoding() throws {
    let bytes = Array("patient,age\nP".utf8) + [0xE9]
    #expect(try ClinicalTable.parse(bytes: bytes + Array(",50\n".utf8)).rows.map(\.name) == ["P\u{E9}"])
    #expect(throws: TableFailure.problems([TableProblem(line: 2, rule: .utf8)])) {
      try ClinicalTable.parse(bytes: bytes + [0x81, 0x0A])
    }
  }

  @Test("a row of any table is read by a manifest's rules")
  func clinicalRow() {
    let row = ClinicalRow(
      ["age": "61,5", "er": "POS", "grade": "2.0", "her2": "Negative", "other": "x"], line: 4, hasDecimalCommas: true)
    #expect(row.clinical == ClinicalVariables(age: 61.5, grade: 2, er: .positive, her2: .negative))
    #expect(row.problems.isEmpty)
    #expect(ClinicalRow(["ki67": "six"], line: 4).problems.map(\.line) == [4])
  }
}
