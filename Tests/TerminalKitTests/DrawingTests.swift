import Testing

@testable import TerminalKit

@Suite("Drawing")
struct DrawingTests {
  private static func rows(_ screen: Screen) -> [String] {
    (0..<screen.size.rows).map { row in
      String((0..<screen.size.columns).map { screen[$0, row].glyph }.filter { $0 != Cell.continuation })
    }
  }

  private static func screen(_ columns: Int, _ rows: Int) -> Screen {
    Screen(size: TerminalSize(columns: columns, rows: rows))
  }

  @Test(
    "wide characters take two cells, marks none of their own, control characters none",
    arguments: [("abc", 3), ("標本", 4), ("e\u{301}", 1), ("µm²", 3), ("▲ HIGH", 6), ("\u{1B}[2J", 3), ("🔬", 2), ("", 0)])
  func width(text: String, columns: Int) {
    #expect(TextWidth.of(text) == columns)
  }

  @Test("what is cut ends in an ellipsis, and never in half a character")
  func truncation() {
    #expect(TextWidth.truncated("coverslip", to: 9) == "coverslip")
    #expect(TextWidth.truncated("coverslip", to: 6) == "cover…")
    #expect(TextWidth.truncated("標本標本", to: 6) == "標本…")
    #expect(TextWidth.truncated("ab", to: 1) == "…")
    #expect(TextWidth.truncated("ab", to: 0) == "")
    #expect(TextWidth.middleTruncated("S-24-0012-HE-1.svs", to: 11) == "S-24-…1.svs")
  }

  @Test("padding fills to the cell, at either side")
  func padding() {
    #expect(TextWidth.padded("ab", to: 5) == "ab   ")
    #expect(TextWidth.padded("ab", to: 5, .right) == "   ab")
    #expect(TextWidth.padded("ab", to: 5, .center) == " ab  ")
    #expect(TextWidth.padded("標本標", to: 4) == "標… ")
  }

  @Test("text is wrapped between words, within a word only where that is longer than the line")
  func wrapping() {
    #expect(TextWidth.wrapped("put the slide back", to: 9) == ["put the", "slide", "back"])
    #expect(TextWidth.wrapped("abcdefgh ij", to: 3) == ["abc", "def", "gh", "ij"])
    #expect(TextWidth.wrapped("", to: 3) == [])
    #expect(TextWidth.wrapped("word", to: 0) == [])
  }

  @Test("escape sequences and marks that turn the direction are not printable; line ends become blanks")
  func printable() {
    #expect(TextWidth.printable("a\u{1B}[31mb\u{202E}c\u{7F}\u{9B}d\ne\tf\r\ng") == "a[31mbcd e f g")
  }

  @Test("text is clipped at its room and at the screen")
  func clipping() {
    var screen = Self.screen(6, 2)
    let used = [
      screen.write("coverslip", column: 1, row: 0), screen.write("coverslip", column: 0, row: 1, columns: 3),
      screen.write("x", column: 0, row: 2), screen.write("x", column: 6, row: 0),
    ]
    #expect(used == [5, 3, 0, 0])
    #expect(Self.rows(screen) == [" cove…", "co…   "])
  }

  @Test("a wide glyph that loses half its place to another becomes a blank")
  func halves() {
    var screen = Self.screen(4, 1)
    screen.write("標本", column: 0, row: 0)
    screen.write("x", column: 1, row: 0)
    screen.write("y", column: 2, row: 0)
    #expect((0..<4).map { screen[$0, 0].glyph } == [" ", "x", "y", " "])
  }

  @Test("a style leaves open what it does not set")
  func styles() {
    var screen = Screen(
      size: TerminalSize(columns: 3, rows: 1), style: Style(foreground: RGB(1, 1, 1), background: RGB(2, 2, 2)))
    screen.write("a", column: 0, row: 0, style: Style(foreground: RGB(9, 9, 9), attributes: .bold))
    #expect(screen[0, 0].style == Style(foreground: RGB(9, 9, 9), background: RGB(2, 2, 2), attributes: .bold))
    screen.restyle(screen.bounds, Style(background: RGB(7, 7, 7)))
    #expect(screen[0, 0].style == Style(foreground: RGB(9, 9, 9), background: RGB(7, 7, 7), attributes: .bold))
    #expect(screen[0, 0].glyph == "a")
  }

  @Test("a box has its notes in its corners; the right one goes where both do not fit")
  func box() {
    var screen = Self.screen(20, 3)
    let frame = Frame(title: Line("Cases"), note: Line("3/12"), footer: Line("q back"), style: Style())
    screen.box(screen.bounds, frame)
    #expect(Self.rows(screen) == ["╭─ Cases ─── 3/12 ─╮", "│                  │", "╰─ q back ─────────╯"])
    screen = Self.screen(14, 2)
    screen.box(screen.bounds, frame)
    #expect(Self.rows(screen) == ["╭─ Cases ────╮", "╰─ q back ───╯"])
    screen = Self.screen(1, 1)
    screen.box(screen.bounds, frame)
    #expect(Self.rows(screen) == [" "])
  }

  @Test("a line of spans is cut with an ellipsis at the edge of its area, also between spans")
  func spans() {
    var screen = Self.screen(8, 2)
    let area = Rect(column: 1, row: 0, columns: 6, rows: 2)
    screen.write(Line([Span("abc"), Span("defgh")]), in: area)
    screen.write(Line([Span("abcdef"), Span("gh")]), in: area, row: 1)
    #expect(Self.rows(screen) == [" abcde… ", " abcde… "])
  }

  @Test("lines are aligned left, right and in the middle")
  func alignment() {
    var screen = Self.screen(6, 3)
    screen.write(Line("ab"), in: screen.bounds, row: 0, alignment: .left)
    screen.write(Line("ab"), in: screen.bounds, row: 1, alignment: .right)
    screen.write(Line("ab"), in: screen.bounds, row: 2, alignment: .center)
    #expect(Self.rows(screen) == ["ab    ", "    ab", "  ab  "])
  }
}
