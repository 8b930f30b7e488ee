import Basics
import Sentences
import Tables
import Testing

@Suite("Sentences on tables")
struct TableSentencesTests {
  @Test(
    "name the place, the value and what to do",
    arguments: [
      (
        TableProblem(line: 3, column: "age", value: "six", rule: .number(15...110)),
        "line 3, column age: \"six\" is not a number from 15 to 110; leave it blank where unknown"
      ),
      (
        TableProblem(line: 3, column: "time", value: "six", rule: .number(nil)),
        "line 3, column time: \"six\" is not a number; leave it blank where unknown"
      ),
      (
        TableProblem(line: 2, column: "ki67", value: "22,5", rule: .decimalComma(remedy: "22.5")),
        "line 2, column ki67: \"22,5\" has a decimal comma; write 22.5"
      ),
      (TableProblem(line: 8, rule: .cells(found: 10, expected: 11)), "line 8 has 10 cells where the header has 11"),
      (
        TableProblem(line: 1, column: "age", value: "age", rule: .columnOnce),
        "the column \"age\" stands there twice; rename one"
      ),
      (
        TableProblem(line: 4, column: "time", value: "0", rule: .aboveZero),
        "line 4, column time: \"0\" is a follow-up of zero or less; correct the row or take it out"
      ),
      (
        TableProblem(line: 9, column: "patient", value: "P1", rule: .patientOnce(line: 2)),
        "line 9, column patient: the patient \"P1\" stands on line 2 already; one row per patient is wanted"
      ),
      (
        TableProblem(line: 1, column: "nodes", value: "nodes", rule: .nearColumn("positive_nodes")),
        "line 1, column nodes: no column is called so; did you mean positive_nodes? Rename it, or give "
          + "--keep-columns to keep it as it is"
      ),
    ])
  func problems(problem: TableProblem, sentence: String) { #expect(problem.sentence == sentence) }

  @Test("tell the first five problems of a table and count the others")
  func several() {
    let problems = (2...8).map { TableProblem(line: $0, column: "case", rule: .required) }
    let sentence = TableFailure.problems(problems).sentence(table: "t.csv")
    #expect(sentence.hasPrefix("t.csv: line 2, column case: a value is needed; line 3, column case"))
    #expect(sentence.hasSuffix("line 6, column case: a value is needed; and 2 more problems"))
  }

  @Test("suggest the column that was meant, in back-quotes where a term needs them")
  func noColumn() {
    func sentence(_ role: ColumnRole, _ name: String, _ names: [String]) -> String {
      TableFailure.noColumn(role: role, name: name, names: names).sentence
    }
    #expect(
      sentence(.time, "tme", ["time", "event"]) == "there is no column \"tme\" for the time; did you mean "
        + "\"time\"?")
    #expect(sentence(.patient, "patient", ["a"]) == "there is no column \"patient\" for the patient; there are \"a\"")
    #expect(sentence(.covariate, "Tumour", ["Tumour size (mm)"]).contains("did you mean \"`Tumour size (mm)`\"?"))
  }

  @Test("blame the table, or the options where these name what is not there")
  func exits() {
    #expect(!TableFailure.noColumn(role: .time, name: "time", names: []).isOfUsage)
    #expect(TableFailure.noColumn(role: .time, name: "os", names: []).isOfUsage)
    let failure = TableFailure.unitContradicted(told: .years, named: .months, column: "os_months")
    #expect(failure.isOfUsage)
    #expect(
      failure.sentence(table: "t.csv")
        == "--time-unit years contradicts the column \"os_months\"; give --time-unit months, or rename the column")
  }
}
