import Prognosis
import Testing

@Suite("impossible clinical values")
struct ClinicalProblemTests {
  @Test("nothing given is no problem")
  func missing() {
    #expect(ClinicalVariables().problems().isEmpty)
  }

  @Test("the limits themselves are possible, one step beyond is not")
  func limits() {
    let lowest = ClinicalVariables(age: 15, grade: 1, tumourSizeMM: 0, positiveNodes: 0, ki67: 0)
    let highest = ClinicalVariables(age: 110, grade: 3, tumourSizeMM: 300, positiveNodes: 80, ki67: 100)
    let beyond = ClinicalVariables(age: 14.9, grade: 4, tumourSizeMM: 301, positiveNodes: -1, ki67: 100.5)
    #expect(lowest.problems().isEmpty)
    #expect(highest.problems().isEmpty)
    #expect(
      beyond.problems() == [
        ClinicalProblem(variable: .age, value: 14.9), ClinicalProblem(variable: .grade, value: 4),
        ClinicalProblem(variable: .tumourSizeMM, value: 301), ClinicalProblem(variable: .positiveNodes, value: -1),
        ClinicalProblem(variable: .ki67, value: 100.5),
      ])
  }

  @Test("a value that is not a number is a problem")
  func notFinite() {
    #expect(ClinicalVariables(age: .nan).problems().map(\.variable) == [.age])
    #expect(ClinicalVariables(ki67: .infinity).problems().map(\.variable) == [.ki67])
  }
}
