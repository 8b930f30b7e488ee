import TerminalKit
import Testing

@Suite("The bytes between two screens")
struct ScreenDiffTests {
  private static let red = RGB(255, 0, 0)
  private static let blue = RGB(0, 0, 255)

  private func screen(_ rows: [String], style: Style = Style()) -> Screen {
    var screen = Screen(size: TerminalSize(columns: rows[0].count, rows: rows.count), style: style)
    for (row, text) in rows.enumerated() {
      for (column, glyph) in text.enumerated() { screen[column, row] = Cell(glyph, style: style) }
    }
    return screen
  }

  /// The bytes as text, with `␛` for escape, without the frame of synchronised output around them.
  private func bytes(_ old: Screen?, _ new: Screen, _ depth: ColorDepth = .trueColor) -> String {
    let text = String(decoding: ScreenDiff.bytes(from: old, to: new, depth: depth), as: UTF8.self)
      .replacing("\u{1B}", with: "␛")
    guard text.hasPrefix("␛[?2026h"), text.hasSuffix("␛[?2026l") else { return text }
    return String(text.dropFirst(8).dropLast(8))
  }

  @Test("are none where nothing changed")
  func same() {
    #expect(bytes(screen(["ab"]), screen(["ab"])) == "")
  }

  @Test("paint everything, and erase nothing, where the terminal's screen is not known or has another size")
  func first() {
    let all = "␛[?25l␛[0m␛[1;1Hab␛[2;1Hcd"
    #expect(bytes(nil, screen(["ab", "cd"])) == all)
    #expect(bytes(screen(["x"]), screen(["ab", "cd"])) == all)
  }

  @Test("name only the cells that changed, and move within a row by the distance")
  func changes() {
    #expect(bytes(screen(["abcdef", "ghijkl"]), screen(["abXdYf", "ghijkZ"])) == "␛[1;3HX␛[CY␛[2;6HZ")
  }

  @Test("name colours and attributes once for the cells that share them")
  func pens() {
    let style = Style(foreground: Self.red, background: Self.blue, attributes: .bold)
    var new = screen(["abc"], style: style)
    new[2, 0] = Cell("c", style: Style(foreground: Self.red))
    #expect(
      bytes(screen(["   "]), new) == "␛[1;1H␛[1;38;2;255;0;0;48;2;0;0;255mab␛[0;38;2;255;0;0mc␛[0m")
  }

  @Test("leave the foreground as it is for blanks")
  func blanks() {
    var new = screen(["xyz"], style: Style(foreground: Self.red))
    new[1, 0] = Cell(" ", style: Style(foreground: Self.blue))
    #expect(bytes(screen(["abc"]), new) == "␛[1;1H␛[38;2;255;0;0mx z␛[0m")
  }

  @Test(
    "speak the colours that the terminal has",
    arguments: [
      (ColorDepth.palette256, "␛[1;1H␛[1;38;5;196;48;5;21mx␛[0m"), (.palette16, "␛[1;1H␛[1;91;44mx␛[0m"),
      (.monochrome, "␛[1;1H␛[1mx␛[0m"),
    ])
  func depths(depth: ColorDepth, expected: String) {
    let style = Style(foreground: Self.red, background: RGB(0, 0, 250), attributes: .bold)
    #expect(bytes(screen(["a"]), screen(["x"], style: style), depth) == expected)
  }

  @Test("keep ink apart from a ground that falls on the same of sixteen colours")
  func contrast() {
    let style = Style(foreground: RGB(60, 60, 60), background: RGB(10, 10, 20))
    #expect(bytes(screen(["a"]), screen(["x"], style: style), .palette16) == "␛[1;1H␛[97;40mx␛[0m")
  }

  @Test("place the cursor anew after a glyph whose width terminals may not agree on, and skip its second half")
  func wide() {
    var new = screen(["    "])
    new[0, 0] = Cell("世")
    new[1, 0] = Cell(Cell.continuation)
    new[2, 0] = Cell("x")
    #expect(bytes(screen(["abcd"]), new) == "␛[1;1H世␛[1;3Hx ")
  }

  @Test("show the cursor where it is, and hide it while painting")
  func cursor() {
    var new = screen(["ab"])
    new.cursor = (1, 0)
    #expect(bytes(screen(["ab"]), new) == "␛[1;2H␛[?25h")
    var moved = new
    moved.cursor = nil
    #expect(bytes(new, moved) == "␛[?25l")
  }

  @Test("of a picture on standard output are lines that end with a reset")
  func text() {
    let cells = [Cell("▀", style: Style(foreground: Self.red, background: Self.blue)), Cell(" "), Cell("a"), Cell("b")]
    let text = String(
      decoding: SGRWriter.text(cells, size: TerminalSize(columns: 2, rows: 2), depth: .trueColor), as: UTF8.self)
    #expect(text == "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[0m \nab\n")
  }
}

@Suite("A screen that is cut")
struct ScreenCutTests {
  @Test("keeps its upper left part, and no half of a wide glyph")
  func cut() {
    var screen = Screen(size: TerminalSize(columns: 3, rows: 1))
    screen[0, 0] = Cell("a")
    screen[1, 0] = Cell("世")
    screen[2, 0] = Cell(Cell.continuation)
    let small = screen.cut(to: TerminalSize(columns: 2, rows: 2))
    #expect(small.cells.map(\.glyph) == ["a", " ", " ", " "])
  }
}
