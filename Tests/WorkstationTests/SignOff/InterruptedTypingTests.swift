import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("Whoever types while their dialog is closed, or covered by a problem")
struct InterruptedTypingTests {
  private static let problem = Problem(
    title: "You cannot take this case up", detail: "no key of yours signs any more", remedy: "Look on.")

  /// The passphrase is half typed when the right to sign is gone.
  private static func interrupted() -> Bench {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("velvet ")
    bench.send(.claimRefused(caseID: "S-12", problem))
    return bench
  }

  @Test("closes nothing and opens nothing with the rest of it: keys count again after silence")
  func atOnce() {
    var bench = Self.interrupted()
    #expect(bench.state.awaitsQuiet && bench.text.contains("a moment: what is typed is dropped"))
    for key in "harbour o q kites" as String { bench.send(batch: [.keyPressed(.character(key))]) }
    bench.send(batch: [.keyPressed(.enter)])
    #expect(bench.state.problem == Self.problem && bench.state.popup == nil)
    bench.look()
    #expect(!bench.text.contains("kites"))
    bench.press(.enter)
    #expect(bench.state.problem == nil && bench.state.popup == nil)
    bench.press("o")
    #expect(bench.state.popup != nil, "and the keys are as ever")
  }

  @Test("nor where it is typed slowly: no letter and no blank closes the problem")
  func slowly() {
    var bench = Self.interrupted()
    bench.look()
    bench.type("harbour o q kites")
    #expect(bench.state.problem == Self.problem && bench.state.popup == nil)
    bench.press(.escape)
    #expect(bench.state.problem == nil && !bench.state.awaitsQuiet)
  }

  @Test("nor where the dialog is gone without a problem: the rest of it are no keys of the case")
  func withoutProblem() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("velvet ")
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    bench.send(.caseRead(blinded.disclosed(to: .reviewer("Dr Ada Example"))))
    #expect(bench.state.popup == nil && bench.state.awaitsQuiet)
    for key in "o kites" as String { bench.send(batch: [.keyPressed(.character(key))]) }
    #expect(bench.state.popup == nil)
    bench.look()
    #expect(!bench.state.awaitsQuiet)
  }

  @Test("a right that is refused at the passphrase leads back to the choice, where the rest of it is dropped")
  func barred() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("velvet ")
    bench.send(.rightRefused(caseID: "S-12", Self.problem))
    for key in "rhl" as String { bench.send(batch: [.keyPressed(.character(key))]) }
    #expect(bench.state.reading?.file.draft == SignOffDraft(decision: .confirm, finalCall: .high))
  }

  @Test("a problem over no dialog is closed by any of its keys at once")
  func elsewhere() {
    var bench = Bench(cases: [Sketch.high])
    bench.send(.failed(Self.problem))
    bench.send(batch: [.keyPressed(" ")])
    #expect(bench.state.problem == nil)
  }
}
