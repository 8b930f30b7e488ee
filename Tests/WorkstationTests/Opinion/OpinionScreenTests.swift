import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("A second opinion, on the screen")
struct OpinionScreenTests {
  private static let own = "Dr Ada Example"
  private static let text = "S-12@20000,8000,20x"

  /// ``Sketch/high`` with a question of `asker` to `colleague`, answered where there are words.
  private static func asked(
    by asker: String = "Bo Lind", of colleague: String? = own, answer: String? = nil, isRead: Bool = false
  ) throws -> CaseFile {
    var file = Sketch.high
    let place = try #require(SlidePlace(parsing: text))
    var opinion = SecondOpinion(
      OpinionRequest(
        number: 1, place: place, question: "Mitosis here?", asker: asker, colleague: colleague,
        askedAt: "2025-06-01T10:00:00Z", entryDigest: "q1"))
    opinion.answer = answer.map {
      OpinionAnswer(
        number: 1, text: $0, call: .low, isBlinded: false, reviewer: colleague ?? "Bo Lind",
        answeredAt: "2025-06-01T11:00:00Z", to: "q1", entryDigest: "a1b2c3d4e5f6a1b2")
    }
    if isRead { opinion.reading = OpinionReading(number: 1, reviewer: asker, readAt: "2025-06-01T12:00:00Z") }
    file.opinions = [opinion]
    return file
  }

  private static func opened(_ file: CaseFile, columns: Int = 120, rows: Int = 40) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  private func drafts(_ bench: Bench) -> [OpinionDraft] {
    bench.effects.compactMap { if case .opine(_, let draft, _) = $0 { draft } else { nil } }
  }

  private static func reviewer(_ name: String) -> Reviewer {
    Reviewer(
      name: name, role: .pathologist, publicKey: [], fingerprint: name, standing: .active, admittedBy: "",
      admittedAt: "", sealedDigest: "", admitted: 1, sequence: 1)
  }

  // MARK: Asking

  @Test("is asked about the middle of the picture: question, colleague, passphrase")
  func asks() throws {
    var bench = Self.opened(Sketch.high, columns: 80, rows: 24)
    bench.press("5")
    bench.press("o")
    #expect(bench.effects.contains(.listColleagues(caseID: "S-12")))
    #expect(bench.text.contains("Ask for a second opinion on S-12"))
    #expect(bench.text.contains("place      S-12@20000,15000,20x"))
    #expect(bench.words.contains("leave calls out of it"))
    bench.press(.enter)
    #expect(bench.text.contains("! Type what is asked."))
    bench.type("Mitosis?")
    bench.press(.enter, .enter)
    #expect(bench.text.contains("! The casebook has not told yet who may be asked."))
    bench.send(.colleaguesListed(caseID: "S-12", [Self.reviewer("Bo Lind"), Self.reviewer("Cy Ott")]))
    #expect(bench.text.contains("◉ anybody who may answer") && bench.text.contains("○ Bo Lind, pathologist"))
    bench.click(on: "○ Cy Ott")
    #expect(bench.text.contains("◉ Cy Ott, pathologist"))
    bench.press("k", "j", "j", "j", "k")
    #expect(bench.text.contains("◉ Bo Lind, pathologist"))
    bench.press(.enter)
    #expect(bench.text.contains("asked of   Bo Lind"))
    #expect(bench.words.contains("I ask for a second opinion on this place."))
    bench.type("seven grey herons")
    #expect(!bench.text.contains("heron") && drafts(bench).isEmpty)
    bench.press(.enter)
    let place = try #require(SlidePlace(parsing: "S-12@20000,15000,20x"))
    #expect(
      bench.effects.last
        == .opine(
          caseID: "S-12", .question(place: place, text: "Mitosis?", colleague: "Bo Lind"),
          passphrase: Passphrase("seven grey herons")))
    let opinion = try #require(try Self.asked(by: Self.own, of: "Bo Lind").opinions.first)
    bench.send(.opined(caseID: "S-12", opinion))
    #expect(bench.text.contains("QUESTION 1 · waits for an answer") && bench.text.contains("It is in the ledger."))
    #expect(bench.effects.contains(.readCase(caseID: "S-12")))
    bench.press(.enter)
    #expect(bench.state.popup == nil)
  }

  @Test("one is taken back by its key, and not by a click, which would lead to the passphrase")
  func clickedBack() throws {
    var bench = Self.opened(try Self.asked(by: Self.own, of: "Bo Lind"), columns: 200, rows: 60)
    bench.click(on: "u take back")
    #expect(bench.state.popup == nil)
    #expect(bench.state.notice == "No click leads to a signature: press the key for this.")
    bench.press("u")
    #expect(bench.text.contains("Take back question 1 on S-12"))
  }

  @Test("a long one fills no more than a low terminal: who has signed and when stands below all the same")
  func long() throws {
    var bench = Self.opened(Sketch.high, columns: 80, rows: 24)
    bench.press("o")
    var opinion = try #require(try Self.asked(by: Self.own, of: "Bo Lind").opinions.first)
    opinion.answer = OpinionAnswer(
      number: 1, text: String(repeating: "planted ", count: 240), call: .low, isBlinded: false, reviewer: "Bo Lind",
      answeredAt: "2025-06-01T11:00:00Z", to: "q1", entryDigest: "a1")
    bench.send(.opined(caseID: "S-12", opinion))
    #expect(bench.text.contains("QUESTION 1") && bench.text.contains("lines more: make the terminal higher"))
    #expect(bench.text.contains("by       Bo Lind") && bench.text.contains("It is in the ledger."))
    #expect(bench.lines[1].hasPrefix("╭") && bench.lines[22].contains("Enter close"))
  }

  @Test("of a case with several slides names the slide; of a closed case nobody is asked")
  func places() throws {
    var file = Sketch.high
    file.record.slides.append(Sketch.slide("second.svs", width: 8000, height: 6000))
    var bench = Self.opened(file)
    bench.press("w", "3", "o")
    #expect(bench.text.contains("S-12@2:4000,3000,5x"))
    file.status = .rejected
    bench = Self.opened(file)
    bench.press("o")
    #expect(bench.state.popup == nil && bench.lines[39].contains("The case is closed"))
  }

  // MARK: Being asked

  @Test("is marked in the row, counted at the head of the list, and listed alone by one key")
  func queue() throws {
    var bench = Bench(cases: [try Self.asked(), Sketch.low, Sketch.refused])
    #expect(bench.text.contains("Cases 3  i 1 for you"))
    #expect(bench.lines.contains { $0.contains("?  S-12") })
    bench.press("i")
    #expect(bench.listed == ["S-12"] && bench.text.contains("Cases 1/3  i shows all again"))
    bench.press("i")
    #expect(bench.listed.count == 3)
    bench.press("i", .escape)
    #expect(bench.listed.count == 3)
    bench.change(to: [Sketch.high, Sketch.low, Sketch.refused])
    #expect(!bench.text.contains("for you"))
    bench.press("i")
    #expect(bench.words.contains("No question and no answer waits for you here."))
  }

  @Test("lands its colleague on the place, at its power, with a mark there")
  func lands() throws {
    let bench = Self.opened(try Self.asked())
    let viewport = try #require(bench.viewport)
    #expect(viewport.centerX == 20_000.5 && viewport.centerY == 8000.5)
    #expect(viewport.pixelsPerColumn == 16, "80 um per column at 1x, 0.25 um per px")
    #expect(bench.text.contains("20x") && bench.text.contains("◎"))
    #expect(bench.text.contains("QUESTION 1 · waits for an answer") && bench.text.contains("Mitosis here?"))
    #expect(bench.text.contains("i answer  p its place"))
  }

  @Test("is answered in words, with a call where the colleague likes, and the passphrase")
  func answers() throws {
    var bench = Self.opened(try Self.asked())
    bench.press("i")
    #expect(bench.text.contains("Answer question 1 on S-12") && bench.text.contains("Mitosis here?"))
    bench.type("Apoptosis.")
    bench.press(.enter)
    #expect(bench.text.contains("◉ none"))
    bench.press("h", "l", .enter)
    #expect(bench.text.contains("my call    low"))
    bench.press(.tab, "n", .enter)
    #expect(bench.text.contains("my call    none"))
    bench.press(.tab, "u", .enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(drafts(bench) == [.answer(number: 1, to: "q1", text: "Apoptosis.", call: .unsure)])
  }

  @Test("is no call upon another file than was scored")
  func changedFile() throws {
    var bench = Self.opened(try Self.asked())
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.changed)]))
    bench.press("i")
    bench.type("x")
    bench.press(.enter, "h", .enter)
    #expect(bench.words.contains("S-12.svs changed since it was scored"))
    #expect(bench.words.contains("n: no call") && !bench.text.contains("Your passphrase"))
  }

  @Test("is no call without the picture")
  func picture() throws {
    var bench = Bench(cases: [try Self.asked()])
    bench.press(.enter, "i")
    bench.type("x")
    bench.press(.enter, "h", .enter)
    #expect(bench.words.contains("was not on the screen") && bench.words.contains("n: no call"))
    bench.press("n", .enter)
    #expect(bench.text.contains("my call    none"))
  }

  @Test("that was put to another one is not answered here, nor one's own")
  func others() throws {
    for file in [try Self.asked(of: "Cy Ott"), try Self.asked(by: Self.own, of: nil), Sketch.high] {
      var bench = Self.opened(file)
      bench.press("i")
      #expect(bench.state.popup == nil)
      #expect(bench.lines[39].contains("No question of this case waits for your answer."))
    }
  }

  // MARK: What comes back

  @Test("comes back to the asker's queue, is at the top of the panel, and is read once it was on the screen")
  func comesBack() throws {
    let file = try Self.asked(by: Self.own, of: "Bo Lind", answer: "Apoptosis.")
    var bench = Bench(columns: 120, rows: 40, cases: [file])
    #expect(bench.text.contains("i 1 for you") && bench.lines.contains { $0.contains("←  S-12") })
    let isRead = Effect.noteRead(caseID: "S-12", opinion: 1)
    #expect(!bench.effects.contains(isRead), "the row alone tells no answer")
    bench.press(.enter)
    for words in ["QUESTION 1 · answered", "ANSWER", "Apoptosis.", "own call low", "by       Bo Lind"] {
      #expect(bench.text.contains(words), "\(words)")
    }
    #expect(bench.take().filter { $0 == isRead }.count == 1)
    #expect(bench.viewport?.centerX == 20_000.5, "the asker is on the place again")
    bench.press("j")
    #expect(!bench.effects.contains(isRead), "it is told once")
    let read = try Self.asked(by: Self.own, of: "Bo Lind", answer: "Apoptosis.", isRead: true)
    bench.change(to: [read])
    bench.send(.caseRead(read))
    let lines = bench.lines
    let (answer, call) = (lines.firstIndex { $0.contains("ANSWER") }, lines.firstIndex { $0.contains("HIGH RISK") })
    #expect((answer ?? 99) < (call ?? 0), "it stays at the top as long as the case is open")
    bench.press(.escape)
    #expect(!bench.text.contains("for you"))
  }

  @Test("that is withheld is not read, and says until when")
  func withheld() throws {
    var file = try Self.asked(by: Self.own, of: "Bo Lind", answer: "planted")
    file.ownProtocol = .blindedFirst
    var bench = Self.opened(file.disclosed(to: .reviewer(Self.own)))
    bench.look()
    #expect(bench.text.contains("There is an answer; it is withheld"))
    #expect(!bench.text.contains("planted") && !bench.effects.contains(.noteRead(caseID: "S-12", opinion: 1)))
  }

  @Test("is taken back by its asker as long as nobody has answered")
  func takesBack() throws {
    var bench = Self.opened(try Self.asked(by: Self.own, of: "Bo Lind"))
    #expect(bench.text.contains("u take it back"))
    bench.press("u")
    #expect(bench.text.contains("Take back question 1 on S-12"))
    bench.type("pass")
    bench.press(.enter)
    #expect(drafts(bench) == [.withdrawal(number: 1, to: "q1")])
    bench.send(.passphraseRefused(caseID: "S-12", "It does not open."))
    #expect(bench.text.contains("! It does not open.") && !bench.text.contains("••••"))
    bench = Self.opened(try Self.asked())
    bench.press("u")
    #expect(bench.state.popup == nil && bench.lines[39].contains("No question of yours waits here"))
  }

  @Test("p goes round the places of the questions")
  func goesRound() throws {
    var file = try Self.asked(of: "Cy Ott")
    var second = try #require(file.opinions.first)
    second.request.number = 2
    file.opinions.append(second)
    second.request.number = 3
    second.request.place = try #require(SlidePlace(parsing: "S-12@100,100,40x"))
    file.opinions.append(second)
    var bench = Self.opened(file)
    #expect(bench.state.reading?.viewport == nil, "a question to another one is no landing")
    bench.press("p")
    #expect(bench.viewport?.centerX == 20_000.5 && bench.lines[39].contains("\(Self.text): question 1, question 2."))
    bench.press("p")
    #expect(bench.viewport?.pixelsPerColumn == 8)
    bench.press("p")
    #expect(bench.viewport?.centerX == 20_000.5)
    bench = Self.opened(Sketch.high)
    bench.press("p")
    #expect(bench.lines[39].contains("Nobody has asked about a place of this case."))
  }

  // MARK: Beginning at a place

  @Test("the workstation begins at a place that it was told, with the queue around the case behind it")
  func begins() throws {
    let place = try #require(SlidePlace(parsing: "S-12@100,29000,10x"))
    var state = WorkstationState(
      size: TerminalSize(columns: 120, rows: 40), reviewer: Self.own, landing: Landing(file: Sketch.high, place: place))
    let effects = update(&state, .started)
    #expect(effects.contains(.readCase(caseID: "S-12")))
    let isAround = effects.contains {
      if case .listCases(let request) = $0 { request.anchor == .around("S-12", instead: nil) } else { false }
    }
    #expect(isAround && state.reading?.place == place && state.reading?.viewport?.pixelsPerColumn == 32)
    #expect(view(state).lines.contains { $0.contains("10x") })
  }

  // MARK: Input

  @Test("no paste signs, and nothing that was typed ahead or came together")
  func paste() throws {
    var bench = Self.opened(try Self.asked())
    bench.pressAtOnce("i", "x", .enter, .enter, "p", .enter)
    #expect(drafts(bench).isEmpty)
    bench.look()
    bench.send(.pasted("line\nline\n"))
    #expect(bench.text.contains("line line"))
    bench.pressAtOnce("y", .enter)
    bench.look()
    #expect(bench.text.contains("! Enter came together with other keys"))
    bench.press(.enter)
    bench.send(.pasted("h"))
    #expect(bench.text.contains("! Pasted text is taken only where text is typed."))
    bench.press(.enter)
    bench.send(.pasted("pass\n"))
    #expect(bench.text.contains("! A passphrase is one line"))
    bench.send(.pasted("pass"))
    bench.pressAtOnce("w", .enter)
    #expect(drafts(bench).isEmpty)
    bench.look()
    bench.press(.enter)
    #expect(drafts(bench).count == 1)
  }

  @Test("closing asks before it throws words away; behind the lock nothing is shown, and the passphrase is gone")
  func kept() throws {
    var bench = Bench(cases: [try Self.asked()], idleLimit: 60)
    bench.press(.enter)
    bench.drawPictures()
    bench.press("i")
    bench.type("Apoptosis.")
    bench.press(.escape)
    #expect(bench.text.contains("again throws away what was typed"))
    bench.press("x", .enter, .enter)
    bench.type("pass")
    bench.wait(seconds: 61)
    #expect(!bench.text.contains("Apoptosis.") && !bench.text.contains("S-12"))
    bench.send(.unlocked)
    bench.look()
    #expect(bench.text.contains("Apoptosis.") && !bench.text.contains("•"))
    bench.press(.escape, .escape)
    #expect(bench.state.popup == nil)
  }

  @Test("every command has a key at some step, and no key stands for two at one step")
  func keys() {
    let keys = KeyMap.standard.opinion
    let steps = [keys.text, keys.colleague, keys.call, keys.passphrase, keys.signed]
    #expect(Set(steps.flatMap(\.bindings).map(\.command)) == Set(OpinionCommand.allCases))
    for step in steps {
      let pressed = step.bindings.flatMap(\.keys)
      #expect(Set(pressed).count == pressed.count, "\(step.place)")
    }
  }
}
