import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The tabs of the side panel")
struct PanelTabsTests {
  private static func open(columns: Int = 80, rows: Int = 24) -> Bench {
    var file = Sketch.full
    file.finding = Sketch.finding(
      .high, 0.184, 0.112, 0.289, flags: [QualityFlag(kind: .pen), QualityFlag(kind: .blur)])
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    return bench
  }

  @Test("the first one shows on 80 x 24 whose case it is, the call, the flags' names and the reader's key, unscrolled")
  func first() {
    let bench = Self.open()
    for words in ["patient  P-17, 57 y", "▲ HIGH RISK", "18.4 %", "s sign off", "tiles    480", "! "] {
      #expect(bench.text.contains(words), "\(words)")
    }
    #expect(!bench.text.contains("more ─╯") && !bench.text.contains("Flags ─"))
  }

  @Test("y leads through them and round, Shift-Tab back, each from its first line; the last one has all")
  func round() {
    var bench = Self.open()
    for (tab, words) in [
      (PanelTab.clinical, "Contributions ─"), (.tiles, "Flags ─"), (.history, "Case ─"), (.all, "HIGH RISK"),
      (.call, "HIGH RISK"),
    ] {
      bench.press(.control("d"), "y")
      #expect(bench.state.reading?.panelTab == tab && bench.state.reading?.panel.offset == 0)
      #expect(bench.text.contains("▸\(tab.title)") && bench.text.contains(words), "\(tab)")
    }
    bench.press(.backTab)
    #expect(bench.state.reading?.panelTab == .all && bench.text.contains("more ─╯"))
  }

  @Test("every line of the panel is in one of them, and the tab of all has each once")
  func complete() {
    let panel = CasePanel(theme: .dark, file: Sketch.full, slide: nil, model: nil, reader: "Own", scoring: "score")
    let parts = panel.lastingParts(columns: 30)
    let all = parts.filter { $0.isShown(in: .all) }
    #expect(CasePanel.lines(of: all) == CasePanel.lines(of: panel.parts(columns: 30)))
    #expect(all.allSatisfy { !$0.tabs.isEmpty })
  }

  @Test("a signed case says how much of the first one follows, and a few keys lead to its end")
  func signed() throws {
    var file = Sketch.low
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(
        decision: .override, finalCall: .high, reason: .override(.histologyDisagrees),
        comment: "Grade three with necrosis and many mitoses at the front.", shown: .every),
      finding: Sketch.finding(.low, 0.021, 0.012, 0.036))
    var bench = Bench(cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    #expect(bench.text.contains("▸Call") && bench.lines[22].contains("^D ^U ↓ "))
    #expect(bench.lines[22].hasSuffix(" more ─╯"))
    for _ in 0..<8 { bench.press(.control("d")) }
    #expect(bench.lines[22].contains(" ↑ ") && !bench.lines[22].contains("↓"))
  }

  @Test("there are none where all of it has room")
  func roomy() {
    let bench = Self.open(columns: 200, rows: 120)
    #expect(!bench.text.contains("next tab") && bench.text.contains("Flags ─") && bench.text.contains("Case ─"))
  }

  @Test("a hidden panel comes back with the tab that it had, and the next case begins with the first one")
  func hidden() {
    var bench = Bench(columns: 80, rows: 24)
    bench.press(.enter, "y", "f", "f")
    #expect(!bench.text.contains("▸Clinical"))
    bench.press("y")
    #expect(bench.text.contains("▸Clinical"))
    bench.press("J")
    #expect(bench.state.reading?.panelTab == .call)
  }

  @Test("the key of the curves has room beside them on 120 x 40: what this case is marked with is not cut")
  func curves() {
    var bench = Bench(columns: 120, rows: 40, cases: [Sketch.high], model: Sketch.summary(curves: Sketch.curves))
    bench.press(.enter)
    #expect(bench.text.contains("● case ") && bench.text.contains("n 40"))
  }
}
