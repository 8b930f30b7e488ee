import TerminalKit
import Testing

@testable import Workstation

@Suite("What can be undone, and what is said of it")
struct UndoTests {
  @Test("U brings back tab, order and search, one change after the other, the last one first")
  func list() {
    var bench = Bench()
    bench.press("o", .tab, "/")
    bench.type("s-12")
    bench.press(.enter)
    let (stage, order) = (bench.state.queue.stage, bench.state.queue.order)
    bench.press("U")
    #expect(bench.state.queue.search.text.isEmpty && bench.state.queue.stage == stage)
    bench.press("U")
    #expect(bench.state.queue.stage == .all && bench.state.queue.order == order)
    bench.press("U")
    #expect(bench.state.queue.order == .received)
    #expect(bench.state.notice == "The list is as it was before.")
    bench.press("U")
    #expect(bench.state.notice == "There is nothing to undo.")
  }

  @Test("U brings the theme back that was before, for later sessions too")
  func theme() {
    let light = Theme(name: "light", styles: [:])
    var bench = Bench(themes: [.dark, light])
    bench.press("t", "j", .enter)
    _ = bench.take()
    bench.press("U")
    #expect(bench.state.theme.name == "dark" && bench.take().contains(.saveTheme(name: "dark")))
    bench.press("t", "j", .escape, "U")
    #expect(bench.state.notice == "There is nothing to undo.", "a theme that was only looked at is no change")
  }

  @Test("U brings back columns, and a list that was forgotten")
  func settings() {
    var bench = Bench()
    let usual = bench.state.queue.settings
    bench.press("c", "j", " ", .escape)
    #expect(bench.state.queue.settings != usual)
    _ = bench.take()
    bench.press("U")
    #expect(bench.state.queue.settings == usual && bench.take().contains(.saveLists(usual)))
    bench.press("V")
    bench.type("mine")
    bench.press(.enter)
    let kept = bench.state.queue.settings
    bench.press("v", "d")
    #expect(bench.state.queue.settings.saved.isEmpty)
    bench.press("U")
    #expect(bench.state.queue.settings == kept && bench.take().contains(.saveLists(kept)))
  }

  @Test("a notice goes with the next key, or after eight seconds")
  func notice() {
    var bench = Bench()
    bench.press("o")
    #expect(bench.lines[23].contains("Sorted by"))
    bench.wait(seconds: 7)
    #expect(bench.lines[23].contains("Sorted by"))
    bench.wait(seconds: 1)
    #expect(bench.lines[23].contains("Enter open"))
    bench.press("o", "j")
    #expect(bench.lines[23].contains("Enter open"))
  }
}
