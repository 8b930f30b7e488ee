import TerminalKit
import Testing

@testable import Workstation

@Suite("A workstation that nobody types at")
struct IdleStateTests {
  private static func left(seconds: Int, idleLimit: Int? = nil) -> Bench {
    var bench = Bench(cases: [Sketch.high], idleLimit: idleLimit)
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    for _ in 0..<seconds { bench.wait(seconds: 1) }
    return bench
  }

  @Test("ticks by the second for a while, then less often, and by the second again after a key")
  func ticks() {
    #expect(Self.left(seconds: 5).state.secondsToTick == 1)
    var bench = Self.left(seconds: 20)
    #expect(bench.state.secondsToTick == 3)
    bench.press("l")
    #expect(bench.state.secondsToTick == 1)
  }

  @Test("asks the casebook less often")
  func asks() {
    var bench = Self.left(seconds: 20)
    _ = bench.take()
    for _ in 0..<20 { bench.wait(seconds: 3) }
    let questions = bench.take().count { if case .lookForChanges = $0 { true } else { false } }
    #expect((4...6).contains(questions))
  }

  @Test("does not sleep beyond the moment at which it is locked")
  func locks() {
    var bench = Self.left(seconds: 18, idleLimit: 20)
    #expect(bench.state.secondsToTick == 2)
    bench.wait(seconds: 2)
    #expect(bench.state.lock != nil)
  }

  @Test("is not taken for idle under a dialog")
  func dialog() {
    var bench = Self.left(seconds: 0)
    bench.press("?")
    for _ in 0..<20 { bench.wait(seconds: 1) }
    #expect(bench.state.secondsToTick == 1)
  }
}
