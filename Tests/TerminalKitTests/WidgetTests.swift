import Testing

@testable import TerminalKit

@Suite("Widgets")
struct WidgetTests {
  private static func rows(_ screen: Screen) -> [String] {
    (0..<screen.size.rows).map { row in String((0..<screen.size.columns).map { screen[$0, row].glyph }) }
  }

  private static func screen(_ columns: Int, _ rows: Int) -> Screen {
    Screen(size: TerminalSize(columns: columns, rows: rows))
  }

  // MARK: Bars and gauges

  @Test("a bar is drawn to the eighth of a cell")
  func bar() {
    #expect(Bar.filled(0.5, columns: 4) == "██")
    #expect(Bar.filled(0.5 + 1 / 32, columns: 4) == "██▏")
    #expect(Bar.filled(7, columns: 3) == "███")
    #expect(Bar.filled(.nan, columns: 3) == "")
  }

  @Test(
    "a signed bar grows from its axis, and takes all its cells",
    arguments: [(1.0, "   ├━━━"), (0.5, "   ├━╸ "), (0, "   ├   "), (-0.5, " ╺━┤   "), (-1, "━━━┤   ")])
  func signedBar(share: Double, text: String) {
    #expect(Bar.signed(share, columns: 7) == text)
  }

  @Test("a gauge has track, interval, estimate and threshold, told apart by their glyphs")
  func gauge() {
    let settled = Gauge(lowest: 0.01, highest: 1, threshold: 0.1, value: 0.5, lower: 0.3, upper: 0.8)
    #expect(settled.line(columns: 21, theme: .dark, role: .high).text == "──────────╂────━━●━━─")
    let crossing = Gauge(lowest: 0.01, highest: 1, threshold: 0.1, value: 0.15, lower: 0.05, upper: 0.4)
    #expect(crossing.line(columns: 21, theme: .dark, role: .borderline).text == "───────━━━╋━●━━━━────")
    let empty = Gauge(lowest: 0.01, highest: 1, threshold: 0.1, value: nil)
    #expect(empty.line(columns: 5, theme: .dark, role: .low).text == "──╂──")
  }

  @Test("what lies outside a gauge stands at its end, and nothing of it breaks at odd values")
  func gaugeEnds() {
    let gauge = Gauge(threshold: 0.05, value: 0.9)
    #expect(gauge.column(of: 0.9, columns: 10) == 9)
    #expect(gauge.column(of: 0, columns: 10) == 0)
    #expect(gauge.column(of: .nan, columns: 10) == 0)
    #expect(gauge.line(columns: 0, theme: .dark, role: .high).text == "")
  }

  @Test("the numbers of a gauge stand below their columns and never run into each other")
  func gaugeTicks() {
    let gauge = Gauge(lowest: 0.01, highest: 1, threshold: 0.1, value: nil)
    #expect(gauge.ticks([0.1, 0.01, 1, 0.11], columns: 21) == "1        10       100")
  }

  // MARK: Table

  private static let table = Table(
    columns: [
      TableColumn("case", columns: 5...9), TableColumn("risk", columns: 6...6, alignment: .right),
      TableColumn("flags", columns: 5...5, rank: 1), TableColumn("by", columns: 4...4, rank: 2),
    ],
    rows: [
      [Line("S-1"), Line("2.1 %"), Line("pen"), Line("Ada")], [Line("S-2 and more"), Line("18 %"), Line(""), Line("")],
    ], selected: 1)

  @Test("where there is no room the columns of greatest rank go first; spare room is given from the left")
  func widths() {
    #expect(Self.table.widths(within: 40) == [9, 6, 5, 4])
    #expect(Self.table.widths(within: 27) == [6, 6, 5, 4])
    #expect(Self.table.widths(within: 24) == [9, 6, 5, nil])
    #expect(Self.table.widths(within: 14) == [6, 6, nil, nil])
  }

  @Test("a table is drawn with heading, aligned cells and a mark at the selected row")
  func table() {
    var screen = Self.screen(22, 4)
    Self.table.draw(on: &screen, in: screen.bounds, theme: .dark, isFocused: true)
    #expect(
      Self.rows(screen) == [
        "  case         risk   ", "  S-1         2.1 %   ", "▌ S-2 and…     18 %   ", "                      ",
      ])
    #expect(screen[5, 2].style.background == Theme.dark[.selection].background)
  }

  // MARK: Lines

  @Test("hints are left out from the right, the pinned one never")
  func hints() {
    let all = [Hint("j k", "move"), Hint("Enter", "open"), Hint("/", "search")]
    let pinned = [Hint("?", "help")]
    func text(_ columns: Int) -> String { Hint.line(all, pinned: pinned, columns: columns, theme: .dark).text }
    #expect(text(80) == "j k move   Enter open   / search   ? help")
    #expect(text(41) == "j k move   Enter open   / search   ? help")
    #expect(text(40) == "j k move   Enter open   ? help")
    #expect(text(6) == "? help")
  }

  @Test("where no hint is pinned, the last one, which is the way out, is never left out")
  func wayOut() {
    let all = [Hint("Enter", "sign"), Hint("c", "comment"), Hint("Esc", "close")]
    #expect(Hint.line(all, columns: 40, theme: .dark).text == "Enter sign   c comment   Esc close")
    #expect(Hint.line(all, columns: 26, theme: .dark).text == "Enter sign   Esc close")
  }

  @Test("the active tab has a mark besides its colour")
  func tabs() {
    #expect(Tabs(["All 3", "New 1"], active: 1).line(theme: .dark).text == " All 3  ▸New 1  ")
  }

  // MARK: What can be clicked on

  @Test("each key of a hint is clicked on by itself, its label presses the first, and one without keys nothing")
  func clickedHints() {
    var screen = Self.screen(30, 1)
    let hints = [Hint(["j", "k"], "move"), Hint("…", "wait")]
    screen.write(Hint.line(hints, columns: 30, theme: .dark), in: screen.bounds)
    #expect(Self.rows(screen) == ["j k move   … wait             "])
    let keys: [ClickTarget?] = [.key("j"), .key("k"), .key("k"), .key("j"), .key("j"), nil, nil]
    #expect([0, 1, 2, 3, 7, 9, 11].map { screen.clickTarget(column: $0, row: 0) } == keys)
  }

  @Test("tabs are clicked on where they are drawn, heads of columns where these have a number")
  func clickedTabs() {
    var screen = Self.screen(22, 5)
    screen.write(Tabs(["All 3", "New 1"], active: 1).line(theme: .dark), in: screen.bounds)
    var table = Self.table
    table.columns[1].number = 7
    table.draw(on: &screen, in: screen.bounds.splitRows(1).1, theme: .dark, isFocused: true)
    #expect(
      [0, 6, 7, 8, 14].map { screen.clickTarget(column: $0, row: 0) } == [.tab(0), .tab(0), nil, .tab(1), .tab(1)])
    #expect(
      [2, 12, 13, 18, 19].map { screen.clickTarget(column: $0, row: 1) } == [nil, nil, .column(7), .column(7), nil])
    #expect(screen.clickTarget(column: 13, row: 2) == nil)
    screen.forgetClickAreas()
    #expect(screen.clickAreas.isEmpty)
  }

  @Test("a line that is cut can be clicked on as far as it is drawn")
  func clickedCut() {
    var screen = Self.screen(8, 1)
    screen.write(
      Line([Span("four"), Span("and more", target: .row(3))]), in: Rect(column: 0, row: 0, columns: 6, rows: 1))
    #expect(screen.clickAreas == [ClickArea(area: Rect(column: 4, row: 0, columns: 2, rows: 1), target: .row(3))])
    #expect(Line([Span("four", target: .row(1))]).unmarked == Line("four"))
  }

  // MARK: Text field

  @Test("a field is edited at its cursor with the keys of a shell")
  func editing() {
    var field = TextField("grade two")
    for key: Key in [.control("w"), "3", .home, .delete, "G", .end, .left, .backspace, .control("x")] {
      _ = field.press(key)
    }
    #expect(field.text == "Grade3")
    #expect(field.cursor == 5)
    let isEditing = field.press(.enter)
    #expect(!isEditing)
    _ = field.press(.control("u"))
    #expect(field.text == "3")
  }

  @Test("a field takes no control characters and no more than its limit")
  func fieldLimit() {
    var field = TextField(limit: 3)
    for key: Key in ["a", "\u{1B}", "b", "c", "d"] { _ = field.press(key) }
    #expect(field.text == "abc")
  }

  @Test("a mark typed after a letter joins it, and one backspace takes both")
  func combining() {
    var field = TextField()
    for key: Key in ["e", .character("\u{301}"), "x", .backspace] { _ = field.press(key) }
    #expect(Array(field.text.unicodeScalars) == ["\u{E9}"])
    _ = field.press(.backspace)
    #expect(field.text.isEmpty)
  }

  @Test(
    "text of several scalars is the same typed scalar by scalar, pasted whole, and pasted in pieces",
    arguments: [
      ("e\u{301}a\u{308}o\u{30B}", "\u{E9}\u{E4}\u{151}"), ("क्षि हिन्दी", "क्षि हिन्दी"),
      ("👩\u{200D}🔬 👨\u{200D}👩\u{200D}👧", "👩\u{200D}🔬 👨\u{200D}👩\u{200D}👧"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("ก็ ❤\u{FE0F} 👍\u{1F3FD}", "ก็ ❤\u{FE0F} 👍\u{1F3FD}"),
      ("\u{1112}\u{1161}\u{11AB}", "한"),
    ])
  func severalScalars(typed: String, kept: String) {
    var (byKey, whole, pieces) = (TextField(), TextField(), TextField())
    for scalar in typed.unicodeScalars {
      _ = byKey.press(.character(Character(scalar)))
      pieces.insert(String(scalar))
    }
    whole.insert(typed)
    for field in [byKey, whole, pieces] {
      #expect(Array(field.text.unicodeScalars) == Array(kept.unicodeScalars))
      #expect(field.cursor == field.text.count)
    }
  }

  @Test("what does not fit, or cannot be shown, is not taken at all, and why is said")
  func refusals() {
    var field = TextField("abc", limit: 5)
    #expect(field.insert("def") == .tooLong(length: 6, limit: 5))
    #expect(field.insert("\u{202E}") == .unprintable)
    #expect(field.insert("d\u{1B}") == .unprintable)
    #expect(field.text == "abc")
    #expect(field.insert("d\n") == nil)
    #expect(field.text == "abcd ")
    var empty = TextField()
    #expect(empty.insert("\u{301}") == .unprintable, "a mark on nothing")
  }

  @Test("the limit counts scalars of the composed text, as a signature does")
  func scalarLimit() {
    var field = TextField(limit: 2)
    #expect(field.insert("e\u{301}e\u{301}") == nil)
    #expect(field.insert("e") == .tooLong(length: 3, limit: 2))
    #expect(TextField("क्षि").text.unicodeScalars.count == 4)
  }

  // MARK: Secret field

  @Test("a secret shows dots alone: on the screen, in words, in a dump")
  func secret() {
    var field = SecretField()
    for key: Key in ["h", "u", "s", "h", "x", .backspace] { _ = field.press(key) }
    var screen = Self.screen(8, 1)
    field.draw(on: &screen, in: screen.bounds, theme: .dark, isFocused: true)
    #expect(Self.rows(screen) == ["••••    "])
    #expect(screen.cursor?.column == 4)
    var dumped = ""
    dump(field, to: &dumped)
    for text in [dumped, "\(field)", String(reflecting: field), "\(Mirror(reflecting: field).children.map(\.value))"] {
      #expect(!text.contains("h") && !text.contains("104"), "\(text)")
    }
    #expect(field.secret == "hush")
  }

  @Test("two secrets of the same length are equal, so that no comparison tells them apart; clearing forgets")
  func secretEquality() {
    var (one, other) = (SecretField(), SecretField())
    one.insert("hush")
    other.insert("loud")
    #expect(one == other)
    one.clear()
    #expect(one.isEmpty && one != other)
  }

  @Test("a secret takes no line break, and nothing of what has one", arguments: ["a\nb", "\r", "a\u{19}", "\u{2028}"])
  func secretLine(text: String) {
    var field = SecretField()
    let isTaken = field.insert(text)
    #expect(!isTaken)
    #expect(field.isEmpty)
  }

  @Test("a text longer than its field shows the part with the cursor")
  func fieldScrolls() {
    var screen = Self.screen(6, 1)
    TextField("abcdefgh").draw(on: &screen, in: screen.bounds, theme: .dark, isFocused: true)
    #expect(Self.rows(screen) == ["defgh "])
    #expect(screen.cursor?.column == 5)
  }

  @Test("a field of several rows breaks between words and follows the cursor")
  func fieldWraps() {
    var screen = Self.screen(10, 2)
    TextField("nests are DCIS, grade 1").drawWrapped(on: &screen, in: screen.bounds, theme: .dark, isFocused: true)
    #expect(Self.rows(screen) == ["DCIS,     ", "grade 1   "])
    #expect(screen.cursor?.column == 7)
    #expect(screen.cursor?.row == 1)
  }

  // MARK: Chart

  @Test("a chart draws steps in dots, ticks at its axes and a mark above the curves")
  func chart() {
    var chart = Chart(across: 0...10, down: 0...1)
    chart.curves = [Chart.Curve(x: [5], y: [0.5], .steps(start: 1), style: Style())]
    chart.marks = [Chart.Mark(x: 9, y: 0.1, glyph: "●", style: Style())]
    chart.ticksAcross = [(0, "0"), (5, "5")]
    chart.ticksDown = [(1, "1"), (0, "0")]
    var screen = Self.screen(13, 6)
    chart.draw(on: &screen, in: screen.bounds, theme: .dark)
    #expect(
      Self.rows(screen) == [
        "1 ┤⠒⠒⠒⠒⠒⡆    ",
        "  │     ⣇⣀⣀⣀⣀",
        "  │          ",
        "0 ┤         ●",
        "  └┴────┴────",
        "   0    5    ",
      ])
  }

  @Test("a chart draws straight lines and limits, and nothing of them that is outside its axes")
  func chartLines() {
    var chart = Chart(across: 0...10, down: 0...1)
    chart.curves = [Chart.Curve(x: [2, 10], y: [0.5, -0.5], .lines, style: Style())]
    chart.limits = [
      Chart.Limits(x: 9, y: 0.5...2, style: Style()), Chart.Limits(x: 11, y: 0...1, style: Style()),
      Chart.Limits(x: 5, y: 2...3, style: Style()),
    ]
    var screen = Self.screen(12, 6)
    chart.draw(on: &screen, in: screen.bounds, theme: .dark)
    #expect(
      Self.rows(screen) == [
        " │         ⡆",
        " │         ⡇",
        " │  ⠙⠲⣄     ",
        " │    ⠈⠙    ",
        " └──────────",
        "            ",
      ])
  }

  @Test("a value stands at the tick that it has, and at no other", arguments: [12, 13, 14])
  func chartPlaces(rows: Int) {
    var chart = Chart(across: 0...1, down: 0.7...1)
    chart.ticksDown = [(1, "100"), (0.9, "90"), (0.8, "80"), (0.7, "70")]
    for (value, row) in [(1, 0), (0.983, 1), (0.9, 3), (0.88, 4), (0.8, 6), (0.7, 9)] as [(Double, Int)] {
      chart.marks = [Chart.Mark(x: 0.5, y: value, glyph: "●", style: Style())]
      var screen = Self.screen(15, rows)
      chart.draw(on: &screen, in: screen.bounds, theme: .dark)
      let shown = Self.rows(screen)
      #expect(shown.firstIndex { $0.contains("●") } == row, "\(value): of ten rows every third has a tick")
      #expect(shown.firstIndex { $0.hasPrefix(" 90 ┤") } == 3)
    }
  }

  @Test("a curve runs through the middle of the row of its tick")
  func chartCurveAtTick() {
    var chart = Chart(across: 0...1, down: 0...1)
    chart.ticksDown = [(1, "1"), (0.5, "½"), (0, "0")]
    for (value, row) in [(1, 0), (0.5, 2), (0, 4)] as [(Double, Int)] {
      chart.curves = [Chart.Curve(x: [0, 1], y: [value, value], .lines, style: Style())]
      var screen = Self.screen(9, 7)
      chart.draw(on: &screen, in: screen.bounds, theme: .dark)
      let shown = Self.rows(screen)
      #expect(shown[row].hasSuffix("┤⠒⠒⠒⠒⠒⠒"), "\(value)")
      #expect(shown.count { $0.contains("⠒") } == 1)
    }
  }

  @Test("a curve has no value where it is not: before and after its points, or on the way between them")
  func chartCurves() {
    let line = Chart.Curve(x: [1, 3], y: [0, 4], .lines, style: Style())
    #expect([0, 1, 1.5, 3, 3.5].map { line.value(at: $0) } == [nil, 0, 1, 4, nil])
    let steps = Chart.Curve(x: [1, 3], y: [0, 4], .steps(start: 9), style: Style())
    #expect([0, 1, 1.5, 3, 3.5].map { steps.value(at: $0) } == [9, 0, 0, 4, 4])
  }

  @Test("ticks are round numbers within a range, no closer than is wanted")
  func ticks() {
    #expect(Chart.ticks(0...6, atMost: 13, closest: 1) == [0, 1, 2, 3, 4, 5, 6])
    #expect(Chart.ticks(0...11.9, atMost: 7) == [0, 2, 4, 6, 8, 10])
    #expect(Chart.ticks(-0.03...0.12, atMost: 6).map { ($0 * 100).rounded() } == [0, 5, 10])
    #expect(Chart.ticks(2...2, atMost: 6) == [2])
  }

  @Test("rows below a chart stand under their places; a text that would touch the one before is left out")
  func chartRows() {
    var chart = Chart(across: 0...10, down: 0...1)
    chart.ticksAcross = [(0, "0"), (5, "5")]
    chart.rows = [Chart.Row("low", entries: [(0, "90"), (1, "88"), (5, "41"), (10, "7")], style: Style())]
    var screen = Self.screen(15, 5)
    chart.draw(on: &screen, in: screen.bounds, theme: .dark)
    #expect(
      Self.rows(screen) == [
        "    │          ",
        "    │          ",
        "    └┴────┴────",
        "     0    5    ",
        "low  90  41   7",
      ])
  }

  @Test("a bar of an interval shows estimate, limits and the value that would mean nothing, within its ends")
  func intervalBar() {
    let bar = IntervalBar(scale: -0.1...0.1, reference: 0, value: 0.04, limits: -0.02...0.08)
    #expect(bar.line(columns: 11, theme: .dark).text == "────━╋━●━━─")
    let outside = IntervalBar(scale: 0...1, reference: 0.5, value: 0.75, limits: 0.6...7)
    #expect(outside.line(columns: 9, theme: .dark).text == "────╂━●━━")
    #expect(IntervalBar(scale: 0...1, value: 0.5).line(columns: 5, theme: .dark).text == "──●──")
    #expect(IntervalBar(scale: 0...1, value: .nan).line(columns: 3, theme: .dark).text == "●──")
  }

  @Test("keys are named as on the keyboard")
  func keyLabels() {
    let keys: [Key] = ["j", " ", .control("d"), .pageDown, .backTab, .function(1)]
    #expect(keys.map(\.label) == ["j", "Space", "^D", "PgDn", "Shift-Tab", "F1"])
  }
}
