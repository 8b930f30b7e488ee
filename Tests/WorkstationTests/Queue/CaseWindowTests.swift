import Casework
import TerminalKit
import Testing

@testable import Workstation

/// The queue holds a window of the list; the rest of it is asked for when it is needed.
@Suite("The rows of the queue")
struct CaseWindowTests {
  /// `S-0000`, `S-0001` ... in the order of the list.
  private static func many(_ count: Int) -> [CaseFile] {
    (0..<count).map { Sketch.file(name($0), received: "2025-01-01", .scored, Sketch.finding(.low, 0.02)) }
  }

  private static func name(_ number: Int) -> String {
    let digits = String(number)
    return "S-" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Rows of the list on 80 x 24.
  private static let screen = 12

  private func selected(_ bench: Bench) -> String { bench.state.queue.selectedID ?? "-" }

  @Test("no key makes the queue hold or ask for more than a few screens of rows", arguments: [200, 2000])
  func bounded(count: Int) {
    var bench = Bench(cases: Self.many(count))
    for _ in 0..<3 {
      bench.press("G", .pageUp, .pageUp, .control("u"), "k", "g", .pageDown, .pageDown, .pageDown, .control("d"), "j")
      bench.press("o", .tab, .backTab, "r")
    }
    #expect(bench.state.queue.list.cases.count <= 4 * Self.screen)
    let limits = bench.asked.map { effect in
      switch effect {
      case .listCases(let request): request.limit
      case .loadPage(let request): request.limit
      default: 0
      }
    }
    #expect(limits.allSatisfy { $0 <= 6 * Self.screen })
  }

  @Test("a key that stays among the known rows asks for nothing")
  func known() {
    var bench = Bench(cases: Self.many(2000))
    bench.press("j", "j", .control("d"), "k")
    #expect(bench.takeAsked() == [])
    #expect(selected(bench) == Self.name(7))
  }

  @Test("one goes down and up through the whole list, line by line and page by page, and misses no case")
  func walk() {
    let files = Self.many(300)
    var bench = Bench(cases: files)
    var seen: [String] = [selected(bench)]
    for _ in 1..<300 {
      bench.press("j")
      seen.append(selected(bench))
    }
    #expect(seen == files.map(\.id))
    for _ in 1..<300 {
      bench.press("k")
      seen.append(selected(bench))
    }
    #expect(Array(seen.suffix(300)) == files.map(\.id).reversed())
    for page in 1...24 {
      bench.press(.pageDown)
      #expect(selected(bench) == Self.name(page * Self.screen))
    }
    bench.press(.pageDown)
    #expect(selected(bench) == Self.name(299))
    for page in 1...24 {
      bench.press(.pageUp)
      #expect(selected(bench) == Self.name(299 - page * Self.screen))
    }
  }

  @Test("the screen around the selection is always filled, and says how much is above and below")
  func filled() {
    var bench = Bench(cases: Self.many(300))
    for key: Key in ["G", .pageUp, .pageUp, .pageUp, .pageUp, "k", .control("u"), .pageDown, "g", .pageDown, .pageDown]
    {
      bench.press(key)
      #expect(bench.lines[4...15].allSatisfy { $0.contains("S-0") }, "\(key)")
    }
    bench.press("G", .pageUp)
    #expect(bench.lines[16].hasSuffix("↑ 287  ↓ 1 more ─╯"))
  }

  @Test("G goes to the last case at once, asking for the end of the list alone; g comes back")
  func ends() {
    var bench = Bench(cases: Self.many(2000))
    bench.press("G")
    #expect(selected(bench) == "S-1999")
    #expect(bench.takeAsked().count == 1)
    #expect(bench.lines[2].hasPrefix("╭─ Cases 2000 ─"))
    bench.press("k", "g")
    #expect(selected(bench) == "S-0000")
  }

  @Test("what is pressed before the rows are there is done when they come")
  func pressedAhead() {
    var bench = Bench(cases: Self.many(2000))
    bench.holdsRows = true
    bench.press("G", "k", "k")
    #expect(selected(bench) == "S-0000", "the old rows are shown until then")
    bench.deliver()
    #expect(selected(bench) == "S-1997")
  }

  @Test("Enter before the rows of a search are there opens its best answer when they come")
  func openedAhead() {
    var bench = Bench()
    bench.holdsRows = true
    bench.press("/")
    bench.type("15")
    bench.press(.enter, .enter)
    #expect(bench.state.reading == nil)
    bench.deliver()
    #expect(bench.state.reading?.file.id == "S-15")
  }

  @Test("another key takes the opening back")
  func openingTakenBack() {
    var bench = Bench(stage: .toDo)
    bench.holdsRows = true
    bench.press(.tab, .tab, .enter, "j")
    bench.deliver()
    #expect(bench.state.reading == nil)
    #expect(selected(bench) == "S-12")
  }

  @Test("an answer that is not wanted any more is dropped")
  func stale() throws {
    var bench = Bench(cases: Self.many(100))
    bench.holdsRows = true
    bench.press("G", "g")
    let asked = bench.takeAsked()
    #expect(asked.count == 2)
    guard case .listCases(let old)? = asked.first else { return }
    let window = CaseWindow(of: Self.many(100), old.query, at: old.anchor, limit: old.limit, entry: 1)
    bench.send(.casesListed(old, window))
    #expect(selected(bench) == "S-0000")
    bench.deliver()
    #expect(selected(bench) == "S-0000")
  }

  @Test("rows that could not be had are told, what is shown stays, and r asks again")
  func failure() {
    var bench = Bench(stage: .toDo)
    bench.holdsRows = true
    bench.press(.tab)
    guard case .listCases(let request)? = bench.takeAsked().last else { return }
    bench.send(.listingFailed(id: request.id, Problem(title: "Busy", detail: "It is locked.", remedy: "Press r.")))
    #expect(bench.text.contains("✗ Busy"))
    bench.press(.enter, "j")
    #expect(selected(bench) == "S-12")
    bench.holdsRows = false
    bench.press("r")
    #expect(bench.listed == ["S-21"])
  }

  @Test("a case that left the list is replaced by the one that took its place")
  func replaced() {
    let files = Self.many(300)
    var bench = Bench(cases: files)
    for _ in 0..<10 { bench.press(.pageDown) }
    #expect(selected(bench) == "S-0120")
    bench.change(to: files.filter { $0.id != "S-0120" })
    #expect(selected(bench) == "S-0121")
    bench.press("G")
    bench.change(to: files.filter { $0.id != "S-0299" && $0.id != "S-0120" })
    #expect(selected(bench) == "S-0298")
  }

  @Test("a change by others has the window and the counts asked anew, nothing else, and keys go on meanwhile")
  func refreshed() {
    var files = Self.many(300)
    var bench = Bench(cases: files)
    _ = bench.take()
    bench.holdsRows = true
    files[1].status = .inReview
    bench.change(to: files)
    #expect(bench.asked.count == 1)
    #expect(bench.take() == [])
    bench.press("j", "j")
    #expect(selected(bench) == "S-0002")
    bench.deliver()
    #expect(selected(bench) == "S-0002")
    #expect(bench.text.contains("In review 1"))
  }

  @Test("nothing changed: nothing is asked")
  func unchanged() {
    var bench = Bench()
    bench.send(.casesChanged(CaseChanges(caseIDs: [], isPartial: false, entry: 1)))
    #expect(bench.takeAsked() == [])
  }

  @Test("an open case is followed: what others do to it is read and shown")
  func followed() {
    var bench = Bench()
    bench.press("j", .enter)
    _ = bench.take()
    var taken = Sketch.high
    taken.status = .inReview
    taken.reviewer = "Dr Grace Sample"
    bench.change(to: [Sketch.low, taken, Sketch.refused, Sketch.new])
    #expect(bench.take() == [.readCase(caseID: "S-12")])
    bench.send(.caseRead(taken))
    #expect(bench.state.reading?.file.reviewer == "Dr Grace Sample")
    var other = Sketch.low
    other.status = .inReview
    bench.change(to: [other, taken, Sketch.refused, Sketch.new])
    #expect(bench.take() == [], "another case is none of its business")
  }

  @Test("a search selects the case whose own number has the words before one that has them elsewhere")
  func bestMatch() {
    let files = Self.many(200).map { file in
      var file = file
      file.record.note = "compare S-0150"
      return file
    }
    var bench = Bench(cases: files)
    bench.press("/")
    bench.type("0150")
    #expect(selected(bench) == "S-0150")
    #expect(bench.lines[2].hasPrefix("╭─ Cases 200/200 ") || bench.lines[2].hasPrefix("╭─ Cases 200 "))
  }

  @Test("neighbours of an open case beyond the known rows are found too")
  func neighbours() {
    var bench = Bench(cases: Self.many(300))
    bench.press(.enter)
    for _ in 0..<100 { bench.press("J") }
    #expect(bench.state.reading?.file.id == "S-0100")
    #expect(bench.state.queue.list.cases.count <= 4 * Self.screen)
  }

  @Test("the mouse selects a row and opens the selected one; the wheel moves by lines")
  func mouse() {
    var bench = Bench(cases: Self.many(300))
    bench.send(.mousePressed(column: 5, row: 7, wheel: 0))
    #expect(selected(bench) == "S-0003")
    bench.send(.mousePressed(column: 5, row: 7, wheel: 1))
    #expect(selected(bench) == "S-0004")
    bench.send(.mousePressed(column: 5, row: 8, wheel: 0))
    #expect(bench.state.reading?.file.id == "S-0004")
  }

  @Test("columns stay where they are while the list scrolls past a long name")
  func steadyColumns() {
    var files = Self.many(300)
    files[40] = Sketch.file("S-0040-long", received: "2025-01-01")
    var bench = Bench(cases: files)
    let narrow = bench.lines[3].firstIndex(of: "g")
    for _ in 0..<4 { bench.press(.pageDown) }
    let wide = bench.lines[3].firstIndex(of: "g")
    #expect(narrow != wide)
    bench.press("g")
    #expect(bench.lines[3].firstIndex(of: "g") == wide)
  }
}
