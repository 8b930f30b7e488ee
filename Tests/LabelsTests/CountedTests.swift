import Labels
import Testing

@Suite("A number with what it counts")
struct CountedTests {
  @Test("has a singular for one alone")
  func counted() {
    #expect([0, 1, 2].map { $0.counted("case") } == ["0 cases", "1 case", "2 cases"])
    #expect([1, 3].map { $0.counted("entry", "entries") } == ["1 entry", "3 entries"])
  }
}
