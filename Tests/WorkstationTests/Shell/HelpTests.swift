import TerminalKit
import Testing

@testable import Workstation

@Suite("The help")
struct HelpTests {
  private static func opened(columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows)
    bench.press("?")
    return bench
  }

  private func offset(_ bench: Bench) -> Int? {
    if case .help(let help) = bench.state.popup { help.scroll.offset } else { nil }
  }

  @Test("begins with the keys of the place, says which lines these are, and goes on page by page to the last one")
  func pages() {
    var bench = Self.opened()
    #expect(bench.lines[3].contains("In the queue"))
    #expect(bench.text.contains(" 1-18 of "))
    bench.press(.pageDown)
    #expect(bench.text.contains(" 19-36 of "))
    bench.press(.pageUp)
    #expect(bench.text.contains(" 1-18 of "))
    bench.press("G")
    #expect(bench.text.contains("leave Coverslip"))
    bench.press("g")
    #expect(offset(bench) == 0)
  }

  @Test("all of its keys can be reached in the smallest terminal")
  func reachable() {
    var bench = Self.opened()
    var seen: Set<String> = []
    for _ in 0..<500 {
      seen.insert(bench.words)
      bench.press("j")
    }
    for (_, words) in HelpSheet(.standard, in: .queue).sections.flatMap(\.rows) {
      #expect(seen.contains { $0.contains(words) }, "\(words)")
    }
  }

  @Test("a search filters while it is typed; Enter keeps what was found, Esc brings all keys back")
  func search() {
    var bench = Self.opened()
    bench.press("/")
    bench.type("sign off")
    #expect(bench.text.contains("In the case") && bench.text.contains("sign off: your own call, defer, or reject"))
    #expect(!bench.text.contains("In the queue") && !bench.text.contains("pan left"))
    bench.press(.enter)
    #expect(bench.text.contains("sign off: your own call"))
    bench.press(.escape)
    #expect(bench.text.contains("In the queue") && bench.state.popup != nil)
    bench.press(.escape)
    #expect(bench.state.popup == nil)
  }

  @Test("finds a key by its own name, and all of a place by its heading; says where nothing is found")
  func finds() {
    let sheet = HelpSheet(.standard, in: .queue)
    #expect(sheet.sections(matching: "shift-tab previous status").map(\.title) == ["In the queue"])
    #expect(
      sheet.sections(matching: "in the model screen").map(\.rows.count) == [KeyMap.standard.model.bindings.count])
    #expect(sheet.sections(matching: "").count == sheet.sections.count)
    var bench = Self.opened()
    bench.press("/")
    bench.type("zebra")
    #expect(bench.text.contains("No key matches."))
    bench.press(.escape)
    #expect(!bench.text.contains("zebra"))
  }

  @Test("what is pasted goes to the search while one is typed")
  func paste() {
    var bench = Self.opened()
    bench.press("/")
    bench.send(.pasted("withdraw"))
    #expect(bench.text.contains("withdraw the last signature"))
  }
}
