import Basics
import Dispatch
import TerminalKit
import Testing

/// What the fake does besides the contract of every terminal.
@Suite("The terminal in memory")
struct FakeTerminalTests {
  private func screen(_ text: String) -> Screen {
    var screen = Screen(size: TerminalSize(columns: 8, rows: 1))
    for (column, glyph) in text.enumerated() { screen[column, 0] = Cell(glyph) }
    return screen
  }

  private func terminal(_ script: [FakeTerminal.Step], patience: Int = 20_000) -> FakeTerminal {
    let terminal = FakeTerminal(size: TerminalSize(columns: 8, rows: 1), script: script, patience: patience)
    _ = terminal.nextEvent(milliseconds: 0)
    return terminal
  }

  @Test("presses nothing before the text that its script waits for is shown, or gone")
  func waits() {
    let terminal = terminal([.until("case"), .press(.enter), .untilGone("case"), .press(.escape)])
    terminal.waker()
    #expect(terminal.nextEvent(milliseconds: 10_000) == nil)
    terminal.paint(screen("a case"))
    #expect(terminal.nextEvent(milliseconds: 0) == .key(.enter))
    terminal.waker()
    #expect(terminal.nextEvent(milliseconds: 10_000) == nil)
    terminal.paint(screen("queue"))
    #expect(terminal.nextEvent(milliseconds: 0) == .key(.escape))
    #expect(terminal.missed == nil)
  }

  @Test("hangs up when a text never comes, and says which")
  func hangsUp() {
    let terminal = terminal([.until("case"), .press(.enter)], patience: 2)
    #expect(terminal.nextEvent(milliseconds: 1) == nil)
    #expect(terminal.nextEvent(milliseconds: 1) == .hangup)
    #expect(terminal.missed == "case")
  }

  @Test("hangs up as well where others wake it again and again, and what it waits for never comes")
  func circle() {
    let terminal = terminal([.until("case"), .press(.enter)], patience: 2)
    var event: TerminalEvent?
    for _ in 0..<10_000_000 where event == nil {
      terminal.waker()
      event = terminal.nextEvent(milliseconds: 1000)
    }
    #expect(event == .hangup && terminal.missed == "case")
  }

  @Test("keeps the frame with its pictures, counts stops, and notes that it was given back")
  func keeps() {
    let terminal = terminal(FakeTerminal.Step.type("ab"))
    #expect(terminal.nextEvent(milliseconds: 0) == .key("a"))
    #expect(terminal.nextEvent(milliseconds: 0) == .key("b"))
    let picture = PlacedPicture(
      id: 3, pixels: RGBAImage(width: 1, height: 1, filledWith: RGB(9, 9, 9)),
      area: Rect(column: 0, row: 0, columns: 2, rows: 1))
    terminal.paint(TerminalFrame(screen("queue"), pictures: [picture]))
    #expect(terminal.frame?.pictures == [picture])
    #expect(terminal.text == ["queue"])
    terminal.suspend()
    #expect(terminal.suspensions == 1)
    #expect(terminal.nextEvent(milliseconds: 0) == .resumed)
    terminal.restore()
    #expect(terminal.isRestored)
  }
}

@Suite("Pictures of a frame in cells")
struct PictureCellsTests {
  private let size = TerminalSize(columns: 4, rows: 1)

  private func picture(_ id: Int, _ color: RGB, columns: Range<Int>, z: Int) -> PlacedPicture {
    PlacedPicture(
      id: id, pixels: RGBAImage(width: 8, height: 16, filledWith: color),
      area: Rect(column: columns.lowerBound, row: 0, columns: columns.count, rows: 1), z: z)
  }

  private func backgrounds(_ screen: Screen) -> [RGB?] { screen.cells.map { $0.style.background } }

  private let red = RGB(200, 0, 0)
  private let blue = RGB(0, 0, 200)
  private let ink = RGB(1, 1, 1)

  @Test("lie under text and coloured cells below zero, over them from zero on, the highest in front")
  func order() {
    var text = Screen(size: size)
    text[0, 0] = Cell("x")
    text[1, 0] = Cell(style: Style(background: ink))
    var cells = PictureCells(TerminalCapabilities())
    let under = [picture(1, red, columns: 0..<4, z: -2), picture(2, blue, columns: 2..<3, z: -1)]
    #expect(backgrounds(cells.screen(of: TerminalFrame(text, pictures: under))) == [nil, ink, blue, red])
    let over = [picture(2, blue, columns: 0..<1, z: 1), picture(1, red, columns: 0..<2, z: 0)]
    #expect(backgrounds(cells.screen(of: TerminalFrame(text, pictures: over))) == [blue, red, nil, nil])
  }

  @Test("are kept as long as they are placed, and no longer")
  func lifetimes() {
    var cells = PictureCells(TerminalCapabilities())
    let (one, two) = (picture(1, red, columns: 0..<2, z: 0), picture(2, blue, columns: 1..<9, z: 0))
    _ = cells.screen(of: TerminalFrame(Screen(size: size), pictures: [one, two]))
    #expect(cells.kept == [1, 2])
    _ = cells.screen(of: TerminalFrame(Screen(size: size), pictures: [two]))
    #expect(cells.kept == [2])
    #expect(cells.screen(of: TerminalFrame(Screen(size: size))) == Screen(size: size))
    #expect(cells.kept == [])
  }

  @Test("are found changed by number, place and depth; their pixels are what the number says")
  func identity() {
    #expect(picture(1, red, columns: 0..<2, z: 0) == picture(1, blue, columns: 0..<2, z: 0))
    #expect(picture(1, red, columns: 0..<2, z: 0) != picture(2, red, columns: 0..<2, z: 0))
    #expect(picture(1, red, columns: 0..<2, z: 0) != picture(1, red, columns: 0..<2, z: 1))
  }
}
