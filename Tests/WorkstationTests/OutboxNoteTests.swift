import Testing

@testable import Workstation

@Suite("What was signed and is not with the laboratory yet")
struct OutboxNoteTests {
  private static let gone = OutboxNote(cases: 2, reason: "there is no folder /srv/results")

  @Test("stands in the last line until it has gone, whatever is typed; the reason is said once")
  func stands() {
    var bench = Bench(columns: 120)
    #expect(!bench.lines[23].contains("outbox"))
    bench.send(.outboxTold(Self.gone))
    #expect(bench.state.notice == "2 cases not in the outbox yet: there is no folder /srv/results")
    bench.press("j")
    #expect(bench.state.notice == nil && bench.lines[23].hasSuffix("outbox: 2 cases"))
    bench.send(.outboxTold(Self.gone))
    #expect(bench.state.notice == nil && bench.lines[23].hasSuffix("outbox: 2 cases"))
    bench.press(.enter)
    #expect(bench.lines[23].hasSuffix("outbox: 2 cases"), "in a case, too")
    bench.press(.escape)
    bench.send(.outboxTold(nil))
    #expect(bench.state.notice == "The outbox has everything now." && !bench.lines[23].contains("2 cases"))
    bench.press("j")
    #expect(!bench.lines[23].contains("outbox"))
  }

  @Test("is told again whole by its command, however long the reason is")
  func again() {
    var bench = Bench()
    bench.send(.outboxTold(Self.gone))
    bench.press("j")
    _ = bench.state.tellOutbox()
    #expect(bench.state.problem?.detail == Self.gone.sentence)
  }

  @Test("is not said over a signature that can still be withdrawn, but with the next try")
  func held() {
    var bench = Bench.held(Sketch.high)
    let before = bench.state.notice
    bench.send(.outboxTold(Self.gone))
    #expect(bench.state.notice == before)
    bench.press("z")
    bench.send(.outboxTold(Self.gone))
    #expect(bench.state.notice == Self.gone.sentence)
  }
}
