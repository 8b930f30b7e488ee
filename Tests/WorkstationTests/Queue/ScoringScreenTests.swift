import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("Cases that are scored from inside")
struct ScoringScreenTests {
  /// The queue with a case selected.
  private static func at(_ id: String, cases: [CaseFile] = Sketch.all) -> Bench {
    var bench = Bench(cases: cases)
    for _ in cases where bench.state.queue.selectedID != id { bench.press("j") }
    _ = bench.take()
    return bench
  }

  private static func scored(_ effects: [Effect]) -> [String] {
    effects.compactMap { if case .scoreCase(let id, _) = $0 { id } else { nil } }
  }

  private static let gone = Problem(title: "Not scored", detail: "the slide is gone", remedy: "Nothing was recorded.")

  @Test("s scores the case under the cursor; its row and the last line say how far it is while the reader goes on")
  func one() {
    var bench = Self.at("S-21")
    bench.press("s")
    #expect(bench.take() == [.scoreCase(caseID: "S-21", again: false)])
    #expect(bench.lines[23].contains("S-21 is being scored"))
    #expect(bench.lines.contains { $0.contains("S-21") && $0.contains("starting") })
    bench.send(.scoringWent(caseID: "S-21", .looking(percent: 40)))
    #expect(bench.lines.contains { $0.contains("S-21") && $0.contains("look 40%") })
    #expect(bench.text.contains("Being scored: looking for tissue 40 %."))
    bench.send(.scoringWent(caseID: "S-21", .tiles(120, of: 480)))
    bench.press("k")
    #expect(bench.state.queue.selectedID != "S-21")
    #expect(bench.lines.contains { $0.contains("S-21") && $0.contains("tiles 25%") })
    #expect(bench.lines[23].hasSuffix("S-21 120 of 480 tiles"))
    bench.press(.enter)
    #expect(bench.lines[23].hasSuffix("S-21 120 of 480 tiles"), "in a case, too")
    bench.press(.escape)
    _ = bench.take()
    bench.send(.scoringEnded(caseID: "S-21", .scored))
    #expect(bench.take().contains(.lookForChanges(since: 1)))
    #expect(bench.state.notice == "S-21 is scored." && !bench.text.contains("tiles 25%"))
  }

  @Test("a case with a finding is scored anew only where that is wanted twice, within a moment")
  func again() {
    var bench = Self.at("S-12")
    bench.press("s")
    #expect(bench.take().isEmpty)
    #expect(bench.state.notice == "S-12 has a finding. The same key again scores it anew.")
    bench.press("s")
    #expect(bench.take() == [.scoreCase(caseID: "S-12", again: true)])
    var later = Self.at("S-12")
    later.press("s")
    later.wait(seconds: 9)
    later.press("s")
    #expect(Self.scored(later.take()).isEmpty)
  }

  @Test("a closed case is not scored from here: the command for it is said")
  func closed() {
    var bench = Self.at("S-9", cases: [Sketch.file("S-9", .signed, Sketch.finding(.low, 0.02, 0.01, 0.03))])
    bench.press("s")
    #expect(bench.take().isEmpty)
    #expect(bench.lines[23].contains("coverslip score S-9 scores it all the same."))
  }

  @Test("an error is one sentence, in the last line and in the case; tried again it is gone")
  func failure() {
    var bench = Self.at("S-21")
    bench.press("s")
    bench.send(.scoringEnded(caseID: "S-21", .failed(Self.gone)))
    #expect(bench.state.notice == "S-21 is not scored: the slide is gone")
    #expect(bench.state.problem == nil, "nothing lies over what is read")
    #expect(bench.lines.contains { $0.contains("S-21") && $0.contains("✗ failed") })
    #expect(bench.text.contains("Not scored: the slide is gone"))
    bench.press("s")
    #expect(!bench.text.contains("✗ failed") && bench.text.contains("starting"))
  }

  @Test("Esc clears the marks first; what is being scored is stopped only where it is pressed twice")
  func stops() {
    var bench = Self.at("S-21")
    bench.press("s", " ", .escape)
    #expect(bench.state.queue.marked.isEmpty && !bench.take().contains(.stopScoring))
    bench.press(.escape)
    #expect(bench.state.notice == "Esc again stops the scoring." && bench.take().isEmpty)
    bench.press(.escape)
    #expect(bench.take() == [.stopScoring])
    #expect(bench.lines.contains { $0.contains("S-21") && $0.contains("stopping") })
    bench.send(.scoringEnded(caseID: "S-21", .stopped))
    #expect(bench.state.notice == "The scoring of S-21 was stopped: nothing was recorded.")
    #expect(!bench.state.scoring.isBusy)
  }

  @Test("the palette stops it from everywhere")
  func stopsByPalette() {
    var bench = Self.at("S-21")
    bench.press("s", .enter, ":")
    bench.type("stop the scoring")
    bench.press(.enter)
    #expect(bench.take().contains(.stopScoring))
  }

  @Test("q says that cases are being scored, and leaves where it is pressed again; Ctrl-C leaves at once")
  func leaving() {
    var bench = Self.at("S-21")
    bench.press("s", "q")
    #expect(!bench.take().contains(.quit))
    #expect(bench.state.notice == "1 case not scored yet: q again stops that and leaves.")
    bench.press("q")
    #expect(bench.take().contains(.quit))
    bench = Self.at("S-21")
    bench.press("s", .control("c"))
    #expect(bench.take().contains(.quit))
  }

  @Test("several are marked, counted and scored together, in the order of the list; what came of them is summed up")
  func several() {
    var bench = Bench()
    let first = Array(bench.listed.prefix(2))
    bench.press(" ", "j", " ")
    #expect(bench.lines[23].hasSuffix("2 marked"))
    #expect(bench.lines.count { $0.contains("●  S-") } == 2)
    bench.press("s")
    #expect(Self.scored(bench.take()) == first && bench.state.queue.marked.isEmpty)
    bench.press("j")
    #expect(bench.lines[23].contains("1 of 2"))
    bench.send(.scoringEnded(caseID: first[0], .hadFinding))
    #expect(bench.state.notice == nil)
    bench.send(.scoringEnded(caseID: first[1], .scored))
    #expect(bench.state.notice == "1 case scored, 1 left: scored or closed before.")
  }

  @Test("* marks all of the list, and none where any is marked")
  func markAll() {
    var bench = Bench()
    bench.press("*")
    #expect(bench.state.queue.marked == Set(bench.listed))
    bench.press(" ", "*")
    #expect(bench.state.queue.marked.isEmpty)
  }

  @Test("of a list that is not known whole its names are asked for, and taken for that list alone")
  func markMany() {
    let names = (0..<500).map { "S-\($0)" }
    var bench = Bench(cases: names.map { Sketch.file($0, .new) })
    _ = bench.take()
    bench.press("*")
    let query = bench.state.queue.query
    #expect(bench.take() == [.nameCases(query)])
    var other = query
    other.isReversed.toggle()
    bench.send(.casesNamed(other, names))
    #expect(bench.state.queue.marked.isEmpty)
    bench.send(.casesNamed(query, names))
    #expect(bench.state.queue.marked.count == 500)
  }

  @Test("S scores the open case, whose panel says how far it is")
  func inTheCase() {
    var bench = Self.at("S-21")
    bench.press(.enter)
    #expect(bench.text.contains("S scores it"))
    _ = bench.take()
    bench.press("S")
    #expect(bench.take() == [.scoreCase(caseID: "S-21", again: false)])
    bench.send(.scoringWent(caseID: "S-21", .tiles(3, of: 9)))
    #expect(bench.text.contains("Being scored: 3 of 9 tiles."))
    bench.press("S")
    #expect(bench.take().isEmpty, "it is scored once")
  }
}
