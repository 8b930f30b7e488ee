import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The lock of the screen")
struct ScreenLockTests {
  private func locked() -> Bench {
    var bench = Bench.signing(Sketch.full, idleLimit: 900)
    bench.press("h", "c")
    bench.type("seen")
    _ = bench.take()
    bench.wait(seconds: 899)
    bench.press("!")
    bench.wait(seconds: 900)
    return bench
  }

  @Test("comes where nobody typed for a while; no case is on the screen, and what was typed is kept")
  func locks() {
    var bench = locked()
    #expect(bench.text.contains("Locked"))
    for words in ["S-12", "P-17", "seen", "HIGH"] { #expect(!bench.text.contains(words), "\(words)") }
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen!")
    #expect(bench.take().contains(.saveDraft(caseID: "S-12", draft)))
  }

  @Test("takes a passphrase and nothing else; a right one shows what was there, with typed keys dropped first")
  func unlocks() {
    var bench = locked()
    _ = bench.take()
    bench.type("pass?")
    #expect(bench.text.contains("•••••"))
    #expect(bench.state.popup != nil && bench.state.reading != nil)
    bench.press(.enter)
    #expect(bench.take() == [.unlock(Passphrase("pass?"))])
    bench.press("q", .enter)
    #expect(bench.take() == [], "while it is tried")
    bench.send(.unlocked)
    #expect(bench.text.contains("Sign off S-12") && bench.text.contains("seen!"))
    #expect(bench.state.awaitsQuiet)
  }

  @Test("a wrong passphrase leaves it locked, with one sentence; so does a casebook that does not answer")
  func refused() {
    var bench = locked()
    bench.type("pass")
    bench.press(.enter)
    bench.send(.unlockRefused("That did not open your key."))
    #expect(bench.text.contains("! That did not open your key.") && !bench.text.contains("•"))
    bench.type("pass")
    bench.press(.enter)
    bench.send(.failed(Problem(title: "Busy", detail: "It is locked by another.", remedy: "Wait.")))
    #expect(bench.text.contains("! It is locked by another."))
    bench.type("pass")
    #expect(bench.text.contains("••••"))
  }

  @Test("Ctrl-C leaves a locked screen, and a signature that is held goes to the casebook by itself")
  func others() {
    var bench = Bench.held(Sketch.high, idleLimit: 5)
    bench.wait(seconds: 6)
    #expect(bench.text.contains("Locked"))
    bench.wait(seconds: 5)
    #expect(bench.take().contains { if case .sign = $0 { true } else { false } })
    bench.press(.control("c"))
    #expect(bench.take().last == .quit)
  }

  @Test("there is none where nobody wants one")
  func without() {
    var bench = Bench()
    bench.wait(seconds: 100_000)
    #expect(!bench.text.contains("Locked"))
  }
}
