import CursesTerminal
import Glibc
import TerminalKit
import Testing

/// ncurses and signals know but one terminal at a time, so the contract is part of this suite too.
@Suite("The terminal of the process", .serialized)
struct CursesTerminalTests {
  private func taken(
    _ pseudo: PseudoTerminal, term: String = "xterm-256color", depth: ColorDepth = .trueColor
  ) throws -> CursesTerminal {
    let terminal = try CursesTerminal(
      environment: ["TERM": term], options: TerminalWishes(depth: depth), patience: 0, input: pseudo.program,
      output: pseudo.program)
    let known = TerminalCapabilities(depth: depth, scrolls: term.hasPrefix("xterm"))
    try #require(terminal.nextEvent(milliseconds: 0) == .capabilities(known))
    return terminal
  }

  private func events(_ terminal: CursesTerminal, _ count: Int) -> [TerminalEvent] {
    (0..<count).compactMap { _ in terminal.nextEvent(milliseconds: 2000) }
  }

  @Test("is taken with the alternate screen, mouse and paste, and given back as it was")
  func takenAndGivenBack() throws {
    let pseudo = try PseudoTerminal()
    let before = pseudo.modes.c_lflag
    let terminal = try taken(pseudo)
    let start = pseudo.shown()
    #expect(start.contains("␛[?1049h"))
    #expect(start.hasSuffix("␛[?2004h␛[?1000h␛[?1002h␛[?1006h"))
    #expect(pseudo.modes.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
    terminal.restore()
    let end = pseudo.shown()
    for sequence in ["␛[?1006l", "␛[?1002l", "␛[?1000l", "␛[?2004l", "␛[?25h", "␛[?1049l"] {
      #expect(end.contains(sequence))
    }
    #expect(pseudo.modes.c_lflag == before)
    terminal.restore()
    #expect(pseudo.shown() == "")
  }

  @Test(
    "knows keys by the description of the terminal, or by its own where the system has none",
    arguments: ["xterm-256color", "a-terminal-that-nobody-knows", "linux"])
  func keys(term: String) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo, term: term)
    defer { terminal.restore() }
    pseudo.type("jé世\r\t\u{7F}\u{3}\u{1A}\u{1B}[3~\u{1B}[5~")
    let keys: [Key] = [
      .character("j"), .character("é"), .character("世"), .enter, .tab, .backspace, .control("c"), .control("z"),
      .delete, .pageUp,
    ]
    #expect(events(terminal, keys.count) == keys.map(TerminalEvent.key))
  }

  @Test("knows arrows and function keys in the form of xterm, and a lone Escape")
  func arrows() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    pseudo.type("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD\u{1B}OH\u{1B}OF\u{1B}[Z\u{1B}OP\u{1B}[15~")
    let keys: [Key] = [.up, .down, .right, .left, .home, .end, .backTab, .function(1), .function(5)]
    #expect(events(terminal, keys.count) == keys.map(TerminalEvent.key))
    pseudo.type("\u{1B}")
    #expect(events(terminal, 1) == [.key(.escape)])
  }

  @Test("knows arrows with Shift, though a description lacks them", arguments: ["xterm-256color", "linux"])
  func shiftedArrows(term: String) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo, term: term)
    defer { terminal.restore() }
    pseudo.type("\u{1B}[1;2A\u{1B}[1;2B\u{1B}[1;2C\u{1B}[1;2D")
    let keys: [Key] = [.shiftUp, .shiftDown, .shiftRight, .shiftLeft]
    #expect(events(terminal, keys.count) == keys.map(TerminalEvent.key))
  }

  @Test("reports presses, drags and the wheel far to the right anywhere", arguments: ["xterm-256color", "linux"])
  func mouse(term: String) throws {
    let pseudo = try PseudoTerminal(columns: 300, rows: 90)
    let terminal = try taken(pseudo, term: term)
    defer { terminal.restore() }
    pseudo.type("\u{1B}[<0;290;80M\u{1B}[<32;291;79M\u{1B}[<0;291;79m\u{1B}[<64;1;1M\u{1B}[<65;2;3M")
    pseudo.type("\u{1B}[<2;9;9M\u{1B}[<34;9;8M\u{1B}[<2;9;8mq")
    #expect(
      events(terminal, 6) == [
        .mouse(column: 289, row: 79, wheel: 0), .dragged(column: 290, row: 78), .released,
        .mouse(column: 0, row: 0, wheel: -1),
        .mouse(column: 1, row: 2, wheel: 1), .key(.character("q")),
      ])
  }

  @Test("tells pasted text apart from keys, its line ends as line feeds, without control characters")
  func paste() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    pseudo.type("\u{1B}[200~a\r\n\tb\u{1B}[201~\r")
    #expect(events(terminal, 2) == [.pasted("a\n\tb"), .key(.enter)])
    pseudo.type("\u{1B}[200~\u{19}\u{1B}[A\r\u{1B}[201~")
    #expect(events(terminal, 1) == [.pasted("[A\n")])
  }

  @Test("tells a paste that comes in parts whole, and lets Ctrl-C out of one whose end was lost")
  func pasteInParts() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    pseudo.type("\u{1B}[200~one\r")
    #expect(terminal.nextEvent(milliseconds: 50) == nil, "it has not ended")
    pseudo.type("\ntwo\n")
    #expect(terminal.nextEvent(milliseconds: 50) == nil, "it has not ended")
    pseudo.type("three\u{1B}[201~c")
    #expect(events(terminal, 2) == [.pasted("one\ntwo\nthree"), .key("c")])
    pseudo.type("\u{1B}[200~four")
    #expect(terminal.nextEvent(milliseconds: 50) == nil)
    pseudo.type("\u{3}q")
    #expect(events(terminal, 2) == [.key(.control("c")), .key("q")])
    pseudo.type("\u{1B}[200~five\u{1B}[201~")
    #expect(events(terminal, 1) == [.pasted("five")], "nothing is left of the one whose end was lost")
  }

  @Test("tells a change of size once, and paints all of the next screen")
  func resize() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    #expect(terminal.size == TerminalSize(columns: 40, rows: 10))
    terminal.paint(Screen(size: terminal.size))
    pseudo.resize(50, 12)
    PseudoTerminal.send(SIGWINCH)
    PseudoTerminal.send(SIGWINCH)
    let size = TerminalSize(columns: 50, rows: 12)
    #expect(terminal.nextEvent(milliseconds: 2000) == .resized(size))
    #expect(terminal.nextEvent(milliseconds: 0) == nil)
    _ = pseudo.shown()
    terminal.paint(Screen(size: size))
    #expect(pseudo.shown().contains("␛[?25l␛[0m␛[1;1H "))
  }

  @Test("tells another size of its cells, which come with another font, also where their number stays")
  func font() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    func told(_ columns: UInt16, _ rows: UInt16, _ width: UInt16, _ height: UInt16) -> [TerminalEvent] {
      pseudo.resize(columns, rows, cell: (width, height))
      PseudoTerminal.send(SIGWINCH)
      return events(terminal, 1)
    }
    func cell(_ events: [TerminalEvent]) -> CellPixels? {
      guard case .capabilities(let now) = events.first else { return nil }
      return now.cell
    }
    #expect(cell(told(40, 10, 8, 16)) == CellPixels(width: 8, height: 16))
    #expect(cell(told(40, 10, 10, 20)) == CellPixels(width: 10, height: 20))
    #expect(cell(told(50, 12, 9, 18)) == CellPixels(width: 9, height: 18))
    #expect(events(terminal, 1) == [.resized(TerminalSize(columns: 50, rows: 12))])
    #expect(told(60, 12, 9, 18) == [.resized(TerminalSize(columns: 60, rows: 12))])
  }

  @Test("writes the cells that changed, in its own colours", arguments: [ColorDepth.trueColor, .palette256])
  func painting(depth: ColorDepth) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo, depth: depth)
    defer { terminal.restore() }
    var screen = Screen(size: terminal.size)
    terminal.paint(screen)
    _ = pseudo.shown()
    screen[39, 9] = Cell("▀", style: Style(foreground: RGB(255, 0, 0)))
    terminal.paint(screen)
    let color = depth == .trueColor ? "38;2;255;0;0" : "38;5;196"
    #expect(pseudo.shown() == "␛[10;40H␛[\(color)m▀␛[0m")
    terminal.paint(screen)
    #expect(pseudo.shown() == "")
  }

  @Test("ends its wait when it is woken, by any thread")
  func waking() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    let waker = terminal.waker
    Task.detached { waker() }
    let clock = ContinuousClock()
    let waited = clock.measure { #expect(terminal.nextEvent(milliseconds: 20_000) == nil) }
    #expect(waited < .seconds(10))
  }

  @Test("tells a request to end, and that the other side has gone", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func ending(signal: Int32) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    #expect(terminal.endingSignal == nil)
    PseudoTerminal.send(signal)
    #expect(terminal.nextEvent(milliseconds: 2000) == .hangup)
    #expect(terminal.endingSignal == signal, "the program ends by it once everything is kept")
  }

  @Test("is painted anew after it was stopped and continued from outside")
  func continuation() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try taken(pseudo)
    defer { terminal.restore() }
    terminal.paint(Screen(size: terminal.size))
    PseudoTerminal.send(SIGCONT)
    #expect(terminal.nextEvent(milliseconds: 2000) == .resumed)
    _ = pseudo.shown()
    terminal.paint(Screen(size: terminal.size))
    #expect(pseudo.shown().contains("␛[?25l␛[0m␛[1;1H "))
  }

  @Test("is not taken where there is none, or one that cannot place its cursor")
  func refusals() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    #expect(throws: TerminalFailure.notATerminal) {
      try CursesTerminal(environment: ["TERM": "xterm"], input: ends[0], output: ends[1])
    }
    let pseudo = try PseudoTerminal()
    let before = pseudo.modes.c_lflag
    #expect(throws: TerminalFailure.noCursorAddressing(term: "dumb")) { try taken(pseudo, term: "dumb") }
    #expect(pseudo.modes.c_lflag == before)
  }
}
