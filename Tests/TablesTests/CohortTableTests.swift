import Tables
import Testing

@Suite("A table of patients as columns")
struct CohortTableTests {
  private func table(_ text: String) throws -> CohortTable { try CohortTable(bytes: Array(text.utf8)) }

  @Test("finds a column in any letter case, and the exact name first")
  func header() throws {
    let table = try table("Age,AGE,Time\n1,2,3\n")
    #expect(table.texts("AGE") == ["2"] && table.texts("TIME") == ["3"])
    #expect(table.texts("age") == nil, "two columns may be meant")
    #expect(table.namedRows[0]["time"] == "3" && table.namedRows[0].number("tIME") == 3)
  }

  @Test("reads numbers with decimal commas where a comma does not separate the cells, and words beside them")
  func decimalCommas() throws {
    let table = try table("time;score;note\n1,5;-0,25;a,b\n2;1,5e1;c\n")
    #expect(try table.numbers("time", role: .time) == [1.5, 2])
    #expect(try table.numbers("score", role: .score) == [-0.25, 15])
    #expect(table.texts("note") == ["a,b", "c"])
    let mixed = try self.table("time;x\n1,5;a\n2.5;b\n")
    #expect(try mixed.numbers("time", role: .time) == [1.5, 2.5])
  }

  @Test("refuses a number that may be a thousand, with its line")
  func thousands() throws {
    let table = try table("time;x\n1,5;a\n1.234;b\n12.25;c\n")
    #expect(
      throws: TableFailure.problems([
        TableProblem(line: 3, column: "time", value: "1.234", rule: .ambiguousDecimal)
      ])
    ) { try table.numbers("time", role: .time) }
    #expect(try self.table("time;x\n0,512;a\n0.498;b\n").numbers("time", role: .time) == [0.512, 0.498])
  }

  @Test("names each cell of a column that is not a number")
  func notNumbers() throws {
    let table = try table("x,y\n1,a\nsix,b\n\"2,5\",c\nNA,d\nunknown,e\n")
    #expect(
      throws: TableFailure.problems([
        TableProblem(line: 3, column: "x", value: "six", rule: .number(nil)),
        TableProblem(line: 4, column: "x", value: "2,5", rule: .decimalComma(remedy: "2.5")),
      ])
    ) { try table.numbers("X", role: .score) }
    #expect(table.missing(in: "x") == [false, false, false, true, false])
    #expect(try self.table("x,y\n1,\nunknown,b\n").missing(in: "x") == [false, true])
  }

  @Test("suggests the clinical column that a near name means, where that one is not there and the name is not used")
  func nearColumns() throws {
    let table = try table("patient,Tumor size,ER status,er,site\nA,1,2,3,4\n")
    #expect(
      table.nearColumns(besides: ["patient"]) == [
        TableProblem(line: 1, column: "Tumor size", value: "Tumor size", rule: .nearColumn("tumour_size_mm"))
      ])
    #expect(table.nearColumns(besides: ["tumor size"]).isEmpty)
  }

  @Test("takes CLAM's names for the columns where it has those instead of ours, and refuses a named one that is absent")
  func cohortColumns() throws {
    let clam = try table(",Case_ID,slide_id,survival_months,censorship\n0,A,a.svs,3,1\n")
    let columns = try CohortColumns(.init(), in: clam)
    #expect(columns.patient == "Case_ID" && columns.slide == "slide_id" && columns.time == "survival_months")
    #expect(throws: TableFailure.noColumn(role: .time, name: "os", names: clam.header.named)) {
      try CohortColumns(.init(time: "os"), in: clam)
    }
    #expect(throws: TableFailure.noColumn(role: .patient, name: "patient", names: ["who"])) {
      let other = try table("who\nA\n")
      try CohortColumns(.init(), in: other).require(.patient, in: other)
    }
  }

  @Test("takes CLAM's names for an outcome that nobody named, and a name that somebody gave as it is")
  func outcomeColumns() throws {
    let clam = try table("case_id,Survival_Months,censorship,os\nA,3,1,2\n")
    let usual = OutcomeColumns(.init(), in: clam, eventValue: "0")
    #expect(usual == OutcomeColumns(time: "survival_months", event: "censorship", eventValue: "0"))
    #expect(OutcomeColumns(.init(time: "os"), in: clam, eventValue: nil).time == "os")
    let bare = OutcomeColumns(.init(), in: try table("who\nA\n"), eventValue: nil)
    #expect(bare == OutcomeColumns(time: "time", event: "event"))
  }
}
