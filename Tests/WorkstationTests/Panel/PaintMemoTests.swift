import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("What is remembered from screen to screen")
struct PaintMemoTests {
  @Test("changes no screen: one that remembers paints what one that does not paints")
  func same() {
    let memo = PaintMemo()
    var bench = Bench(columns: 120, rows: 40, cases: [Sketch.full, Sketch.low, Sketch.refused, Sketch.new])
    func compare(_ step: String) {
      #expect(paint(bench.state, memo) == paint(bench.state), "\(step)")
    }
    compare("queue")
    bench.press(.enter)
    compare("opened")
    bench.drawPictures()
    for step in 1...3 {
      bench.press("l")
      bench.wait(seconds: step)
      compare("moved, \(step)")
    }
    bench.press(.tab)
    bench.send(.resized(TerminalSize(columns: 100, rows: 30)))
    compare("narrower")
    bench.press("f")
    compare("panel put away")
    bench.press("f", "J")
    compare("next case")
    bench.send(.caseRead(Sketch.low))
    compare("told anew")
  }

  @Test("is the panel's parts, as long as nothing but the reading's own record changes")
  func lasting() throws {
    let memo = PaintMemo()
    var panel = CasePanel(theme: .dark, file: Sketch.high, slide: nil, model: nil, reader: "Own", scoring: "score")
    let first = CasePanel.lines(of: memo.parts(of: panel, columns: 40))
    #expect(first == CasePanel.lines(of: panel.parts(columns: 40)))
    panel = CasePanel(theme: .dark, file: Sketch.new, slide: nil, model: nil, reader: "Own", scoring: "score")
    #expect(CasePanel.lines(of: memo.parts(of: panel, columns: 40)) != first)
    #expect(CasePanel.lines(of: memo.parts(of: panel, columns: 30)) == CasePanel.lines(of: panel.parts(columns: 30)))
  }
}
