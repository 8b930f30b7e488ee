import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The sign-off")
struct SignOffScreenTests {
  private func signatures(_ effects: [Effect]) -> Int {
    effects.count { if case .sign = $0 { true } else { false } }
  }

  private func drafts(_ effects: [Effect]) -> Int {
    effects.count { if case .saveDraft = $0 { true } else { false } }
  }

  @Test("the whole journey: search, open, zoom, heat off, own call with reason and comment, passphrase, signed")
  func journey() throws {
    var bench = Bench()
    bench.press("/")
    bench.type("12")
    bench.press(.enter, .enter)
    #expect(!bench.effects.contains(.openReview(caseID: "S-12")))
    var opened = Sketch.high
    opened.status = .inReview
    opened.reviewer = "Dr Ada Example"
    bench.send(.caseRead(opened), .tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.drawPictures()
    bench.press("+", "+", "0")
    bench.drawPictures(glyph: "▒")
    #expect(bench.lines[10].hasPrefix("│▒▒▒▒"))
    #expect(bench.text.contains("heat map off"))

    bench.press("s", "l", "8", "c")
    bench.type("Tubular.")
    var draft = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), comment: "Tubular.")
    bench.press(.enter)
    #expect(bench.effects.last == .saveDraft(caseID: "S-12", draft))
    bench.type("seven grey herons")
    #expect(bench.text.contains("•••••••••••••••••"))
    #expect(!bench.text.contains("heron"))
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("seven grey herons"))
    #expect(bench.text.contains("The passphrase is tried …"))
    bench.send(.passphraseAccepted(caseID: "S-12"))
    #expect(bench.text.contains("✓ S-12 signed. z withdraws, 10 s"))
    #expect(signatures(bench.effects) == 0)
    bench.wait(seconds: 10)
    draft.shown = .every
    draft.diagnosisRead = .notStated
    draft.reading = bench.state.reading?.trace.kept
    #expect(
      bench.effects.contains(
        .sign(
          caseID: "S-12", findingID: "finding-1", draft: draft, passphrase: Passphrase("seven grey herons"))))
    #expect(bench.text.contains("Signing …"))

    let signOff = try Sketch.signed(draft, finding: Sketch.finding(.high))
    bench.send(.signed(caseID: "S-12", signOff))
    (opened.status, opened.signOff) = (.signed, signOff)
    bench.change(to: [opened, Sketch.low, Sketch.refused, Sketch.new])
    #expect(bench.text.contains("✓ SIGNED  ▼ LOW"))
    #expect(bench.text.contains("entry    9c41f07be2d8…"))
    bench.press(.escape, .escape)
    #expect(bench.state.queue.selected?.status == .signed)
    #expect(bench.text.contains("signed   ▼ LOW  override · Dr Ada Example"))
    #expect(bench.text.contains("model    ▲ HIGH"))
  }

  @Test("repeats the case, whose it is, the slides and the note, and presets no call, on 80 x 24")
  func screen() {
    let bench = Bench.signing(Sketch.full)
    #expect(
      bench.lines.dropFirst(5).prefix(14).joined(separator: "\n") == """
        │╭─ Sign off S-12 ─────────────────────────────────────── 1 of 1 to do  DEMO ─╮│
        ││    patient    P-17, 57 years, specimen B2-4                                ││
        ││    slide      S-12.svs                                                     ││
        ││    note       out of focus, ask for a new scan                             ││
        ││    model      ▲ HIGH  18.4 %  95 % 11.2–28.9 %  at 5 years                 ││
        ││    rests on   slide + clinical: slide score +0.82, age −0.41               ││
        ││                                                                            ││
        ││  ▸ my call    h ○ ▲ HIGH    l ○ ▼ LOW                                      ││
        ││    or instead d ○ defer    r ○ reject the slide                            ││
        ││    decision   nothing is chosen beforehand                                 ││
        ││  c comment    none                                                         ││
        ││  w diagnosis  read: not stated    g no grade of my own                     ││
        ││    How much of the tissue was seen is not known: there are no tiles        ││
        │╰─ h l my call   c comment   Enter go on   Esc keep draft ───────────────────╯│
        """)
  }

  @Test("shows all reasons of what is chosen, by their keys")
  func reasons() {
    var bench = Bench.signing(Sketch.high)
    bench.press("l")
    #expect(bench.text.contains("◉ ▼ LOW") && bench.text.contains("overrides the model's call"))
    for words in ["1  tissue or region wrong", "8  histology disagrees", "-  other (with a comment)"] {
      #expect(bench.text.contains(words), "\(words)")
    }
    bench.press("d")
    for words in ["1  molecular assay", "2  second opinion", "5  additional stain"] {
      #expect(bench.text.contains(words), "\(words)")
    }
    bench.press("r")
    #expect(bench.text.contains("1  quality") && bench.text.contains("2  wrong specimen"))
    bench.press("h")
    #expect(!bench.text.contains("reason"), "to agree needs none")
  }

  @Test("a queue case takes five keys and the passphrase")
  func fewKeys() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s", "h", .enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("pass"))
  }

  @Test("the sentence that is signed stands in the dialog before it is, true of what was on the screen")
  func meaning() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    let words = bench.words
    #expect(words.contains("I reviewed the model's result; my own call is the same."))
    #expect(words.contains("The picture of every slide was shown here."))
    #expect(words.contains("I do not say where the diagnosis was read; this signs no diagnosis."))
    #expect(words.contains("Dr Ada Example, now. It can be withdrawn for 10 s."))
  }

  @Test("nothing is signed without a call, a reason, or the comment that \"other\" needs")
  func incomplete() {
    var bench = Bench.signing(Sketch.high)
    bench.press(.enter)
    #expect(bench.text.contains("! Give your own call first: h high, l low; or d defer, r reject."))
    bench.press("l", .enter)
    #expect(bench.text.contains("! Choose a reason by its key."))
    bench.press("-", .enter)
    #expect(bench.text.contains("! This reason needs a comment that explains it."))
    bench.press(.enter)
    #expect(bench.text.contains("! This reason needs a comment that explains it."))
    bench.type("why")
    bench.press(.enter)
    #expect(bench.words.contains("Your passphrase, then Enter, signs."))
    #expect(signatures(bench.take()) == 0)
  }

  @Test("from the comment it goes back to the choice where a reason is missing: the next key is one, and no letter")
  func backToReasons() {
    var bench = Bench.signing(Sketch.high)
    bench.press("d", "c")
    bench.type("for the board")
    bench.press(.enter)
    #expect(bench.text.contains("! Choose a reason by its key."))
    bench.press("2")
    #expect(bench.state.reading?.file.draft?.reason == .deferral(.secondOpinion))
    #expect(bench.state.reading?.file.draft?.comment == "for the board")
  }

  @Test("a refusal is acknowledged, and confirms no call")
  func acknowledge() {
    var bench = Bench.signing(Sketch.refused)
    #expect(bench.text.contains("rests on   too little tissue, bad quality"))
    bench.press("a", .enter)
    #expect(bench.words.contains("No call is confirmed, and none stands."))
    #expect(!bench.words.contains("confirm the call"))
    #expect(bench.state.reading?.file.draft == SignOffDraft(decision: .acknowledge))
  }

  @Test("a refusal can be answered with the reader's own assessment, called so; the model's call stays none")
  func assess() {
    var bench = Bench.signing(Sketch.refused)
    bench.press("h")
    #expect(bench.text.contains("own assessment; the model makes no call"))
    bench.press(.enter)
    #expect(bench.words.contains("The model makes no call. The assessment is my own."))
    #expect(bench.state.reading?.file.draft == SignOffDraft(decision: .assess, finalCall: .high))
  }

  @Test("there is no refusal to acknowledge where the model makes a call")
  func noRefusal() {
    var bench = Bench.signing(Sketch.high)
    bench.press("a")
    #expect(bench.text.contains("! The model makes a call here: give your own, or defer or reject."))
    #expect(bench.state.reading?.file.draft == nil)
  }

  // MARK: Drafts

  @Test("a comment is kept at a pause and not at each character; Esc keeps it, and s goes on with it")
  func drafts() {
    var bench = Bench.signing(Sketch.high)
    bench.press("l", "2", "c")
    #expect(drafts(bench.take()) == 2, "each choice")
    bench.type("grade one")
    bench.wait(seconds: 1)
    #expect(drafts(bench.take()) == 0)
    bench.wait(seconds: 1)
    let draft = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.stainOrScanQuality), comment: "grade one")
    #expect(bench.take().contains(.saveDraft(caseID: "S-12", draft)))
    bench.wait(seconds: 5)
    #expect(drafts(bench.take()) == 0, "once")
    bench.type("!")
    bench.press(.escape)
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("Nothing was signed. The draft is kept"))
    #expect(drafts(bench.take()) == 1)
    bench.press("s")
    #expect(bench.text.contains("◉ ▼ LOW") && bench.text.contains("grade one!"))
  }

  @Test("a draft is thrown away only when that is confirmed")
  func discard() {
    var bench = Bench.signing(Sketch.high)
    bench.press("l", "x")
    _ = bench.take()
    #expect(bench.text.contains("! Throw the draft away? x again does, any other key keeps it."))
    bench.press("h", "j")
    #expect(drafts(bench.take()) == 1, "h only kept it, j chose a reason")
    bench.press("x", "x")
    #expect(bench.take().last == .saveDraft(caseID: "S-12", nil))
    #expect(!bench.text.contains("◉"))
    bench.press("x")
    #expect(!bench.text.contains("Throw"), "there is nothing to throw away")
  }

  @Test(
    "leaving at once keeps what was typed since the last pause", arguments: [Action.keyPressed(.control("c")), .hungUp])
  func leavingKeeps(action: Action) {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.type("seen")
    _ = bench.take()
    bench.send(action)
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen")
    #expect(bench.take() == [.saveDraft(caseID: "S-12", draft), .quit])
  }

  @Test("a draft from before a crash is there again")
  func recovered() {
    var file = Sketch.high
    file.draft = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.patientFactors), comment: "as before")
    var bench = Bench.signing(file)
    #expect(bench.text.contains("▌patient factors"))
    bench.press(.enter)
    #expect(bench.text.contains("comment    as before"))
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("pass"))
    #expect(bench.state.held?.draft.comment == "as before")
  }

  @Test("the casebook's answer brings a draft that was kept elsewhere, into an open dialog too, until one types")
  func keptDraft() {
    var older = Sketch.high
    older.draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "to be ke")
    var bench = Bench.signing(older)
    #expect(bench.text.contains("to be ke"))
    var kept = older
    kept.draft?.comment = "to be kept"
    bench.send(.caseRead(kept))
    #expect(bench.text.contains("to be kept") && bench.state.awaitsQuiet)
    bench.look()
    bench.press("c")
    bench.type("!")
    bench.wait(seconds: 2)
    bench.send(.caseRead(older))
    #expect(bench.text.contains("to be kept!"))
    bench.press(.escape, "s", "x", "x")
    bench.send(.caseRead(older))
    #expect(bench.state.reading?.file.draft == nil)
  }

  @Test("what the casebook says of the case meanwhile does not lose what is being typed")
  func reloadWhileTyping() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.type("abc")
    bench.change(to: Sketch.all)
    bench.send(.caseRead(Sketch.high))
    bench.press(.escape, "s")
    #expect(bench.text.contains("abc"))
  }

  @Test("a draft beside another reviewer's signature is shown as what it is")
  func overtaken() throws {
    var file = Sketch.high
    file.draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "my own words")
    var bench = Bench(cases: [file])
    bench.press(.enter)
    file.signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    file.status = .signed
    bench.send(.caseRead(file))
    #expect(bench.text.contains("Your own draft was not signed"))
    #expect(bench.text.contains("my own words"))
  }

  // MARK: What is not signed

  @Test("a case without a finding is not signed, and the remedy is said")
  func unscored() {
    let bench = Bench.signing(Sketch.new)
    #expect(bench.text.contains("✗ Nothing to sign yet"))
    #expect(bench.text.contains("Score it with: coverslip score S-21"))
  }

  @Test("a signed case shows its signature and refuses another one")
  func twice() throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    let bench = Bench.signing(file)
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("✓ SIGNED  ▲ HIGH"))
    #expect(bench.lines[23] == " Signed by Dr Ada Example on 2025-06-02. d adds to it, e amends it.")
  }

  @Test("a case that was put off says why, and is signed anew")
  func deferred() throws {
    var file = Sketch.high
    file.status = .deferred
    let draft = SignOffDraft(decision: .defer, reason: .deferral(.secondOpinion))
    file.signOff = try Sketch.signed(draft, finding: Sketch.finding(.high))
    var bench = Bench(cases: [file])
    bench.press(.enter)
    #expect(bench.text.contains("… DEFERRED") && bench.text.contains("second opinion"))
    bench.drawPictures()
    bench.press("s")
    #expect(bench.text.contains("nothing is chosen beforehand"))
  }

  @Test("a slide that cannot be shown is not signed as reviewed: the slide is rejected, or the case put off")
  func unshownSlide() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    for case .drawPicture(let request) in bench.take() {
      bench.send(.pictureFailed(request, Problem(title: "The slide is gone", detail: "-", remedy: "-")))
    }
    bench.press("s", "h", .enter)
    #expect(bench.words.contains("! S-12.svs cannot be shown: no call is signed without the picture."))
    #expect(bench.state.held == nil)
    bench.press("r", "1", .enter)
    #expect(bench.words.contains("The slide is rejected: no call stands upon it. Not shown here: S-12.svs."))
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.state.held?.draft.shown == .allBut(["S-12.svs"]))
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

  @Test("where a slide of several was not on the screen, the dialog and the signature say which")
  func severalSlides() {
    let file = Sketch.file(
      "S-1", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Bench.signing(file)
    #expect(bench.words.contains("! Not on the screen: b.svs. The signature will say so; Esc, then w shows it."))
    bench.press("l", .enter)
    #expect(bench.words.contains("Not shown here: b.svs."))
    bench.press(.escape, "w")
    bench.drawPictures()
    bench.press("s", .enter)
    #expect(bench.words.contains("The picture of every slide was shown here."))
  }

  // MARK: Passphrase and withdrawal

  @Test("a wrong passphrase signs nothing: one sentence, an empty field, the draft as it was")
  func wrongPassphrase() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("wrong")
    bench.press(.enter)
    bench.send(.passphraseRefused(caseID: "S-12", "That did not open your key."))
    #expect(bench.text.contains("! That did not open your key."))
    #expect(!bench.text.contains("••••"))
    #expect(bench.state.reading?.file.draft == Sketch.confirmation)
    bench.type("right")
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("right"))
  }

  @Test("z takes a signature back within ten seconds: it never came to the casebook, and the draft stays")
  func withdrawal() {
    var bench = Bench.held(Sketch.high)
    bench.wait(seconds: 9)
    #expect(bench.text.contains("z withdraws, 1 s"))
    bench.press("z")
    bench.wait(seconds: 30)
    #expect(signatures(bench.take()) == 0)
    #expect(bench.text.contains("◉ ▲ HIGH"))
    #expect(bench.state.reading?.file.draft == Sketch.confirmation)
  }

  @Test("z takes it back from another case too, and after the ten seconds there is nothing to take back")
  func withdrawalElsewhere() {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    bench.press(.enter)
    #expect(bench.state.reading?.file.id == "S-15", "the next that waits")
    #expect(bench.lines[23] == " ✓ S-12 signed. z withdraws, 10 s")
    bench.press("z")
    #expect(bench.text.contains("S-12: withdrawn, nothing was signed."))
    bench.press("z")
    #expect(bench.text.contains("There is nothing to withdraw"))
    #expect(signatures(bench.take()) == 0)
  }

  @Test("a signature that is held goes to the casebook when the next one is signed, and when the reader leaves")
  func heldGoes() {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s", "a", .enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(signatures(bench.take()) == 1)
    bench.send(.passphraseAccepted(caseID: "S-15"))
    bench.press(.control("c"))
    let effects = bench.take()
    #expect(signatures(effects) == 1)
    #expect(effects.last == .quit, "after it")
  }

  @Test("a case whose signature is held is not signed again meanwhile")
  func heldCase() {
    var bench = Bench.held(Sketch.high)
    bench.press(.escape, "s")
    #expect(bench.state.popup == nil)
    #expect(bench.lines[23] == " ✓ S-12 signed. z withdraws, 10 s")
  }

  @Test("where a laboratory wants no withdrawal it is signed at once")
  func noWithdrawal() {
    var bench = Bench(cases: [Sketch.high], withdrawal: 0)
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s", "h", .enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(signatures(bench.take()) == 1)
    #expect(bench.text.contains("Signing …"))
  }

  @Test("after a signature Enter opens the next case that waits, and says how many are to do")
  func next() throws {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    #expect(bench.text.contains("2 of 4 to do. Enter opens the next."))
    bench.press(.enter)
    #expect(bench.state.popup == nil)
    #expect(bench.state.reading?.file.id == "S-15")
  }

  @Test("after the last one Enter goes back to the queue")
  func last() {
    var bench = Bench.held(Sketch.high)
    #expect(bench.text.contains("Nothing is left to do."))
    bench.press(.enter)
    #expect(bench.state.reading == nil && bench.state.popup == nil)
    #expect(bench.text.contains("Nothing is to do in this casebook."))
  }

  @Test("a case that another reader has is not the next one")
  func othersCases() {
    var taken = Sketch.refused
    (taken.status, taken.reviewer) = (.inReview, "Bea")
    var bench = Bench.held(Sketch.high, of: [Sketch.high, taken, Sketch.new, Sketch.low])
    bench.press(.enter)
    #expect(bench.state.reading?.file.id == "S-09")
  }

  @Test("a signing that failed leaves the dialog as it was, with the reason above it")
  func failure() {
    var bench = Bench.held(Sketch.high)
    bench.wait(seconds: 10)
    bench.send(
      .signingFailed(
        caseID: "S-12", Problem(title: "Not signed", detail: "The disk is full.", remedy: "Free space, sign again.")))
    #expect(bench.text.contains("✗ S-12: not signed"))
    bench.press(.enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("pass"))
  }

  @Test("a signing that fails while another case is open names its case")
  func failureElsewhere() {
    var bench = Bench.held(Sketch.high, of: Sketch.all)
    bench.press(.enter)
    bench.wait(seconds: 10)
    bench.send(
      .signingFailed(caseID: "S-12", Problem(title: "Not signed", detail: "It was scored again.", remedy: "Look.")))
    #expect(bench.text.contains("✗ S-12: not signed"))
  }
}
