import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The tour of the first start")
struct TourTests {
  private static func started(columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows)
    bench.state = WorkstationState(
      size: TerminalSize(columns: columns, rows: rows), reviewer: "Dr Ada Example", showsTour: true)
    bench.state.queue.stage = .all
    bench.send(.ticked(now: Sketch.now), .started)
    _ = bench.take()
    return bench
  }

  private func step(_ bench: Bench) -> TourStep? {
    if case .tour(let tour) = bench.state.popup { tour.step } else { nil }
  }

  @Test("goes through queue, call, slide, the reader's own call and help, box by box, and back", arguments: [80, 200])
  func boxes(columns: Int) {
    var bench = Self.started(columns: columns, rows: columns == 80 ? 24 : 60)
    for (number, title) in ["The queue", "The model's call", "The slide", "Your own call", "Help"].enumerated() {
      #expect(bench.text.contains(title) && bench.text.contains("\(number + 1) of 5"))
      #expect(bench.text.contains("Esc") && bench.text.contains("skip"))
      bench.press(.enter)
    }
    #expect(bench.state.popup == nil && bench.state.notice == "That was the tour. Type :tour to see it again.")
    bench = Self.started(columns: columns)
    bench.press(.right, .right, .left)
    #expect(step(bench) == .call)
  }

  @Test("Esc skips it; nothing of it leads anywhere: Enter opens no case")
  func skipped() {
    var bench = Self.started()
    bench.press(.enter)
    #expect(bench.state.reading == nil)
    bench.press(.escape)
    #expect(bench.state.popup == nil && bench.state.reading == nil)
  }

  @Test("a key for something else ends it and does that, as if it were not there")
  func otherKeys() {
    var bench = Self.started()
    let first = bench.state.queue.selectedID
    bench.press("j")
    #expect(bench.state.popup == nil && bench.state.queue.selectedID != first)
    bench = Self.started()
    bench.press(.control("c"))
    #expect(bench.take() == [.quit])
  }

  @Test("shows itself neither unasked, nor on a terminal too small, nor over a case that was asked for")
  func unasked() {
    #expect(Bench().state.popup == nil)
    #expect(Self.started(columns: 60, rows: 20).state.popup == nil)
    var state = WorkstationState(
      size: TerminalSize(columns: 80, rows: 24), reviewer: "Dr Ada Example",
      landing: Landing(file: Sketch.high, place: nil), showsTour: true)
    _ = update(&state, .started)
    #expect(state.popup == nil && state.reading != nil)
  }

  @Test(":tour shows it again, in a case, too; a click beside it closes it")
  func again() {
    var bench = Bench()
    bench.press(.enter, ":")
    bench.type("tour")
    bench.press(.enter)
    #expect(step(bench) == .queue)
    bench.click(0, 1)
    #expect(bench.state.popup == nil && bench.state.reading != nil)
  }
}
