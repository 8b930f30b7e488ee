import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("A signature that is not taken after its reader was told that they signed")
struct FallenSignatureTests {
  private static let problem = Problem(title: "Not signed", detail: "Your key was changed.", remedy: "Sign again.")

  /// S-12 is signed, its time is over, and the reader is where `keys` lead.
  private static func written(_ keys: Key...) -> Bench {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    for key in keys { bench.press(key) }
    bench.wait(seconds: 10)
    _ = bench.take()
    return bench
  }

  private static let refusal = Action.passphraseRefused(caseID: "S-12", "It does not open.", problem)

  @Test(
    "is told in a box that names its case, with reason and remedy, wherever the reader is",
    arguments: [[], [.escape], [.escape, .escape], [.enter]] as [[Key]])
  func told(keys: [Key]) {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    for key in keys { bench.press(key) }
    bench.wait(seconds: 10)
    bench.send(Self.refusal)
    #expect(bench.text.contains("✗ S-12: not signed"))
    #expect(bench.words.contains("Your key was changed.") && bench.words.contains("Sign again."))
    #expect(!bench.text.contains("✓ S-12"))
    bench.press(.enter)
    #expect(bench.state.problem == nil && bench.state.unsigned.isEmpty)
  }

  @Test("is being written until the answer comes: no draft, and no key that signs again")
  func beingWritten() {
    var bench = Self.written(.escape)
    #expect(bench.text.contains("The signature is being"), "\(bench.text)")
    #expect(!bench.text.contains("not signed") && !bench.text.contains("s sign off"))
    bench.press("s")
    #expect(bench.state.popup == nil)
    bench.send(Self.refusal)
    bench.press(.enter)
    #expect(bench.text.contains("Draft, to confirm: not"))
  }

  @Test("gives its case back where the reader is elsewhere")
  func givenBack() {
    var bench = Self.written(.escape, .escape)
    bench.send(Self.refusal)
    #expect(bench.take().contains(.closeReview(caseID: "S-12")))
  }

  @Test("is not covered by what goes wrong besides: that is told after it")
  func notCovered() {
    var bench = Self.written(.escape, .escape)
    bench.send(Self.refusal, .failed(Problem(title: "No answer", detail: "It is busy.", remedy: "Wait.")))
    #expect(bench.text.contains("✗ S-12: not signed"))
    bench.press(.enter)
    #expect(bench.text.contains("✗ No answer"))
    bench.press(.enter)
    #expect(bench.state.problem == nil)
  }

  @Test("is told after the workstation where the reader left before the answer, or before they closed the box")
  func left() {
    var bench = Bench.held(Sketch.high)
    bench.press(.control("c"))
    let named = Problem(title: "S-12: not signed", detail: "Your key was changed.", remedy: "Sign again.")
    let unsigned = [UnsignedCase(caseID: "S-12", reason: .refused(named))]
    #expect(bench.state.end(with: [Self.refusal]).unsigned == unsigned)
    var open = Self.written()
    open.send(Self.refusal)
    open.press(.control("c"))
    #expect(open.state.end(with: []).unsigned == unsigned)
    var signed = Bench.held(Sketch.high)
    signed.press(.control("c"))
    #expect(signed.state.end(with: []).unsigned.isEmpty)
  }

  @Test("is told, too, where the passphrase is still tried when the reader leaves, or where nothing can be withdrawn")
  func untried() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    bench.press(.enter, .control("c"))
    let unsigned = bench.state.end(with: [.passphraseAccepted(caseID: "S-12")]).unsigned
    #expect(unsigned == [UnsignedCase(caseID: "S-12", reason: .untried)])
    var atOnce = Bench(cases: [Sketch.high], withdrawal: 0)
    atOnce.press(.enter)
    atOnce.drawPictures()
    atOnce.press("s", "h", .enter)
    atOnce.type("pass")
    atOnce.press(.enter, .control("c"))
    #expect(atOnce.state.end(with: [Self.refusal]).unsigned.map(\.caseID) == ["S-12"])
  }

  @Test("is told first where the case is lost while it can be withdrawn: to another role, or to another reader")
  func lost() {
    var bench = Bench.held(Sketch.high)
    let refusal = Problem(title: "You cannot take this case up", detail: "The role may not.", remedy: "Look on.")
    bench.send(.claimRefused(caseID: "S-12", refusal))
    #expect(bench.text.contains("✗ S-12: not signed") && bench.words.contains("The role may not."))
    #expect(bench.state.popup == nil && !bench.text.contains("✓ S-12"))
    bench.press(.enter)
    bench.wait(seconds: 30)
    #expect(!bench.take().contains { if case .sign = $0 { true } else { false } }, "it is not tried")
    bench.press("z")
    #expect(bench.text.contains("There is nothing to withdraw"))
  }

  @Test("where nothing can be withdrawn a wrong passphrase is a sentence in its dialog, as ever")
  func atOnce() {
    var bench = Bench(cases: [Sketch.high], withdrawal: 0)
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s", "h", .enter)
    bench.type("pass")
    bench.press(.enter)
    bench.send(Self.refusal)
    #expect(bench.state.problem == nil && bench.text.contains("! It does not open."))
  }
}
