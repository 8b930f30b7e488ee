import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The queue, filtered")
struct QueueFilterScreenTests {
  @Test("takes the filter's language in the search, and says how many of how many pass")
  func language() {
    var bench = Bench()
    bench.press("/")
    bench.type("call:high")
    #expect(bench.lines[2].hasPrefix("╭─ Cases 1/4 ── / call:high"))
    #expect(bench.listed == ["S-12"])
    bench.press(.enter)
    #expect(bench.lines[2].contains("/ call:high"), "the filter stays in sight")
    bench.press(.escape)
    #expect(bench.listed.count == 4 && !bench.lines[2].contains("call:high"), "one key clears it")
  }

  @Test("says what is wrong beneath the field while it is typed; what stands before it still filters")
  func mistakes() {
    var bench = Bench()
    bench.press("/")
    bench.type("status:scored call:hi")
    #expect(bench.lines[3].contains("✗ call has no value \"hi\"; did you mean high?"))
    #expect(bench.listed == ["S-09", "S-12", "S-15"])
    bench.press(.enter)
    #expect(bench.state.queue.isSearching, "a mistake is not kept")
    #expect(bench.lines[23].contains("did you mean high?"))
    bench.type("gh")
    #expect(!bench.text.contains("✗"))
    #expect(bench.listed == ["S-12"])
    bench.press(.control("u"))
    bench.type("agee>50")
    #expect(bench.lines[3].contains("✗ there is no key \"agee\"; did you mean age?"))
    #expect(bench.listed.count == 4)
  }

  @Test("knows me by the name of whoever reads here")
  func me() {
    var mine = Sketch.high
    (mine.status, mine.reviewer) = (.inReview, "Dr Ada Example")
    var bench = Bench(cases: [mine, Sketch.low])
    bench.press("/")
    bench.type("by:me")
    #expect(bench.listed == ["S-12"])
  }

  /// The columns with the selection on `column`.
  private func columns(_ bench: inout Bench, on column: CaseColumn) throws {
    bench.press("c")
    for _ in CaseColumn.allCases { bench.press("k") }
    for _ in 0..<(try #require(CaseColumn.allCases.firstIndex(of: column))) { bench.press("j") }
  }

  @Test("shows and hides columns by a key, and keeps them for whoever reads here")
  func columns() throws {
    var bench = Bench(columns: 160, rows: 40)
    #expect(!bench.lines[3].contains("grade"))
    try columns(&bench, on: .grade)
    #expect(bench.text.contains("[ ] grade") && bench.text.contains("[x] status"))
    _ = bench.take()
    bench.press(" ")
    #expect(bench.text.contains("[x] grade"))
    let kept = try #require(bench.state.queue.settings.columns)
    #expect(kept.contains(.grade) && kept.contains(.status))
    #expect(bench.take().contains(.saveLists(ListSettings(columns: kept))))
    bench.press(.escape)
    #expect(bench.lines[3].contains(" grade "))
    try columns(&bench, on: .name)
    bench.press(" ")
    #expect(bench.text.contains("The case's name is always shown."))
    bench.press("u", .escape)
    #expect(bench.state.queue.settings.columns == nil && !bench.lines[3].contains("grade"))
  }

  @Test("sorts by the column that is selected, and the other way when asked again")
  func sorting() throws {
    var old = Sketch.low
    old.record.clinical.age = 80
    var young = Sketch.high
    young.record.clinical.age = 40
    var bench = Bench(cases: [young, old, Sketch.new])
    try columns(&bench, on: .age)
    bench.press(.enter)
    #expect(bench.listed == ["S-09", "S-12", "S-21"])
    #expect(bench.lines[23].contains("Sorted by age, oldest first."))
    bench.press(.enter)
    #expect(bench.listed == ["S-21", "S-12", "S-09"])
    bench.press(.escape)
    #expect(bench.lines[2].hasSuffix(" sorted by age ↑ ─╮"))
  }

  @Test("saves a filter and its order under a name, shows it again, and forgets it")
  func saved() throws {
    var bench = Bench()
    bench.press("v")
    #expect(bench.lines[23].contains("No list is saved yet"))
    bench.press("/")
    bench.type("status:scored call:high,low")
    bench.press(.enter, "o", "V")
    bench.type("to look at")
    bench.press(.enter)
    let list = SavedList(
      name: "to look at", filter: try CaseFilter("status:scored call:high,low"), order: .probability)
    #expect(bench.take().contains(.saveLists(ListSettings(saved: [list]))))
    bench.press(.escape, "O")
    #expect(bench.listed.count == 4)
    bench.press("v")
    #expect(bench.text.contains("to look at") && bench.text.contains("All · status:scored call:high,low"))
    bench.press(.enter)
    #expect(bench.listed == ["S-12", "S-09"])
    #expect(bench.lines[2].contains("/ status:scored call:high,low"))
    bench.press("v", "d")
    #expect(bench.take().contains(.saveLists(ListSettings())))
    #expect(bench.state.queue.dialog == nil, "the last list is forgotten")
  }

  @Test("pasted text goes to the name of a list")
  func pasted() {
    var bench = Bench()
    bench.press("V")
    bench.send(.pasted("mine"))
    bench.press(.enter)
    #expect(bench.state.queue.settings.saved.map(\.name) == ["mine"])
  }

  @Test("tells a case that disagrees with itself where that column is chosen")
  func disagreement() throws {
    var file = Sketch.high
    file.finding?.borderline = true
    var bench = Bench(columns: 160, rows: 40, cases: [file])
    try columns(&bench, on: .disagreement)
    bench.press(" ", .escape)
    #expect(bench.lines[3].contains("disagreement") && bench.lines[4].contains("borderline"))
  }
}
