import Casework
import Synchronization
import TerminalKit
import Testing
import Workstation

@testable import UseCases

@Suite("A workstation at which nobody types")
struct IdleTests {
  /// A terminal on which nothing happens, until it is gone.
  private final class StillTerminal: Terminal {
    let size: TerminalSize
    /// For how long it was waited, milliseconds, each time.
    private(set) var waits: [Int] = []
    private(set) var frames: [TerminalFrame] = []
    private let most: Int
    var waker: @Sendable () -> Void { {} }

    func nextEvent(milliseconds: Int) -> TerminalEvent? {
      if waits.isEmpty, frames.isEmpty, milliseconds == 0 { return .capabilities(TerminalCapabilities()) }
      waits.append(milliseconds)
      return waits.count < most ? nil : .hangup
    }

    /// Is gone after `most` waits.
    init(size: TerminalSize, most: Int) { (self.size, self.most) = (size, most) }

    func paint(_ frame: TerminalFrame) { frames.append(frame) }
    func askStatus() {}
    func suspend() {}
    func restore() {}
  }

  /// A terminal that was waited for `most` times, a second each time as the clock has it.
  private static func leftAlone(waits most: Int) -> StillTerminal {
    let terminal = StillTerminal(size: TerminalSize(columns: 100, rows: 30), most: most)
    let seconds = Mutex(1_772_366_400)
    let clock = WallClock(
      timestamp: { "2026-03-01T12:00:00Z" },
      seconds: {
        seconds.withLock {
          $0 += 1
          return $0
        }
      }, milliseconds: { 0 }, pause: { _ in })
    let session = ReviewSession(
      terminal: terminal, desk: nil, clock: clock, pictures: { _ in .none }, saveTheme: { _ in },
      problem: { _ in Problem(title: "Failed", detail: "", remedy: "") })
    session.run(from: WorkstationState(size: terminal.size, reviewer: "Dr Ada Example"))
    return terminal
  }

  @Test("is woken once a second, and writes nothing")
  func still() {
    let terminal = Self.leftAlone(waits: 6)
    #expect(terminal.waits.count == 6 && terminal.waits.allSatisfy { $0 >= 1000 })
    for (before, after) in zip(terminal.frames.dropFirst(), terminal.frames.dropFirst(2)) {
      #expect(ScreenDiff.bytes(from: before.screen, to: after.screen, depth: .trueColor).isEmpty)
    }
  }

  @Test("is woken less often once nobody has typed for a while")
  func left() {
    let terminal = Self.leftAlone(waits: 16)
    #expect(terminal.waits.first == 1000)
    #expect(terminal.waits.last == 3000)
  }
}
