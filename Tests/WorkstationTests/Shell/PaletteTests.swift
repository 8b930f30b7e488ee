import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The command palette")
struct PaletteTests {
  /// Types `text` into the palette, and Enter.
  private static func say(_ text: String, to bench: inout Bench) {
    bench.press(":")
    bench.type(text)
    bench.press(.enter)
  }

  private static func open(_ id: String = "S-12") -> Bench {
    var bench = Bench()
    while let selected = bench.state.queue.selectedID, selected != id { bench.press("j") }
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  // MARK: Of other places

  @Test("an action of a case goes to the selected case first, one of the queue back to the queue")
  func goesThere() {
    var bench = Bench()
    Self.say("zoom in", to: &bench)
    #expect(bench.state.reading?.file.id == "S-09" && bench.state.reading?.viewport != nil)
    Self.say("search, or filter", to: &bench)
    #expect(bench.state.room == .queue && bench.state.queue.isSearching)
  }

  @Test("an action of the model's screen opens it, one of the case that lies below leaves it again")
  func overTheModel() {
    var bench = Self.open()
    Self.say("card or evaluation", to: &bench)
    #expect(bench.state.room == .model && bench.state.modelScreen?.page == .evaluation)
    Self.say("zoom in", to: &bench)
    #expect(bench.state.room == .reading && bench.state.reading?.viewport != nil)
  }

  @Test("says where it can be done where that place is not to be had, and stays")
  func obstacle() {
    var bench = Bench(cases: [])
    Self.say("zoom in", to: &bench)
    #expect(bench.state.popup != nil && bench.state.reading == nil)
    #expect(bench.text.contains("That is done in an open case, and no case is here."))
    bench.press(.backspace)
    #expect(!bench.text.contains("That is done"), "what is typed next takes the sentence away")
  }

  @Test("says where something is done that is not done here, and lists what is done here first")
  func order() {
    var bench = Bench()
    bench.press(":")
    bench.type("previous")
    #expect(bench.text.contains("▌ previous case"))
    #expect(bench.lines.contains { $0.contains("previous attention tile") && $0.contains("in a case  N") })
    #expect(!bench.lines.contains { $0.contains("previous status") && $0.contains("in the") })
  }

  @Test("what was chosen last comes first, in this session")
  func recent() {
    var bench = Bench()
    Self.say("read the casebook", to: &bench)
    Self.say("other glyphs", to: &bench)
    bench.press(":")
    let rows = bench.state.paletteOffer(for: "").entries.prefix(3).map(\.title)
    #expect(rows == ["other glyphs for the pictures", "read the casebook again", "next case"])
    #expect(bench.text.contains("▌ other glyphs for the pictures"))
    bench.type("read")
    #expect(bench.text.contains("▌ read the casebook again"))
  }

  @Test("an evaluation that is shown alone has neither cases nor a queue to go to")
  func alone() {
    let keys = KeyMap.evaluation
    let rooms = Set(keys.offered(in: .model, elsewhere: false).map(\.command.room))
    #expect(rooms == [.model, nil])
  }

  // MARK: Arguments

  @Test("opens a case of the list by its name, from wherever one is, and lists those that match meanwhile")
  func cases() {
    var bench = Self.open()
    bench.press("m", ":")
    bench.type("case S-1")
    #expect(bench.text.contains("▌ case S-12") && bench.text.contains("  case S-15"))
    #expect(!bench.text.contains("case S-09"))
    bench.type("5")
    bench.press(.enter)
    #expect(bench.state.room == .reading && bench.state.reading?.file.id == "S-15")
    #expect(bench.state.queue.selectedID == "S-15")
    Self.say("case nobody", to: &bench)
    #expect(
      bench.state.popup != nil && bench.text.contains("No case of the list matches: / in the queue searches all."))
  }

  @Test("a word that takes an argument asks for it")
  func verb() {
    var bench = Bench()
    bench.press(":")
    bench.type("tab")
    bench.press(.enter)
    guard case .palette(let palette) = bench.state.popup else {
      Issue.record("the palette is closed")
      return
    }
    #expect(palette.query.text == "tab ")
    #expect(bench.text.contains("▌ tab To do") && bench.text.contains("  tab Closed"))
  }

  @Test("goes to a place in micrometres, as close as the picture is")
  func position() {
    var bench = Self.open()
    bench.press("5")
    let close = bench.viewport?.pixelsPerColumn
    Self.say("um 2500 2500", to: &bench)
    #expect(bench.viewport?.centerX == 10_000 && bench.viewport?.centerY == 10_000)
    #expect(bench.viewport?.pixelsPerColumn == close)
    bench.press("1")
    Self.say("um 5000, 3750", to: &bench)
    #expect(bench.viewport?.centerX == 20_000 && bench.state.reading?.viewport != nil, "close enough to see cells")
  }

  @Test("shows the slide at a magnification, as scanned, and no closer than the scan goes")
  func magnification() throws {
    var bench = Self.open()
    Self.say("mag 40", to: &bench)
    #expect(bench.viewport.map { 80 / $0.pixelsPerColumn / 0.25 } == 40)
    Self.say("mag 2.5x", to: &bench)
    #expect(bench.viewport.map { 80 / $0.pixelsPerColumn / 0.25 } == 2.5)
    bench.press("6")
    let scanned = bench.viewport
    bench.press("1")
    Self.say("mag 1:1", to: &bench)
    #expect(bench.viewport?.pixelsPerColumn == scanned?.pixelsPerColumn)
    Self.say("mag 0.1", to: &bench)
    #expect(bench.state.reading?.viewport == nil, "the whole slide")
    for (text, words) in [
      ("mag 9999", "The scan shows no more than"), ("mag ?1", "A magnification such as 40 or 2.5x, or 1:1 as scanned."),
    ] {
      Self.say(text, to: &bench)
      #expect(bench.text.contains(words), "\(text)")
      bench.press(.escape)
    }
  }

  @Test("a place that is none, or beside the slide, or without a slide, is said to be so in a sentence")
  func noPosition() {
    var bench = Self.open()
    for (text, words) in [
      ("um 12", "Two numbers, in µm from the upper left corner: um 1200 800"),
      ("um 99999 1", "The slide ends at"), ("um 1 -1", "The slide ends at"),
    ] {
      Self.say(text, to: &bench)
      #expect(bench.text.contains(words), "\(text)")
      #expect(bench.state.reading?.viewport == nil)
      bench.press(.escape)
    }
    bench.press(.escape)
    Self.say("um 1 1", to: &bench)
    #expect(bench.text.contains("No slide is open: that is done in an open case."))
  }

  @Test("uses a theme by its name, sorts and lists by the words that the screen has for it")
  func words() {
    let light = Theme(name: "light", styles: [:])
    var bench = Bench(themes: [.dark, light])
    Self.say("theme light", to: &bench)
    #expect(bench.state.theme.name == "light" && bench.take().contains(.saveTheme(name: "light")))
    bench.press(.enter)
    Self.say("sort probability", to: &bench)
    #expect(bench.state.room == .queue && bench.state.queue.order == .probability)
    Self.say("tab closed", to: &bench)
    #expect(bench.state.queue.stage == .signed)
  }

  @Test("nothing that matches says so")
  func nothing() {
    var bench = Bench()
    Self.say("xyzzy", to: &bench)
    #expect(bench.text.contains("No command matches."))
  }
}
