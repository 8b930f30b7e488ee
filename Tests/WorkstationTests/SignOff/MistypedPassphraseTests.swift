import Casework
import TerminalKit
import Testing

@testable import Workstation

/// Typed one key after the other, each with the screen and the silence that follow it: whoever types slowly.
@Suite("A passphrase that is typed where keys choose")
struct MistypedPassphraseTests {
  private static let passphrases = ["velvet harbour nine kites", "harbour lad", "all red kites", "1 2 3 ladder"]

  private static func typed(_ passphrase: String, into bench: inout Bench) {
    bench.wait(seconds: 2)
    bench.look()
    bench.type(passphrase)
    bench.press(.enter)
  }

  private static func signOff(of bench: Bench) -> SignOffState? {
    if case .signOff(let dialog) = bench.state.popup { dialog } else { nil }
  }

  @Test("decides nothing in a sign-off, and leads nowhere", arguments: passphrases)
  func nothingChosen(passphrase: String) {
    var bench = Bench.signing(Sketch.low)
    Self.typed(passphrase, into: &bench)
    #expect(Self.signOff(of: bench)?.draft == SignOffDraft())
    #expect(Self.signOff(of: bench)?.step == .choice)
    #expect(bench.state.reading?.file.draft == nil, "nothing of it is kept as a draft")
    #expect(bench.words.contains("That is not a key here"))
    #expect(!bench.text.contains("kites") && !bench.text.contains("ladder"))
  }

  @Test("leaves the decision as it was where a reason is waited for, and gives none", arguments: passphrases)
  func reason(passphrase: String) throws {
    var bench = Bench.signing(Sketch.low)
    bench.press("h", .enter)
    #expect(bench.text.contains("! Choose a reason by its key."))
    Self.typed(passphrase, into: &bench)
    let dialog = try #require(Self.signOff(of: bench))
    #expect(dialog.draft == SignOffDraft(decision: .override, finalCall: .high))
    #expect(dialog.step == .choice && bench.state.reading?.file.draft == dialog.draft)
    #expect(bench.words.contains("choose a reason by its key, or Tab goes back"))
  }

  @Test("leaves the reason as it was, too", arguments: passphrases)
  func withReason(passphrase: String) throws {
    var bench = Bench.signing(Sketch.low)
    bench.press("h", .enter, "8")
    Self.typed(passphrase, into: &bench)
    let dialog = try #require(Self.signOff(of: bench))
    #expect(dialog.decision == .override && dialog.ownCall == .high)
    #expect(dialog.reason == dialog.offered[7] && dialog.step == .choice)
  }

  @Test("the decision is changed where only a reason is missing once Tab has led back to it")
  func back() {
    var bench = Bench.signing(Sketch.low)
    bench.press("h", .enter, "r")
    #expect(Self.signOff(of: bench)?.ownCall == .high)
    bench.press(.tab, "r", "1")
    #expect(Self.signOff(of: bench)?.decision == .reject)
  }

  @Test("letters that come together choose nothing")
  func together() {
    var bench = Bench.signing(Sketch.low)
    bench.pressAtOnce("h", "8")
    #expect(Self.signOff(of: bench)?.draft == SignOffDraft())
    #expect(bench.words.contains("Keys that came together were not taken"))
    bench.press("h")
    #expect(Self.signOff(of: bench)?.ownCall == .high)
  }

  @Test("leaves an amendment as it was, at its class and at its reading", arguments: passphrases)
  func amendment(passphrase: String) throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), finding: Sketch.finding(.high))
    var bench = Bench(columns: 120, rows: 40, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("e")
    func dialog() -> AmendState? { if case .amend(let dialog) = bench.state.popup { dialog } else { nil } }
    Self.typed(passphrase, into: &bench)
    #expect(dialog()?.kind == nil && dialog()?.step == .kind)
    bench.wait(seconds: 2)
    bench.press("1", .enter, "l", "2")
    let before = dialog()?.choices
    Self.typed(passphrase, into: &bench)
    #expect(dialog()?.choices == before && dialog()?.step == .reading && before?.ownCall == .low)
  }

  @Test("names nobody who is asked", arguments: ["jolly kites", "velvet harbour nine kites"])
  func colleague(passphrase: String) throws {
    var bench = Bench(columns: 120, rows: 40, cases: [Sketch.high])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("o")
    bench.type("Mitosis?")
    bench.press(.enter)
    Self.typed(passphrase, into: &bench)
    guard case .opinion(let dialog) = bench.state.popup else { return #expect(Bool(false), "it is open") }
    #expect(dialog.step == .colleague && dialog.chosen == nil && dialog.text.text == "Mitosis?")
  }
}
