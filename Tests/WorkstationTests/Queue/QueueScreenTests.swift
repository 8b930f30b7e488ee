import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The queue")
struct QueueScreenTests {
  @Test("shows the cases, the longest waiting first, with call and risk in words, on 80 x 24")
  func narrow() {
    var bench = Bench(stage: .toDo)
    bench.press("j")
    #expect(
      bench.text == """
         coverslip › queue               DEMO   Research use only, not a medical device
         ▸To do 4   New 1   Scored 3   In review 0   Closed 0   All 4
        ╭─ Cases 4 ────────────────────────────────────────────── sorted by waiting ↓ ─╮
        │  case      waiting  status     final      model's call       5-y risk  flags │
        │  S-09          19d  scored     –          ▼ LOW                 2.1 %        │
        │▌ S-12          13d  scored     –          ▲ HIGH               18.4 %        │
        │  S-15           8d  scored     –          ○ NO CALL                 –        │
        │  S-21           1d  new        –          –                         –        │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
        ╭─ S-12 ───────────────────────────────────────────────────────────────────────╮
        │ model    ▲ HIGH  18.4 %  (11.2–28.9 %)                                       │
        │ basis    slide + clinical                                                    │
        │ received 2025-05-20 · 1 slide                                                │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         j k move   Enter open   / search   Tab status   o sort   q leave   ? help
        """)
  }

  @Test("tells waiting in the colour of a warning only after 14 days, and of a closed case nothing")
  func waiting() {
    let bench = Bench(cases: [
      Sketch.file("S-1", received: "2025-05-18"), Sketch.file("S-2", received: "2025-05-19"),
      Sketch.file("S-3", received: "2025-01-01", .signed),
    ])
    let screen = view(bench.state)
    func styles(_ text: String) -> [Style] {
      (4...6).flatMap { screen.line($0).spans }.filter { $0.text.contains(text) }.map(\.style)
    }
    #expect(styles("15d").map(\.foreground) == [Theme.dark[.warning].foreground])
    #expect(styles("14d").map(\.foreground) == [Theme.dark[.dim].foreground])
    #expect(!bench.text.contains("152d"))
  }

  @Test("shows the patient's age where the columns allow it, and never in the place of flags or of waiting")
  func patientAge() {
    #expect(!Bench(cases: [Sketch.full]).lines[3].contains(" age "))
    let wide = Bench(columns: 160, rows: 40, cases: [Sketch.full])
    #expect(wide.lines[3].contains("case        age  "))
    #expect(wide.lines[4].contains("S-12       57 y  "))
  }

  @Test("says wait for waiting rather than leaving flags out beside longer names")
  func longerNames() {
    let bench = Bench(cases: [Sketch.file("S26-1234567", received: "2025-05-20")])
    #expect(bench.lines[3].contains("case         wait  status"))
    #expect(bench.lines[3].contains("flags"))
  }

  @Test("names the casebook's file in the frame, cut in its middle where it is long")
  func casebookName() {
    let short = OpenCasebook(path: "/lab/breast.sqlite", usual: "/usual/casebook.sqlite")
    #expect(Bench(casebook: short).lines[16].hasPrefix("╰─ breast.sqlite ─"))
    let long = OpenCasebook(path: "/lab/" + String(repeating: "a", count: 60) + ".sqlite", usual: "/c.sqlite")
    let line = Bench(casebook: long).lines[16]
    #expect(line.hasPrefix("╰─ aaaa") && line.contains("…") && line.contains(".sqlite ─"))
  }

  @Test(
    "a command that is offered names the casebook where it takes another one by itself, as a shell reads it",
    arguments: [
      ("/usual/casebook.sqlite", "coverslip score S-21"),
      ("/lab/breast.sqlite", "coverslip score S-21 --casebook /lab/breast.sqlite"),
      ("/lab/Ann's cases.sqlite", #"coverslip score S-21 --casebook '/lab/Ann'\''s cases.sqlite'"#),
    ])
  func commands(path: String, command: String) {
    let casebook = OpenCasebook(path: path, usual: "/usual/casebook.sqlite")
    var bench = Bench(columns: 160, rows: 40, cases: [Sketch.new], casebook: casebook)
    #expect(bench.state.surroundings.command("score S-21") == command)
    bench.press(.enter, "s")
    #expect(bench.words.contains("Score it with: coverslip score S-21"))
    #expect(bench.words.contains("--casebook") == command.contains("--casebook"))
    let empty = Bench(columns: 160, rows: 40, cases: [], casebook: casebook)
    #expect(empty.words.contains(command.replacing("score S-21", with: "add SLIDE...")))
  }

  @Test("says how to begin where there are no cases")
  func empty() {
    let bench = Bench(cases: [])
    #expect(bench.text.contains("There are no cases yet."))
    #expect(bench.text.contains("coverslip add SLIDE..."))
  }

  @Test("waits for the casebook without saying that it is empty")
  func loading() {
    let state = WorkstationState(size: WorkstationState.smallest, reviewer: "Dr Ada Example")
    #expect(view(state).lines.joined().contains("Reading the casebook …"))
  }

  @Test("a search filters while it is typed, says how many of how many, and Esc takes it away")
  func search() {
    var bench = Bench()
    bench.press("/")
    bench.type("s-1")
    #expect(bench.lines[2].hasPrefix("╭─ Cases 2/4 ── / s-1"))
    #expect(bench.listed == ["S-12", "S-15"])
    #expect(bench.state.queue.selectedID == "S-12")
    bench.press(.enter)
    #expect(bench.listed.count == 2)
    bench.press(.escape)
    #expect(bench.listed.count == 4)
    #expect(bench.state.queue.selectedID == "S-12", "the selection stays on its case")
  }

  @Test("keys of commands are letters while a search is typed")
  func searchTakesLetters() {
    var bench = Bench()
    bench.press("/")
    bench.type("qt?:")
    #expect(bench.take().contains(.quit) == false)
    #expect(bench.state.queue.search.text == "qt?:")
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("No case here matches the search."))
  }

  @Test("finds by call and by slide too, whatever the case of the letters, every word")
  func searchFields() {
    #expect(CaseQuery(words: ["high", ".svs"]).holds(Sketch.high))
    #expect(CaseQuery(words: ["no", "call"]).holds(Sketch.refused))
    #expect(!CaseQuery(words: ["high", "s-09"]).holds(Sketch.high))
  }

  @Test("Tab goes round the statuses and keeps count")
  func tabs() {
    var bench = Bench(stage: .toDo)
    #expect(bench.listed.count == 4)
    bench.press(.tab)
    #expect(bench.listed == ["S-21"])
    #expect(bench.state.queue.selectedID == "S-21")
    bench.press(.tab)
    #expect(bench.listed == ["S-09", "S-12", "S-15"])
    bench.press(.tab)
    #expect(bench.text.contains("No case is here."))
    bench.press(.tab, .tab)
    #expect(bench.state.queue.stage == .all)
    bench.press(.backTab)
    #expect(bench.state.queue.stage == .signed)
  }

  @Test("sorts by waiting, risk, status and name; a refused case has no risk to sort by")
  func sorting() {
    var bench = Bench()
    bench.press("o")
    #expect(bench.listed == ["S-12", "S-09", "S-15", "S-21"])
    bench.press("S")
    #expect(bench.listed == ["S-21", "S-09", "S-12", "S-15"])
    bench.press("o")
    #expect(bench.listed == ["S-09", "S-12", "S-15", "S-21"])
    #expect(bench.lines[2].hasSuffix(" sorted by case ↑ ─╮"))
  }

  @Test("O turns the order round and says so; the selection stays on its case, and the next column begins as usual")
  func turnedRound() {
    var bench = Bench()
    bench.press("O")
    #expect(bench.listed == ["S-21", "S-15", "S-12", "S-09"])
    #expect(bench.lines[2].hasSuffix(" sorted by waiting ↑ ─╮"))
    #expect(bench.lines[23].contains("Sorted by waiting, shortest first."))
    #expect(bench.state.queue.selectedID == "S-09")
    bench.press("o")
    #expect(bench.listed == ["S-12", "S-09", "S-15", "S-21"])
    #expect(bench.lines[2].hasSuffix(" sorted by probability ↓ ─╮"))
  }

  @Test("opens on what is to do; a case that was signed leaves it, and its neighbours are those that it had")
  func toDo() {
    let state = WorkstationState(size: WorkstationState.smallest, reviewer: "Dr Ada Example")
    #expect(state.queue.stage == .toDo)
    var signed = Sketch.high
    signed.status = .signed
    for (key, neighbour) in [("J", "S-15"), ("K", "S-09")] as [(Key, String)] {
      var bench = Bench(stage: .toDo)
      bench.press("j", .enter)
      bench.change(to: [signed, Sketch.low, Sketch.refused, Sketch.new])
      #expect(bench.listed == ["S-09", "S-15", "S-21"])
      #expect(bench.state.reading?.file.id == "S-12")
      bench.press(key)
      #expect(bench.state.reading?.file.id == neighbour)
    }
    #expect(Bench(cases: [signed], stage: .toDo).text.contains("Nothing is to do: every case is closed."))
  }

  @Test("lists all cases where it is told to open a signed one")
  func landing() {
    var signed = Sketch.high
    signed.status = .signed
    var state = WorkstationState(
      size: WorkstationState.smallest, reviewer: "Dr Ada Example", landing: Landing(file: signed, place: nil))
    _ = update(&state, .started)
    #expect(state.queue.stage == .all)
  }

  @Test("tells what was found wrong at the start in the last line, until the next key")
  func startNotice() {
    var state = WorkstationState(
      size: WorkstationState.smallest, reviewer: "Dr Ada Example", notice: "theme a.toml, line 3: odd")
    _ = update(&state, .started)
    #expect(view(state).lines[23].contains("theme a.toml, line 3: odd"))
    _ = update(&state, .keyPressed("j"))
    #expect(!view(state).lines[23].contains("odd"))
  }

  @Test("a search goes on under another status with Tab")
  func searchElsewhere() {
    var signed = Sketch.high
    signed.status = .signed
    var bench = Bench(cases: [signed, Sketch.low], stage: .toDo)
    bench.press("/")
    bench.type("s-12")
    #expect(bench.text.contains("Tab looks under another status"))
    while bench.state.queue.stage != .signed { bench.press(.tab) }
    #expect(bench.listed == ["S-12"])
  }

  @Test("a reading of the casebook keeps the selection on its case, or takes the next one")
  func reload() {
    var bench = Bench()
    bench.press("j")
    bench.change(to: [Sketch.file("S-01", received: "2025-01-01"), Sketch.high, Sketch.new])
    #expect(bench.state.queue.selectedID == "S-12")
    bench.change(to: [Sketch.low, Sketch.new])
    #expect(bench.state.queue.selectedID == "S-21")
  }

  @Test("the casebook is asked from time to time what changed")
  func refreshing() {
    var bench = Bench()
    bench.send(.ticked(now: Sketch.now + 1))
    #expect(bench.take() == [])
    bench.send(.ticked(now: Sketch.now + 20))
    #expect(bench.take() == [.lookForChanges(since: 1)])
    bench.press(.enter)
    _ = bench.take()
    bench.send(.ticked(now: Sketch.now + 60))
    #expect(bench.take() == [.lookForChanges(since: 1), .readCase(caseID: "S-09")], "of an open case too")
  }

  @Test("takes what others changed: a new case at its place, a changed one in place, the selection where it was")
  func changes() {
    var bench = Bench()
    bench.press("j")
    var signed = Sketch.low
    signed.status = .signed
    bench.change(to: [
      Sketch.high, signed, Sketch.refused, Sketch.new, Sketch.file("S-30", received: "2025-05-15", .new),
    ])
    #expect(bench.listed == ["S-09", "S-30", "S-12", "S-15", "S-21"])
    #expect(bench.state.queue.selectedID == "S-12")
    #expect(bench.lines[1] == "  To do 4   New 2   Scored 2   In review 0   Closed 1  ▸All 5")
  }

  @Test("shows the call that was signed and the model's call apart, each with its own symbol")
  func signedCalls() throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(decision: .override, finalCall: .low, reason: .override(.histologyDisagrees)),
      finding: Sketch.finding(.high))
    let bench = Bench(cases: [file])
    #expect(bench.lines[3].contains("status     final      model's call"))
    #expect(bench.lines[4].contains("signed     ▼ LOW ov   ▲ HIGH               18.4 %"))
    #expect(bench.text.contains("signed   ▼ LOW  override · Dr Ada Example"))
    #expect(CaseQuery(words: ["low"]).holds(file))
    #expect(!CaseQuery(words: ["high"]).holds(file), "a search for a call finds the call that stands")
  }

  @Test("says rejected where the slide was rejected, and deferred where the call was put off, and never signed")
  func withoutCall() throws {
    func bench(_ decision: Decision, _ reason: SignOffReason, _ status: CaseStatus) throws -> Bench {
      var file = Sketch.high
      file.status = status
      file.signOff = try Sketch.signed(SignOffDraft(decision: decision, reason: reason), finding: Sketch.finding(.high))
      return Bench(cases: [file])
    }
    let rejected = try bench(.reject, .rejection(.quality), .rejected)
    #expect(rejected.lines[1].contains("Closed 1"))
    #expect(rejected.lines[4].contains("rejected   rejected   ▲ HIGH"))
    #expect(rejected.text.contains("rejected Dr Ada Example") && !rejected.text.contains("signed"))
    let deferred = try bench(.defer, .deferral(.recut), .deferred)
    #expect(deferred.lines[4].contains("deferred   deferred   ▲ HIGH"))
    #expect(deferred.text.contains("deferred Dr Ada Example"))
  }

  @Test("the selection stays in sight in a long list, which says how much is above and below")
  func scrolling() {
    let many = (100..<150).map { Sketch.file("S-\($0)", received: "2025-01-01", .new) }
    var bench = Bench(cases: many)
    #expect(bench.lines[16].hasSuffix("↓ 38 more ─╯"))
    bench.press("G")
    #expect(bench.lines[15].hasPrefix("│▌ S-149"))
    #expect(bench.lines[16].hasSuffix("↑ 38 more ─╯"))
    bench.press(.control("u"))
    #expect(bench.state.queue.selectedID == "S-143")
    #expect(bench.lines[9].hasPrefix("│▌ S-143"))
    bench.press("g")
    #expect(bench.lines[4].hasPrefix("│▌ S-100"))
  }

  @Test("shows a preview beside the list where there is room, and asks for it once")
  func preview() {
    var bench = Bench(columns: 120, rows: 40)
    bench.send(.resized(TerminalSize(columns: 120, rows: 40)))
    #expect(bench.take() == [], "the preview was asked for when the queue came")
    bench.press("j")
    guard case .drawPicture(let request)? = bench.effects.first else {
      Issue.record("no picture was asked for")
      return
    }
    #expect(request.slot == .preview)
    #expect(request.caseID == "S-12")
    #expect(request.heat == nil)
    bench.drawPictures()
    #expect(bench.lines[3].hasSuffix("│░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░│"))
  }

  @Test("control characters of names never reach the screen")
  func hostileNames() {
    let file = Sketch.file("S-\u{1B}[2J\u{202E}9")
    let bench = Bench(cases: [file])
    #expect(bench.lines[4].contains("S-[2J9"))
    #expect(view(bench.state).cells.allSatisfy { $0.glyph == Cell.continuation || TextWidth.isPrintable($0.glyph) })
  }

  @Test("q leaves, Ctrl-Z suspends, Ctrl-C leaves from everywhere")
  func leaving() {
    var bench = Bench()
    bench.press("q")
    #expect(bench.take() == [.quit])
    bench.press(.control("z"))
    #expect(bench.take() == [.suspend])
    bench.press("?", .control("c"))
    #expect(bench.take() == [.quit])
  }
}
