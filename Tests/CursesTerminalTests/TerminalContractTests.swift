import Basics
import TerminalKit
import Testing

/// What every terminal does, ncurses on a pseudo-terminal and the one in memory alike.
extension CursesTerminalTests {
  private static let red = RGBAImage(width: 8, height: 16, filledWith: RGB(200, 0, 0))

  private func screen(_ rows: [String], size: TerminalSize = TerminalSize(columns: 40, rows: 10)) -> Screen {
    var screen = Screen(size: size)
    for (row, text) in rows.enumerated() {
      for (column, glyph) in text.enumerated() { screen[column, row] = Cell(glyph) }
    }
    return screen
  }

  @Test("Contract: what it can do comes first, before any key", arguments: TerminalKind.allCases)
  func capabilitiesFirst(kind: TerminalKind) throws {
    let bench = try kind.bench()
    bench.press(["j"])
    let capabilities = try bench.takeCapabilities()
    #expect(capabilities.reportsMouse)
    #expect(capabilities.marksPastes)
    #expect(bench.events(1) == [.key("j")])
    #expect(bench.terminal.nextEvent(milliseconds: 0) == nil)
  }

  @Test("Contract: keys come in the order in which they were pressed", arguments: TerminalKind.allCases)
  func keysInOrder(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    let keys: [Key] = ["q", "é", .enter, .up, .control("z")]
    bench.press(keys)
    #expect(bench.events(keys.count) == keys.map(TerminalEvent.key))
  }

  @Test("Contract: pasted text is told apart from keys", arguments: TerminalKind.allCases)
  func pastes(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    bench.paste("one\ntwo")
    bench.press(["x"])
    #expect(bench.events(2) == [.pasted("one\ntwo"), .key("x")])
  }

  @Test("Contract: a new size is told once, and holds by then", arguments: TerminalKind.allCases)
  func sizes(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    #expect(bench.terminal.size == TerminalSize(columns: 40, rows: 10))
    let wide = TerminalSize(columns: 50, rows: 4)
    bench.resize(to: wide)
    #expect(bench.events(1) == [.resized(wide)])
    #expect(bench.terminal.size == wide)
    bench.resize(to: wide)
    #expect(bench.terminal.nextEvent(milliseconds: 0) == nil)
  }

  @Test(
    "Contract: paints a screen, then only what is different, then nothing", arguments: TerminalKind.allCases)
  func differences(kind: TerminalKind) throws {
    let bench = try kind.bench()
    bench.terminal.paint(screen(["queue", "", "  case 7"]))
    #expect(Array(bench.shown.prefix(4)) == ["queue", "", "  case 7", ""])
    #expect(bench.cellsWritten() == kind.written(of: 400, inked: 11))
    bench.terminal.paint(screen(["queue", "", "  case 8"]))
    #expect(bench.shown[2] == "  case 8")
    #expect(bench.cellsWritten() == 1)
    bench.terminal.paint(screen(["queue", "", "  case 8"]))
    #expect(bench.cellsWritten() == 0)
  }

  @Test("Contract: paints rows that moved up or down, which a terminal may scroll", arguments: TerminalKind.allCases)
  func scrolledRows(kind: TerminalKind) throws {
    let bench = try kind.bench()
    let rows = (0..<14).map { "row \($0): " + String(repeating: "\($0 % 10)", count: 24) }
    for first in [0, 1, 4, 2, 0] {
      let shown = ["head"] + rows[first..<(first + 8)] + ["foot"]
      bench.terminal.paint(screen(shown))
      #expect(bench.shown == shown)
    }
  }

  @Test(
    "Contract: paints all of the first screen after a new size, and cuts a larger one", arguments: TerminalKind.allCases
  )
  func paintsAnewAfterResize(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    bench.terminal.paint(screen(["abcdef"]))
    let small = TerminalSize(columns: 4, rows: 2)
    bench.resize(to: small)
    #expect(bench.events(1) == [.resized(small)])
    _ = bench.cellsWritten()
    bench.terminal.paint(screen(["abcdef", "", "beyond"]))
    #expect(bench.shown == ["abcd", ""])
    #expect(bench.cellsWritten() == kind.written(of: 8, inked: 4))
  }

  @Test("Contract: says that it came back from a stop, and paints all again", arguments: TerminalKind.allCases)
  func comesBack(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    bench.terminal.paint(screen(["queue"]))
    bench.stopAndContinue()
    #expect(bench.events(1) == [.resumed])
    _ = bench.cellsWritten()
    bench.terminal.paint(screen(["queue"]))
    #expect(bench.cellsWritten() == kind.written(of: 400, inked: 5))
  }

  @Test("Contract: answers when it is asked for its status, in its turn", arguments: TerminalKind.allCases)
  func answers(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    bench.terminal.askStatus()
    try bench.answer()
    bench.press(["j"])
    #expect(bench.events(2) == [.answered, .key("j")])
  }

  @Test("Contract: says again and again that the other side has gone", arguments: TerminalKind.allCases)
  func hangsUp(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    bench.hangUp()
    #expect(bench.events(3) == [.hangup, .hangup, .hangup])
    bench.terminal.paint(screen(["nobody sees this"]))
  }

  @Test("Contract: may be woken at any time, also when it is gone", arguments: TerminalKind.allCases)
  func wakes(kind: TerminalKind) throws {
    let bench = try kind.bench()
    _ = try bench.takeCapabilities()
    let waker = bench.terminal.waker
    waker()
    #expect(bench.terminal.nextEvent(milliseconds: 20_000) == nil)
    bench.press(["j"])
    #expect(bench.events(1) == [.key("j")])
    bench.terminal.restore()
    bench.terminal.restore()
    waker()
  }

  @Test(
    "Contract: a picture shows under the text where it is placed, moves, and is gone with its place",
    arguments: TerminalKind.allCases)
  func pictures(kind: TerminalKind) throws {
    let bench = try kind.bench()
    let text = screen(["   x"])
    // A picture whose lower half is white: half blocks in every cell.
    var pixels = Self.red
    for y in 8..<16 { for x in 0..<8 { pixels[color: x, y] = RGB(255, 255, 255) } }
    let under = { (column: Int) in
      TerminalFrame(
        text,
        pictures: [PlacedPicture(id: 1, pixels: pixels, area: Rect(column: column, row: 0, columns: 2, rows: 1))])
    }
    bench.terminal.paint(under(2))
    #expect(bench.shown[0].hasSuffix("x"))
    #expect(bench.shown[0].count == 4)
    _ = bench.cellsWritten()
    bench.terminal.paint(under(0))
    #expect(bench.shown[0].count == 4)
    #expect(bench.cellsWritten() == 3)
    bench.terminal.paint(text)
    #expect(bench.shown[0] == "   x")
    #expect(bench.cellsWritten() == 2)
  }
}
