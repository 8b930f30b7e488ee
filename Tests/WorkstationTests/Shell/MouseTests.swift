import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The mouse")
struct MouseTests {
  private static let sizes = [(80, 24), (200, 60)]

  private static func open(_ file: CaseFile, columns: Int, rows: Int) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  // MARK: The queue

  @Test("a click on a tab shows it", arguments: sizes)
  func tabs(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.click(on: "Scored")
    #expect(bench.state.queue.stage == .scored)
    bench.click(on: "To do")
    #expect(bench.state.queue.stage == .toDo)
  }

  @Test("a click on the head of a column sorts by it, another one turns the order round", arguments: sizes)
  func heads(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.click(on: "status  ")
    #expect(bench.state.queue.order == .status && !bench.state.queue.isReversed)
    bench.click(on: "status  ")
    #expect(bench.state.queue.order == .status && bench.state.queue.isReversed)
    bench.click(on: "5-y risk")
    #expect(bench.state.queue.order == .probability && !bench.state.queue.isReversed)
    bench.click(on: "sorted by")
    #expect(bench.state.queue.order == .probability && bench.state.queue.isReversed)
    bench.click(on: "model's call")
    #expect(bench.state.queue.order == .call && !bench.state.queue.isReversed)
  }

  @Test(
    "a click on a column shows or hides it, the wheel moves on, and a click beside the dialog closes it",
    arguments: sizes)
  func columns(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("c")
    bench.click(on: "[ ] grade")
    #expect(bench.state.queue.columns.contains(.grade))
    bench.click(on: "[x] grade")
    #expect(!bench.state.queue.columns.contains(.grade))
    let before = bench.state.queue.dialog
    bench.send(batch: [.mousePressed(column: columns / 2, row: rows / 2, wheel: 1)])
    #expect(bench.state.queue.dialog != before && bench.state.queue.dialog != nil)
    bench.click(0, 0)
    #expect(bench.state.queue.dialog == nil)
  }

  @Test("a click on a saved list shows it", arguments: sizes)
  func lists(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("O", "V")
    bench.type("turned round")
    bench.press(.enter, "O", "v")
    #expect(!bench.state.queue.isReversed)
    bench.click(on: "turned round")
    #expect(bench.state.queue.isReversed && bench.state.queue.dialog == nil)
  }

  @Test("a click on a hint of the last line does what the key does", arguments: sizes)
  func hints(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.click(on: "/ search")
    #expect(bench.state.queue.isSearching)
    bench.click(on: "clear it")
    #expect(!bench.state.queue.isSearching)
    bench.click(on: "Enter open")
    #expect(bench.state.reading != nil)
    bench.drawPictures()
    bench.click(on: "+ - zoom")
    #expect(bench.viewport?.pixelsPerColumn ?? 0 > 0 && bench.state.reading?.viewport != nil)
    bench.click(on: "Esc back")
    #expect(bench.state.reading == nil)
  }

  @Test("a click on the selected row opens its case; a second one at the same place is not meant for the picture")
  func doubleClick() {
    var bench = Bench()
    bench.click(5, 4)
    #expect(bench.state.reading?.file.id == "S-09")
    bench.send(.mousePressed(column: 5, row: 4, wheel: -1))
    let before = bench.viewport
    bench.click(5, 4)
    #expect(bench.viewport == before)
    bench.click(5, 4)
    #expect(bench.viewport != before)
  }

  // MARK: A case

  @Test("the wheel scrolls the panel over the panel, and zooms over the picture", arguments: sizes)
  func wheel(columns: Int, rows: Int) {
    var bench = Self.open(Sketch.full, columns: columns, rows: rows)
    bench.press(.backTab)
    bench.send(.mousePressed(column: columns - 5, row: 5, wheel: 1))
    #expect(bench.state.reading?.viewport == nil)
    if columns == 80 { #expect(bench.state.reading?.panel.offset == 3) }
    bench.send(.mousePressed(column: 5, row: 5, wheel: -1))
    #expect(bench.state.reading?.viewport != nil)
  }

  @Test("a click on the map goes to that place of the slide", arguments: sizes)
  func map(columns: Int, rows: Int) throws {
    var bench = Self.open(Sketch.high, columns: columns, rows: rows)
    bench.press("5")
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    let map = layout.overview(of: Sketch.high.record.slides[0].size)
    bench.click(map.column, map.row + map.rows - 1)
    let view = try #require(bench.viewport)
    #expect(view.centerX < 40_000 / Double(map.columns) && view.centerY > 30_000 - 30_000 / Double(map.rows))
  }

  @Test("a click on a key of the panel presses it; beside the list, where it would be another one's, there is none")
  func panel() {
    var bench = Self.open(Sketch.high, columns: 200, rows: 60)
    bench.click(on: "s sign off")
    guard case .signOff = bench.state.popup else {
      Issue.record("the sign-off is not open")
      return
    }
    bench = Bench(columns: 200, rows: 60, cases: [Sketch.high])
    #expect(bench.text.contains("metastatic relapse in 5 years") && !bench.text.contains("sign off"))
    #expect(!view(bench.state).clickAreas.contains { $0.target == .key("s") })
  }

  @Test("a click on the head of a tab of the panel opens it")
  func panelTabs() {
    var bench = Self.open(Sketch.high, columns: 80, rows: 24)
    bench.click(on: "History")
    #expect(bench.state.reading?.panelTab == .history && bench.text.contains("▸History"))
    bench.click(on: "Call")
    #expect(bench.text.contains("HIGH RISK"))
    bench.click(on: "y next tab")
    #expect(bench.state.reading?.panelTab == .clinical)
  }

  @Test("a click on a tab of the model's screen turns to its page", arguments: sizes)
  func model(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("m")
    bench.click(on: "Evaluation")
    #expect(bench.state.modelScreen?.page == .evaluation)
    bench.click(on: "Model")
    #expect(bench.state.modelScreen?.page == .card)
  }

  // MARK: What lies over the rooms

  @Test("a click beside the help, the commands or the themes closes them, one inside does not", arguments: sizes)
  func outside(columns: Int, rows: Int) {
    for (key, title) in [("?", "Keys"), (":", "Commands"), ("t", "Theme")] as [(Key, String)] {
      var bench = Bench(columns: columns, rows: rows)
      bench.press(key)
      bench.click(on: title)
      #expect(bench.state.popup != nil, "\(key)")
      bench.click(on: "Scored")
      #expect(bench.state.popup == nil, "\(key)")
      #expect(bench.state.queue.stage == .all, "\(key): what lies below is not hit")
    }
  }

  @Test("a click on a row of the commands does it, a click on a theme shows it, and a second one keeps it")
  func choices() {
    let light = Theme(name: "light", styles: [:])
    var bench = Bench(themes: [.dark, light])
    bench.press(":")
    bench.type("choose a theme")
    bench.click(on: "choose a theme", last: true)
    bench.click(on: "light")
    #expect(bench.state.theme.name == "light" && bench.state.popup != nil)
    #expect(bench.take().isEmpty)
    bench.click(on: "light")
    #expect(bench.state.popup == nil)
    #expect(bench.take().contains(.saveTheme(name: "light")))
  }

  @Test("the wheel scrolls the help and moves through the commands")
  func popupWheel() {
    var bench = Bench()
    bench.press("?")
    bench.send(.mousePressed(column: 0, row: 0, wheel: 1))
    guard case .help(let help) = bench.state.popup else {
      Issue.record("the help is not open")
      return
    }
    #expect(help.scroll.offset == 3)
    bench.press(.escape, ":")
    bench.send(.mousePressed(column: 0, row: 0, wheel: 1))
    guard case .palette(let palette) = bench.state.popup else {
      Issue.record("the commands are not open")
      return
    }
    #expect(palette.selected == 1)
  }

  // MARK: Signing

  private static func signOff(_ bench: Bench) -> SignOffState? {
    if case .signOff(let dialog) = bench.state.popup { dialog } else { nil }
  }

  @Test("chooses in a sign-off, and never leads to the passphrase", arguments: sizes)
  func signing(columns: Int, rows: Int) {
    var bench = Bench.signing(Sketch.high, columns: columns, rows: rows)
    bench.click(on: "○ ▲ HIGH")
    #expect(Self.signOff(bench)?.ownCall == .high)
    bench.click(on: "○ ▼ LOW")
    bench.click(on: "histology", last: true)
    #expect(Self.signOff(bench)?.ownCall == .low && Self.signOff(bench)?.reason != nil)
    bench.click(on: "Enter go on")
    #expect(Self.signOff(bench)?.step == .choice)
    #expect(bench.state.notice == "No click leads to a signature: press the key for this.")
    bench.click(0, 1)
    #expect(Self.signOff(bench)?.ownCall == .low, "nor does one beside it close it")
  }

  @Test("does nothing where the passphrase is typed: neither signs nor leaves")
  func passphrase() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    _ = bench.take()
    bench.click(on: "SIGN")
    bench.click(on: "Enter SIGN")
    bench.click(on: "keep draft")
    #expect(Self.signOff(bench)?.step == .passphrase && bench.take().isEmpty)
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("pass"))
  }

  @Test("does not count before the dialog was on the screen")
  func settled() {
    var bench = Self.open(Sketch.high, columns: 80, rows: 24)
    bench.send(.keyPressed("s"))
    bench.send(.mousePressed(column: 20, row: 10, wheel: 0))
    guard let place = bench.place(of: "○ ▲ HIGH") else {
      Issue.record("the choice is not on the screen")
      return
    }
    bench.send(.mousePressed(column: place.column, row: place.row, wheel: 0))
    #expect(Self.signOff(bench)?.ownCall == nil)
  }

  @Test("chooses a first call, and never commits it")
  func firstCall() {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    var bench = Bench.signing(file.disclosed(to: .reviewer("Dr Ada Example")))
    bench.click(on: "○ UNSURE")
    bench.click(on: "○ moderate")
    bench.click(on: "COMMIT")
    #expect(bench.take().isEmpty)
    guard case .firstRead(let dialog) = bench.state.popup else {
      Issue.record("the first call is not open")
      return
    }
    #expect(dialog.call == .unsure && dialog.confidence == .moderate && !dialog.isCommitting)
  }

  // MARK: What can be clicked on

  @Test("all that can be clicked on lies on the screen", arguments: sizes)
  func areas(columns: Int, rows: Int) {
    for keys: [Key] in [[], [.enter], ["m"], ["?"], [":"], ["t"], [.enter, "s"], ["/"]] {
      var bench = Bench(columns: columns, rows: rows, cases: [Sketch.full])
      for key in keys { bench.press(key) }
      let screen = view(bench.state)
      #expect(!screen.clickAreas.isEmpty, "\(keys)")
      for area in screen.clickAreas.map(\.area) {
        #expect(area.intersection(screen.bounds) == area && !area.isEmpty, "\(keys)")
      }
    }
  }
}
