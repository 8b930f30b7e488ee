import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

/// Pastes, keys that were typed ahead, and texts that must come through whole.
@Suite("What is typed and pasted into the sign-off")
struct SignOffInputTests {
  private func asked(_ bench: inout Bench) -> Int {
    bench.take().count { effect in
      if case .checkPassphrase = effect { return true }
      if case .sign = effect { return true }
      return false
    }
  }

  @Test("a pasted line break is a blank in the comment, and leads nowhere")
  func pasteComment() {
    var bench = Bench.signing(Sketch.high)
    bench.send(.pasted("h\n\n"))
    #expect(bench.state.reading?.file.draft == nil)
    #expect(bench.text.contains("! Pasted text is taken only in the comment and as passphrase."))
    bench.press("h", "c")
    bench.send(.pasted("grade 1\nall over\n"))
    bench.look()
    #expect(bench.text.contains("grade 1 all over"))
    #expect(bench.text.contains("▸ comment"))
    #expect(asked(&bench) == 0)
  }

  @Test("a passphrase can be pasted; one with a line break is not taken, and nothing is signed")
  func pastePassphrase() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.send(.pasted("seven grey herons\n"))
    #expect(bench.text.contains("! A passphrase is one line: nothing of the pasted text was taken."))
    #expect(!bench.text.contains("•"))
    #expect(asked(&bench) == 0)
    bench.send(.pasted("seven grey herons"))
    #expect(asked(&bench) == 0)
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("seven grey herons"))
  }

  @Test("text with line breaks that comes as keys in one go, as from a terminal that marks no paste, leads nowhere")
  func unmarkedPaste() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.pressAtOnce("f", "i", "n", "e", .enter, "a", "b", .tab, "l", .enter)
    bench.look()
    #expect(bench.text.contains("fineabl"))
    #expect(bench.text.contains("! Enter came together with other keys"))
    #expect(bench.state.reading?.file.draft?.finalCall == .high)
    bench.press(.enter)
    bench.pressAtOnce("p", "a", "s", "s", .enter)
    bench.look()
    #expect(asked(&bench) == 0)
    #expect(bench.text.contains("••••"))
    bench.press(.enter)
    #expect(asked(&bench) == 1)
  }

  @Test("Enter s h Enter typed ahead opens the dialog and no more: the case was never drawn")
  func typedAhead() {
    var bench = Bench(cases: [Sketch.high])
    bench.pressAtOnce(.enter, "s", "h", .enter, "p", .enter)
    #expect(bench.state.awaitsQuiet)
    bench.pressAtOnce("h", .enter, "p", .enter)
    bench.send(.painted(ScrollLimits()))
    #expect(bench.text.contains("… a moment: what was typed before is dropped"))
    bench.press("h")
    #expect(bench.state.reading?.file.draft == nil)
    bench.press("h", .enter)
    #expect(bench.text.contains("! The slide S-12.svs was not on the screen: Esc, and look at it."))
    #expect(asked(&bench) == 0)
  }

  @Test("a problem over the passphrase has the dialog painted anew before it takes keys")
  func problemAbove() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    bench.send(.failed(Problem(title: "Busy", detail: "It is locked.", remedy: "Wait.")))
    bench.pressAtOnce(.enter)
    #expect(bench.state.awaitsQuiet)
    bench.send(.keyPressed(.enter))
    #expect(asked(&bench) == 0)
  }

  @Test("a second Enter while the passphrase is tried asks nothing more")
  func impatient() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    bench.press(.enter, .enter, .enter)
    #expect(asked(&bench) == 1)
  }

  @Test("Ctrl-C leaves also while typed keys are dropped")
  func leaving() {
    var bench = Bench(cases: [Sketch.high])
    bench.pressAtOnce(.enter, "s", .control("c"))
    #expect(bench.take().contains(.quit))
  }

  @Test(
    "what is typed or pasted is what is kept, composed",
    arguments: [
      ("cafe\u{301}", "caf\u{E9}"), ("क्षि", "क्षि"), ("👩\u{200D}🔬", "👩\u{200D}🔬"), ("نص\u{200C}ها", "نص\u{200C}ها"),
    ])
  func severalScalars(typed: String, kept: String) throws {
    for isPasted in [false, true] {
      var bench = Bench.signing(Sketch.high)
      bench.press("h", "c")
      if isPasted {
        bench.send(.pasted(typed))
      } else {
        for scalar in typed.unicodeScalars { bench.press(.character(Character(scalar))) }
      }
      bench.press(.enter)
      let comment = try #require(bench.state.reading?.file.draft?.comment)
      #expect(Array(comment.unicodeScalars) == Array(kept.unicodeScalars), "pasted: \(isPasted)")
    }
  }

  @Test("a comment over the limit is refused with the limit; nothing of it is cut")
  func limit() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.send(.pasted(String(repeating: "x", count: 2003)))
    #expect(bench.words.contains("A comment has at most 2000 characters, this would be 2003: nothing of it was taken."))
    bench.send(.pasted(String(repeating: "x", count: 2000)))
    bench.press("y")
    #expect(bench.words.contains("A comment has at most 2000 characters, this would be 2001"))
    bench.press(.enter)
    #expect(bench.state.reading?.file.draft?.comment.count == 2000)
  }

  @Test("a character that cannot be shown is refused with words, and nothing of the paste is taken")
  func unprintable() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.send(.pasted("grade \u{202E}1"))
    #expect(bench.words.contains("A character in it cannot be shown: nothing of it was taken."))
    bench.press(.enter)
    #expect(bench.state.reading?.file.draft?.comment == "")
  }
}
