import TerminalKit
import Testing

@testable import Workstation

@Suite("What lies over the screens")
struct PopupTests {
  @Test("the help has every key of the key map")
  func help() {
    var bench = Bench(columns: 80, rows: 200)
    bench.press("?")
    bench.send(.resized(TerminalSize(columns: 80, rows: 24)))
    let rows = HelpSheet(.standard, in: .queue).sections.flatMap(\.rows)
    let lines = HelpView(
      sheet: HelpSheet(.standard, in: .queue), keys: KeyMap.standard.shell, help: HelpState(),
      around: bench.state.surroundings
    ).lines(columns: 89).map(\.text)
    for (keys, words) in rows {
      #expect(lines.contains { $0.hasPrefix(keys) && $0.hasSuffix(words) }, "\(keys) \(words)")
    }
    bench.press("G", "q")
    #expect(bench.state.popup == nil)
  }

  @Test("the palette finds a command by a few letters of it and does it")
  func palette() {
    var bench = Bench()
    bench.press("j", .enter, ":")
    bench.type("whole")
    #expect(bench.text.contains("▌ whole slide"))
    bench.press(.escape, "5", ":")
    bench.type("whole")
    bench.press(.enter)
    #expect(bench.state.popup == nil)
    #expect(bench.state.reading?.viewport == nil)
  }

  @Test("letters in order match, best at the starts of words; letters strewn about do not")
  func fuzzy() {
    #expect(FuzzyMatch("nhs", in: "next hot seat")?.positions == [0, 5, 9])
    #expect(FuzzyMatch("hot", in: "next hot seat")?.cost ?? 0 < FuzzyMatch("nts", in: "next hot seat")?.cost ?? 0)
    #expect(FuzzyMatch("hea", in: "next slide of the case") == nil)
    #expect(FuzzyMatch("zz", in: "next hot seat") == nil)
    #expect(FuzzyMatch("", in: "anything")?.cost == 0)
  }

  @Test("the theme under the selection is shown at once; Esc brings the old one back, Enter keeps and saves it")
  func themes() {
    let light = Theme(name: "light", styles: [.background: Style(background: RGB(255, 255, 255))])
    var bench = Bench(themes: [.dark, light])
    bench.press("t", "j")
    #expect(view(bench.state)[0, 12].style.background == RGB(255, 255, 255))
    bench.press(.escape)
    #expect(bench.state.theme.name == "dark")
    bench.press("t", "j", .enter)
    #expect(bench.state.theme.name == "light")
    #expect(bench.take().contains(.saveTheme(name: "light")))
  }

  @Test("a problem is said with its remedy and takes the keys until it is closed")
  func problem() {
    var bench = Bench()
    bench.send(.failed(Problem(title: "The casebook is busy", detail: "It is locked.", remedy: "Try again.")))
    bench.press("j", "o")
    #expect(bench.state.queue.selectedID == "S-09")
    #expect(bench.text.contains("✗ The casebook is busy"))
    #expect(bench.text.contains("Try again."))
    bench.press(.escape)
    #expect(bench.state.problem == nil)
  }

  @Test("too small a terminal says so, and takes no key but those for leaving")
  func small() {
    var bench = Bench(columns: 79, rows: 23)
    #expect(bench.text.contains("The terminal is too small."))
    #expect(bench.text.contains("79 x 23 now, 80 x 24 needed"))
    bench.press(.enter, "j")
    #expect(bench.state.reading == nil)
    bench.press("q")
    #expect(bench.take() == [.quit])
    bench.send(.resized(TerminalSize(columns: 80, rows: 24)))
    #expect(bench.text.contains("Cases 4"))
  }

  @Test("every screen says what Coverslip is not, at every size", arguments: [(80, 24), (120, 40), (50, 5)])
  func researchUse(columns: Int, rows: Int) {
    for keys: [Key] in [[], ["j", .enter], ["j", .enter, "s"], ["?"], [":"], ["t"]] {
      var bench = Bench(columns: columns, rows: rows)
      for key in keys { bench.press(key) }
      #expect(bench.text.contains("Research use only"), "\(keys)")
    }
  }

  @Test(
    "nothing is drawn outside and nothing crashes at odd sizes", arguments: [(1, 1), (80, 24), (81, 25), (300, 24)])
  func sizes(columns: Int, rows: Int) {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("j", .enter, "n", "+", "s", "o")
    bench.send(.resized(TerminalSize(columns: rows, rows: columns)))
    let screen = view(bench.state)
    #expect(screen.cells.count == columns * rows)
  }
}
