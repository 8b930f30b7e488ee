import Evaluation
import SurvivalStatistics
import Tables
import Testing

/// A table whose header is line 1.
func table(_ names: [String], _ rows: [[String]]) throws -> CohortTable {
  try CohortTable(names: names, rows: rows.enumerated().map { CohortTable.Row(line: $0 + 2, cells: $1) })
}

/// The failure that `body` throws, `nil` where it throws none.
func failure<Value>(_ body: () throws -> Value) -> CohortFailure? {
  do {
    _ = try body()
    return nil
  } catch { return error as? CohortFailure }
}

/// Why a table cannot be read, where `body` fails because of it.
func tableFailure<Value>(_ body: () throws -> Value) -> TableFailure? {
  do {
    _ = try body()
    return nil
  } catch let failure as TableFailure {
    return failure
  } catch CohortFailure.table(let failure) {
    return failure
  } catch { return nil }
}

@Suite("A table becomes a cohort")
struct CohortTests {
  private let outcome = OutcomeColumns(time: "time", event: "event")

  private func cohort(_ rows: [[String]], _ outcome: OutcomeColumns? = nil) throws -> Cohort {
    try Cohort(try table(["patient", "time", "event", "x"], rows), outcome: outcome ?? self.outcome)
  }

  @Test("rows without outcome or value are left out, each with its column and line")
  func leftOut() throws {
    let rows = [
      ["A", "1.5", "1", "2"], ["B", "", "0", "3"], ["C", "2", "NA", "4"], ["D", "4", "0", ""], ["E", "5", "0", "7"],
    ]
    let cohort = try cohort(rows).keeping(["x"])
    #expect(cohort.lines == [2, 6])
    #expect(cohort.times == [SurvivalTime(time: 1.5, event: true), SurvivalTime(time: 5, event: false)])
    #expect(cohort.flow.read == 5 && cohort.flow.kept == 2)
    #expect(cohort.flow.leftOut.map(\.column) == ["time", "event", "x"])
    #expect(cohort.flow.leftOut.map(\.lines) == [[3], [4], [5]])
  }

  @Test("a follow-up of zero or less is refused with its lines")
  func times() {
    #expect(
      tableFailure { try cohort([["A", "1", "1", ""], ["B", "0", "0", ""], ["C", "-2", "0", ""]]) }
        == .problems([
          TableProblem(line: 3, column: "time", value: "0", rule: .aboveZero),
          TableProblem(line: 4, column: "time", value: "-2", rule: .aboveZero),
        ]))
  }

  @Test("a follow-up that is not a number is refused with its line, and one with a decimal comma with the remedy")
  func notNumber() {
    #expect(
      tableFailure { try cohort([["A", "1,5", "1", ""], ["B", "five", "1", ""]]) }
        == .problems([
          TableProblem(line: 2, column: "time", value: "1,5", rule: .decimalComma(remedy: "1.5")),
          TableProblem(line: 3, column: "time", value: "five", rule: .number(nil)),
        ]))
  }

  @Test("an event of three values is refused, whatever is said to be the event")
  func threeValues() {
    let rows = [["A", "1", "0", ""], ["B", "2", "1", ""], ["C", "3", "2", ""]]
    let third = TableFailure.problems([
      TableProblem(line: 4, column: "event", value: "2", rule: .thirdEvent(event: "1", other: "0"))
    ])
    #expect(tableFailure { try cohort(rows) } == third)
    let stated = OutcomeColumns(time: "time", event: "event", eventValue: "1")
    #expect(tableFailure { try cohort(rows, stated) } == third)
  }

  @Test("two values that do not say which is the event are refused until it is stated")
  func stated() throws {
    let rows = [["A", "1", "dead", ""], ["B", "2", "alive", ""]]
    #expect(
      tableFailure { try cohort(rows) } == .eventCoding(column: "event", values: ["dead", "alive"]))
    let outcome = OutcomeColumns(time: "time", event: "event", eventValue: "dead")
    #expect(try cohort(rows, outcome).times.map(\.event) == [true, false])
    let wrong = OutcomeColumns(time: "time", event: "event", eventValue: "relapse")
    #expect(
      tableFailure { try cohort(rows, wrong) }
        == .noSuchEvent(column: "event", value: "relapse", values: ["dead", "alive"]))
  }

  @Test(
    "1 and 0, true and false, yes and no are read in any spelling",
    arguments: [["1", "0"], ["1.0", "0.0"], ["TRUE", "False"], ["yes", "No"], ["T", "F"], ["Y", "n"]])
  func codings(values: [String]) throws {
    #expect(try cohort([["A", "1", values[0], ""], ["B", "2", values[1], ""]]).times.map(\.event) == [true, false])
  }

  @Test(
    "a column whose name speaks of censoring is asked about, with what each value would mean",
    arguments: [
      "censorship", "Censored", "is_censored", "cens", "status_alive", "uncensored", "relapse_free", "noEvent",
    ])
  func censoring(name: String) throws {
    let rows = [["1", "0"], ["2", "0"], ["3", "1"]]
    let table = try table(["time", name], rows)
    #expect(
      tableFailure { try Cohort(table, outcome: OutcomeColumns(time: "time", event: name)) }
        == .censoring(column: name, values: ["0", "1"], rows: [2, 1]))
    let told = OutcomeColumns(time: "time", event: name, eventValue: "0")
    #expect(try Cohort(table, outcome: told).events == 2)
  }

  @Test("names that do not speak of censoring are not asked about", arguments: ["status", "event", "scent", "dead"])
  func notCensoring(name: String) throws {
    let table = try table(["time", name], [["1", "0"], ["2", "1"]])
    #expect(try Cohort(table, outcome: OutcomeColumns(time: "time", event: name)).events == 1)
  }

  @Test("beside competing events the named one is the event, and the others end the follow-up where that is wanted")
  func competing() throws {
    let rows = [["A", "1", "0", ""], ["B", "2", "1", ""], ["C", "3", "2", ""], ["D", "4", "2.0", ""]]
    var outcome = OutcomeColumns(time: "time", event: "event", eventValue: "1")
    outcome.allowsCompetingEvents = true
    let found = try cohort(rows, outcome)
    #expect(found.times.map(\.event) == [false, true, false, false])
    #expect(found.competing.map(\.value) == ["2"] && found.competing.map(\.patients) == [2])
    #expect(try found.warningsOfRows() == [.competingEvents(found.competing)])
    #expect(try cohort(Array(rows.prefix(2)), outcome).competing.isEmpty)
  }

  @Test("rows of one TCGA participant are one person, in one table and in two")
  func barcodes() throws {
    let own = try cohort([
      ["TCGA-AA-0001-01Z-00-DX1", "1", "1", ""], ["TCGA-AA-0002", "2", "0", ""],
      ["tcga-aa-0001-01Z-00-DX2", "3", "0", ""],
      ["TCGA-A", "3", "0", ""],
    ])
    #expect(try own.linesOfOnePerson() == [[2, 4]])
    let training = try table(["patient"], [["TCGA-AA-0002-01A"]])
    #expect(failure { try own.checkApart(from: training) } == .bothCohorts(column: "patient", lines: [3]))
    #expect(PatientBarcode.participant("TCGA-BH-A0B3-01Z-00-DX1.3F2A.svs") == "TCGA-BH-A0B3")
    #expect(PatientBarcode.participant("TCGA-BH-A0B-01Z") == nil && PatientBarcode.person("P1") == "P1")
  }

  @Test("0 can be the event, as where the column says who is censored")
  func censorship() throws {
    let outcome = OutcomeColumns(time: "time", event: "event", eventValue: "0")
    #expect(try cohort([["A", "1", "1.0", ""], ["B", "2", "0.0", ""]], outcome).times.map(\.event) == [false, true])
  }

  @Test("a patient who stands there twice is refused with both lines")
  func duplicate() {
    #expect(
      tableFailure { try cohort([["A", "1", "1", ""], ["B", "2", "0", ""], ["A", "3", "0", ""]]) }
        == .problems([TableProblem(line: 4, column: "patient", value: "A", rule: .patientOnce(line: 2))]))
  }

  @Test("a patient of the training is refused with her line")
  func bothCohorts() throws {
    let own = try cohort([["A", "1", "1", ""], ["B", "2", "0", ""]])
    let training = try table(["patient", "z"], [["C", ""], ["B", ""]])
    #expect(failure { try own.checkApart(from: training) } == .bothCohorts(column: "patient", lines: [3]))
    #expect(try own.checkApart(from: try table(["patient"], [["C"]])))
    #expect(try !own.checkApart(from: try table(["id"], [["A"]])))
  }

  @Test("nobody with the event is named, and so is a column that everybody lacks")
  func nothingLeft() throws {
    #expect(
      failure { try cohort([["A", "1", "0", "1"], ["B", "2", "0", "1"]]).keeping(["x"]) } == .allCensored(count: 2))
    #expect(
      failure { try cohort([["A", "1", "1", ""], ["B", "2", "0", ""]]).keeping(["x"]) }
        == .allLeftOut(column: "x", count: 2))
  }

  @Test("a word among numbers is named with its line, and a column of words is told to be one")
  func words() throws {
    let mixed = try cohort([
      ["A", "1", "1", "3"], ["B", "2", "0", "much"], ["C", "3", "1", "4"], ["D", "4", "1", "5"],
    ])
    let terms = try CovariateTerms("x")
    #expect(
      tableFailure { try mixed.covariates(terms) }
        == .problems([TableProblem(line: 3, column: "x", value: "much", rule: .number(nil))]))
    let grades = try cohort([["A", "1", "1", "G1"], ["B", "2", "0", "G2"]])
    #expect(
      failure { try grades.covariates(terms) } == .term(.notNumbers(term: "x", position: 1, column: "x"), line: nil))
    #expect(
      tableFailure { try grades.covariates(try CovariateTerms("y")) }
        == .noColumn(role: .covariate, name: "y", names: ["patient", "time", "event", "x"]))
  }

  @Test("a clinical word is found in every way to write it, and where it is unknown the row is left out")
  func clinicalWords() throws {
    let rows = [
      ["A", "1", "1", "Pos"], ["B", "2", "0", "+"], ["C", "3", "1", "neg"], ["D", "4", "1", "unknown"],
      ["E", "5", "0", "positive"],
    ]
    let table = try table(["Patient", "TIME", "Event", "ER"], rows)
    let cohort = try Cohort(table, outcome: outcome).keeping(["er"])
    #expect(cohort.lines == [2, 3, 4, 6])
    for term in ["er==\"positive\"", "er==\"Pos\"", "ER==\"+\"", "er!=\"negative\""] {
      #expect(try cohort.covariates(try CovariateTerms(term)).map(\.values) == [[1, 1, 0, 1]], "\(term)")
    }
    #expect(try SubgroupVariable.found(in: cohort, named: ["er"]).map(\.levels) == [["Pos", "neg"]])
  }

  @Test("unknown is no value among numbers and events, and a word of its own elsewhere")
  func unknown() throws {
    let rows = [
      ["A", "1", "yes", "3"], ["B", "unknown", "no", "4"], ["C", "2", "unknown", "5"], ["D", "3", "no", "Unknown"],
    ]
    #expect(try cohort(rows).keeping(["x"]).lines == [2])
    let sites = [["A", "1", "1", "unknown"], ["B", "2", "0", "Lyon"]]
    let terms = try CovariateTerms("x==\"unknown\"")
    #expect(try cohort(sites).keeping(["x"]).covariates(terms).map(\.values) == [[1, 0]])
  }

  @Test("values outside 0 to 1 are no probabilities; 0 and 1 are")
  func probabilities() throws {
    let wrong = try cohort([["A", "1", "1", "0.2"], ["B", "2", "0", "1.5"], ["C", "3", "1", "-0.1"]])
    #expect(failure { try wrong.checkProbabilities("x") } == .notProbability(column: "x", lines: [3, 4]))
    #expect(failure { try cohort([["A", "1", "1", "0"], ["B", "2", "0", "1"]]).checkProbabilities("x") } == nil)
  }

  @Test("a ragged row, a column twice and an unknown column are named")
  func shape() throws {
    #expect(
      tableFailure { try table(["a", "b"], [["1", "2"], ["3"]]) }
        == .problems([TableProblem(line: 3, rule: .cells(found: 1, expected: 2))]))
    #expect(
      tableFailure { try table(["a", "a"], [["1", "2"]]) }
        == .problems([TableProblem(line: 1, column: "a", value: "a", rule: .columnOnce)]))
    #expect(tableFailure { try table(["a"], []) } == .problems([TableProblem(line: 1, rule: .notEmpty)]))
    #expect(
      tableFailure { try Cohort(try table(["years", "event"], [["1", "1"]]), outcome: outcome) }
        == .noColumn(role: .time, name: "time", names: ["years", "event"]))
  }
}
