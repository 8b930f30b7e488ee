import Tables
import Testing

@Suite("What a table says became of its patients")
struct OutcomesTests {
  private func read(_ text: String, eventValue: String? = nil) throws -> Outcomes {
    try OutcomeColumns(time: "time", event: "event", eventValue: eventValue)
      .outcomes(CohortTable(bytes: Array(text.utf8)))
  }

  @Test("is missing where a cell is, and a problem where it cannot be, each with its line")
  func rows() throws {
    let found = try read("time,event\n1.5,1\n,0\n0,1\nfive,0\n2,2\n3,unknown\n4,0.0\n")
    #expect(found.times == [1.5, nil, nil, nil, 2, 3, 4])
    #expect(found.events == [true, false, true, false, nil, nil, false])
    #expect(
      found.problems == [
        TableProblem(line: 4, column: "time", value: "0", rule: .aboveZero),
        TableProblem(line: 5, column: "time", value: "five", rule: .number(nil)),
        TableProblem(line: 6, column: "event", value: "2", rule: .thirdEvent(event: "1", other: "0")),
      ])
  }

  @Test("takes for the opposite of a named event the value that means none, wherever it stands")
  func opposite() throws {
    let found = try read("time,event\n1,metastasis\n2,death\n3,alive\n4,metastasis\n", eventValue: "metastasis")
    #expect(found.events == [true, nil, false, true])
    #expect(
      found.problems.map(\.rule) == [.thirdEvent(event: "metastasis", other: "alive")])
  }

  @Test("is refused whole where the values do not say what the event is")
  func words() {
    #expect(throws: TableFailure.eventCoding(column: "event", values: ["relapse", "free"])) {
      try read("time,event\n1,relapse\n2,free\n")
    }
    #expect(throws: TableFailure.noSuchEvent(column: "event", value: "death", values: ["relapse", "free"])) {
      try read("time,event\n1,relapse\n2,free\n", eventValue: "death")
    }
  }
}
