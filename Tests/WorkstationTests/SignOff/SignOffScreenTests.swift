import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The sign-off")
struct SignOffScreenTests {
  private static func open(_ file: CaseFile) -> Bench {
    var bench = Bench(cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s")
    _ = bench.take()
    return bench
  }

  private static let sign = Key.control("y")

  private func signatures(_ effects: [Effect]) -> Int {
    effects.count { if case .sign = $0 { true } else { false } }
  }

  @Test("the whole journey: search, open, zoom, heat off, override with reason and comment, sign")
  func journey() throws {
    var bench = Bench()
    bench.press("/")
    bench.type("12")
    bench.press(.enter, .enter)
    #expect(bench.effects.contains(.openReview(caseID: "S-12")))
    var opened = Sketch.high
    opened.status = .inReview
    opened.reviewer = "Dr Ada Example"
    bench.send(.caseRead(opened), .tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.drawPictures()
    bench.press("+", "+", "a")
    bench.drawPictures(glyph: "▒")
    #expect(bench.lines[10].hasPrefix("│▒▒▒▒"))
    #expect(bench.text.contains("heat map off"))

    bench.press("s", "o", "8", .enter)
    bench.type("Tubular.")
    let draft = SignOffDraft(
      decision: .override, finalCall: .low, reason: .histologyDisagrees, comment: "Tubular.")
    #expect(bench.effects.last == .saveDraft(caseID: "S-12", draft))
    bench.press(.enter, Self.sign)
    #expect(bench.effects.last == .sign(caseID: "S-12", findingID: "finding-1", draft))
    #expect(bench.text.contains("Signing …"))

    let signOff = try Sketch.signed(draft, finding: Sketch.finding(.high))
    bench.send(.signed(caseID: "S-12", signOff))
    (opened.status, opened.signOff) = (.signed, signOff)
    bench.change(to: [opened, Sketch.low, Sketch.refused, Sketch.new])
    #expect(bench.text.contains("✓ SIGNED  ▼ LOW"))
    #expect(bench.text.contains("entry    9c41f07be2d8…"))
    bench.press(.enter, .escape, .escape)
    #expect(bench.state.queue.selected?.status == .signed)
    #expect(bench.text.contains("▼ LOW, override"))
  }

  @Test("shows the call, what it rests on, all reasons, the meaning and the name on 80 x 24")
  func screen() {
    var bench = Self.open(Sketch.high)
    bench.press("o", "j")
    #expect(
      bench.lines[2...21].joined(separator: "\n") == """
        │╭─ Sign off S-12 ───────────────────────────────────────────────────── DEMO ─╮│
        ││    model     ▲ HIGH  18.4 %  95 % 11.2–28.9 %  at 5 years                  ││
        ││    rests on  slide + clinical: slide score +0.82, age −0.41                ││
        ││                                                                            ││
        ││    decision  c ○ confirm high risk    o ◉ override                         ││
        ││  ▸ my call   ◉ ▼ LOW    ○ ○ NO CALL    Tab changes it                      ││
        ││  ▸ reason    1 ▌tissue or region wrong      7  clinical factors outweigh   ││
        ││              2  stain or scan quality       8  histology disagrees         ││
        ││              3  insufficient tumour         9  genomic assay outweighs     ││
        ││              4  wrong specimen or block     0  patient factors             ││
        ││              5  outside the intended use    -  other (needs a comment)     ││
        ││              6  clinical data entered wrong                                ││
        ││    comment    optional                                                     ││
        ││                                                                            ││
        ││                                                                            ││
        ││    meaning   "I have reviewed the slides of this case and replace the      ││
        ││              call of the model by mine."                                   ││
        ││    signed by Dr Ada Example, now. It cannot be changed.                    ││
        ││                                                                            ││
        │╰─ j k reason   Tab my call   Enter comment   Esc keep draft ────────────────╯│
        """)
  }

  @Test("confirm goes to the comment, Enter to the signature, and ^Y signs the model's own call")
  func confirm() {
    var bench = Self.open(Sketch.high)
    bench.press("c", .enter)
    #expect(bench.text.contains("^Y (the Ctrl key and y) signs. No other key does."))
    bench.press(Self.sign)
    let draft = SignOffDraft(decision: .confirm)
    #expect(
      bench.take() == [
        .saveDraft(caseID: "S-12", draft), .sign(caseID: "S-12", findingID: "finding-1", draft),
      ])
  }

  @Test("nothing is signed without a decision, a reason, or the comment that \"other\" needs")
  func incomplete() {
    var bench = Self.open(Sketch.high)
    bench.press(.enter)
    #expect(bench.text.contains("! Choose first: c confirms, o overrides."))
    bench.press("o", .enter)
    #expect(bench.text.contains("! Choose a reason with j and k, or by its number."))
    bench.press("-", .enter, .enter)
    #expect(bench.text.contains("! The reason \"other\" needs a comment that explains it."))
    #expect(bench.take().allSatisfy { if case .sign = $0 { false } else { true } })
  }

  @Test("a refusal is overridden with high or low, and nothing is chosen beforehand")
  func overrideRefusal() {
    var bench = Self.open(Sketch.refused)
    bench.press("o", "3", .enter)
    #expect(bench.text.contains("! Choose your own call with Tab."))
    bench.press(.tab, .enter, .enter, Self.sign)
    let draft = SignOffDraft(decision: .override, finalCall: .high, reason: .insufficientTumour)
    #expect(bench.take().last == .sign(caseID: "S-15", findingID: "finding-1", draft))
  }

  @Test("confirming a refusal agrees that there is no call")
  func confirmRefusal() {
    let bench = Self.open(Sketch.refused)
    #expect(bench.text.contains("c ○ agree: no call"))
    #expect(bench.text.contains("rests on  too little tissue, bad quality"))
  }

  @Test("Tab chooses between the other calls")
  func finalCall() {
    var bench = Self.open(Sketch.high)
    bench.press("o", .tab)
    #expect(bench.text.contains("○ ▼ LOW    ◉ ○ NO CALL"))
  }

  @Test("every change of the draft is saved, Esc keeps it, and s goes on with it")
  func drafts() {
    var bench = Self.open(Sketch.high)
    bench.press("o")
    #expect(bench.take() == [.saveDraft(caseID: "S-12", SignOffDraft(decision: .override, finalCall: .low))])
    bench.press("2", .enter)
    bench.type("ab")
    #expect(bench.take().count == 3)
    bench.press(.escape)
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("Nothing was signed. The draft is kept"))
    bench.press("s")
    #expect(bench.text.contains("o ◉ override"))
    bench.press(.enter, .enter)
    #expect(bench.text.contains("comment   ab"))
    bench.press(.escape, "s", "x")
    #expect(bench.take().last == .saveDraft(caseID: "S-12", nil))
    #expect(!bench.text.contains("◉"))
  }

  @Test("a draft from before a crash is there again")
  func recovered() {
    var file = Sketch.high
    file.draft = SignOffDraft(decision: .override, finalCall: .low, reason: .patientFactors, comment: "as before")
    var bench = Self.open(file)
    #expect(bench.text.contains("reason    patient factors"))
    #expect(bench.text.contains("comment   as before"))
    bench.press(.enter, .enter, .enter, Self.sign)
    #expect(bench.take() == [.sign(caseID: "S-12", findingID: "finding-1", file.draft ?? SignOffDraft())])
  }

  @Test("the casebook's answer brings a draft that was kept elsewhere, into an open dialog too, until one types")
  func keptDraft() {
    var older = Sketch.high
    older.draft = SignOffDraft(decision: .confirm, comment: "to be ke")
    var bench = Self.open(older)
    #expect(bench.text.contains("comment   to be ke"))
    var kept = older
    kept.draft?.comment = "to be kept"
    bench.send(.caseRead(kept))
    #expect(bench.text.contains("comment   to be kept") && bench.state.awaitsQuiet)
    bench.look()
    bench.press(.enter)
    bench.type("!")
    bench.send(.caseRead(older))
    #expect(bench.text.contains("comment   to be kept!"))
    bench.press(.escape, "s", "x")
    bench.send(.caseRead(older))
    #expect(bench.state.reading?.file.draft == nil)
  }

  @Test("a draft beside another reviewer's signature is shown as what it is")
  func overtaken() throws {
    var file = Sketch.high
    file.draft = SignOffDraft(decision: .confirm, comment: "my own words")
    var bench = Bench(cases: [file])
    bench.press(.enter)
    file.signOff = try Sketch.signed(SignOffDraft(decision: .confirm), finding: Sketch.finding(.high))
    file.status = .signed
    bench.send(.caseRead(file))
    #expect(bench.text.contains("Your own draft was not signed"))
    #expect(bench.text.contains("my own words"))
  }

  @Test("a case without a finding is not signed, and the remedy is said")
  func unscored() {
    let bench = Self.open(Sketch.new)
    #expect(bench.text.contains("✗ Nothing to sign yet"))
    #expect(bench.text.contains("Score it with: coverslip score S-21"))
  }

  @Test("a signed case shows its signature and refuses another one")
  func twice() throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(SignOffDraft(decision: .confirm), finding: Sketch.finding(.high))
    let bench = Self.open(file)
    #expect(bench.state.popup == nil)
    #expect(bench.lines[2].contains("✓ SIGNED  ▲ HIGH"))
    #expect(bench.lines[23] == " Signed by Dr Ada Example on 2025-06-02: a signed reading is never changed.")
  }

  @Test("a signing that failed leaves the dialog as it was, with the reason above it")
  func failure() {
    var bench = Self.open(Sketch.high)
    bench.press("c")
    bench.type("fine")
    bench.press(.enter, Self.sign)
    bench.send(
      .signingFailed(
        caseID: "S-12", Problem(title: "Not signed", detail: "The disk is full.", remedy: "Free space, sign again.")))
    #expect(bench.text.contains("✗ Not signed"))
    bench.press(.enter)
    #expect(bench.text.contains("comment   fine"))
    bench.press(Self.sign)
    #expect(
      bench.effects.last
        == .sign(
          caseID: "S-12", findingID: "finding-1", SignOffDraft(decision: .confirm, comment: "fine")))
  }

  @Test("a second ^Y while it is signed signs nothing more")
  func impatient() {
    var bench = Self.open(Sketch.high)
    bench.press("c", .enter, Self.sign, Self.sign, .enter, Self.sign)
    #expect(signatures(bench.take()) == 1)
  }

  @Test("no Enter signs, however many, and the dialog says which key does")
  func enterDoesNotSign() {
    var bench = Self.open(Sketch.high)
    bench.press("c", .enter, .enter, .enter, .enter)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("! Enter does not sign: ^Y does."))
    #expect(bench.lines.joined().contains("^Y SIGN"))
    for key: Key in ["s", "S", "y", "Y", " ", .tab, .delete, .control("s")] { bench.press(key) }
    #expect(signatures(bench.take()) == 0)
  }

  @Test("a pasted line break is a blank in the comment; a paste anywhere else in the dialog does nothing")
  func paste() {
    var bench = Self.open(Sketch.high)
    bench.send(.pasted("c\n\n"))
    #expect(bench.state.reading?.file.draft == nil)
    #expect(bench.text.contains("! Pasted text is taken only in the comment."))
    bench.press("c")
    bench.send(.pasted("grade 1\nall over\n"))
    #expect(bench.state.reading?.file.draft?.comment == "grade 1 all over ")
    bench.press(.enter)
    bench.send(.pasted("\u{19}\n"))
    #expect(signatures(bench.take()) == 0)
  }

  @Test("pasted text that does not fit is said to be cut, with the limit")
  func longPaste() {
    var bench = Self.open(Sketch.high)
    bench.press("c")
    bench.send(.pasted(String(repeating: "x", count: 2003)))
    #expect(bench.text.contains("! 3 characters did not fit: a comment has 2000 at most."))
  }

  @Test("text that comes as keys in one go, as from a terminal that does not mark pastes, signs nothing")
  func unmarkedPaste() {
    var bench = Self.open(Sketch.high)
    bench.press("c")
    bench.pressAtOnce("f", "i", "n", "e", .enter, Self.sign)
    bench.look()
    #expect(bench.state.reading?.file.draft?.comment == "fine")
    bench.pressAtOnce(Self.sign, .enter)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("! Several keys came at once: none was taken. ^Y by itself signs."))
    bench.press(Self.sign)
    #expect(signatures(bench.take()) == 1)
  }

  @Test("Enter s c Enter ^Y typed ahead opens the dialog and no more: the case was never drawn")
  func typedAhead() {
    var bench = Bench(cases: [Sketch.high])
    bench.pressAtOnce(.enter, "s", "c", .enter, .enter, Self.sign)
    #expect(bench.state.awaitsQuiet)
    bench.pressAtOnce("c", .enter, Self.sign)
    bench.send(.painted(ScrollLimits()))
    #expect(bench.text.contains("… a moment: what was typed before is dropped"))
    bench.press("c")
    #expect(bench.state.reading?.file.draft == nil)
    bench.press("c", .enter, Self.sign)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("! The slide S-12.svs was not on the screen: Esc, and look at it."))
  }

  @Test("^Y before the signature was painted and the input fell silent signs nothing")
  func beforePainting() {
    var bench = Self.open(Sketch.high)
    bench.press("c")
    bench.send(.keyPressed(.enter), .keyPressed(Self.sign))
    #expect(signatures(bench.take()) == 0)
    bench.look()
    bench.press(Self.sign)
    #expect(signatures(bench.take()) == 1)
  }

  @Test("a problem over the dialog has it painted anew before it can be signed")
  func problemAbove() {
    var bench = Self.open(Sketch.high)
    bench.press("c", .enter)
    bench.send(.failed(Problem(title: "Busy", detail: "It is locked.", remedy: "Wait.")))
    bench.pressAtOnce(.enter)
    #expect(bench.state.awaitsQuiet)
    bench.send(.keyPressed(Self.sign))
    #expect(signatures(bench.take()) == 0)
  }

  @Test("Ctrl-C leaves also while typed keys are dropped")
  func leaving() {
    var bench = Bench(cases: [Sketch.high])
    bench.pressAtOnce(.enter, "s", .control("c"))
    #expect(bench.take().contains(.quit))
  }

  @Test("a slide that cannot be shown is not signed as reviewed")
  func unshownSlide() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    for case .drawPicture(let request) in bench.take() {
      bench.send(.pictureFailed(request, Problem(title: "The slide is gone", detail: "-", remedy: "-")))
    }
    bench.press("s", "c", .enter, Self.sign)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("! S-12.svs cannot be shown: the case is not signed as reviewed."))
  }

  @Test("a slide that was shown and then cannot be shown any more does not count as seen")
  func lostSlide() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    bench.drawPictures()
    #expect(bench.state.reading?.seen == [0])
    bench.press("+")
    for case .drawPicture(let request) in bench.take() where request.slot == .pane {
      bench.send(.pictureFailed(request, Problem(title: "The slide is gone", detail: "-", remedy: "-")))
    }
    #expect(bench.state.reading?.seen == [])
  }

  @Test("every slide of the case must have been on the screen")
  func severalSlides() {
    let file = Sketch.file(
      "S-1", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Self.open(file)
    bench.press("c", .enter, Self.sign)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("! Slide 2 of 2, b.svs, was not on the screen: Esc, then w shows it."))
    bench.press(.escape, "w")
    bench.drawPictures()
    bench.press("s", .enter, .enter, Self.sign)
    #expect(signatures(bench.take()) == 1)
  }

  @Test("a newer list does not lose what is being typed")
  func reloadWhileTyping() {
    var bench = Self.open(Sketch.high)
    bench.press("c")
    bench.type("abc")
    bench.change(to: Sketch.all)
    bench.send(.caseRead(Sketch.high))
    #expect(bench.state.reading?.file.draft?.comment == "abc")
    bench.press(.escape, "s", .enter)
    #expect(bench.text.contains("comment   abc"))
  }
}
