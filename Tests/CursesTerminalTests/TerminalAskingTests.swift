import CursesTerminal
import Foundation
import TerminalKit
import Testing

/// What the terminal is asked at the start, and what comes of its answers.
extension CursesTerminalTests {
  private static let query = "␛[>q␛[>c␛_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA␛\\␛[16t␛[?2026$p␛[c"
  private static let kitty = "␛P>|kitty(0.35.2)␛\\␛_Gi=31;OK␛\\␛[6;20;10t␛[?2026;2$y␛[?62;c"
  private static let answered = TerminalCapabilities(
    depth: .trueColor, symbols: PictureSymbols.wedge.blocks, drawing: .terminal, pixels: .kitty,
    cell: CellPixels(width: 10, height: 20), synchronizes: true, scrolls: true)
  private static let guessed = TerminalCapabilities(depth: .palette256, scrolls: true)

  /// A terminal that is given `patience` milliseconds to answer; one that answers needs none of them.
  private func asked(
    _ pseudo: PseudoTerminal, patience: Int, term: String = "xterm-256color",
    configuration: TerminalWishes = TerminalWishes()
  ) throws -> CursesTerminal {
    try CursesTerminal(
      environment: ["TERM": term], configuration: configuration, patience: patience, input: pseudo.program,
      output: pseudo.program)
  }

  private func events(_ terminal: CursesTerminal, _ count: Int) -> [TerminalEvent] {
    (0..<count).compactMap { _ in terminal.nextEvent(milliseconds: 2000) }
  }

  @Test("is asked once what it can do, and tells what it answered before the keys that were pressed meanwhile")
  func asksFirst() throws {
    let pseudo = try PseudoTerminal()
    pseudo.answer(Self.query, with: "j" + Self.kitty + "k")
    let terminal = try asked(pseudo, patience: 10_000)
    defer { terminal.restore() }
    #expect(events(terminal, 3) == [.capabilities(Self.answered), .key("j"), .key("k")])
    #expect(terminal.nextEvent(milliseconds: 0) == nil)
  }

  @Test("has its frames marked as such, each in one write, where it says that it knows that")
  func marksFrames() throws {
    let pseudo = try PseudoTerminal()
    pseudo.answer(Self.query, with: Self.kitty)
    let terminal = try asked(pseudo, patience: 10_000)
    defer { terminal.restore() }
    var screen = Screen(size: terminal.size)
    terminal.paint(screen)
    _ = pseudo.shown()
    screen[39, 9] = Cell("▀", style: Style(foreground: RGB(255, 0, 0)))
    terminal.paint(screen)
    #expect(pseudo.shown() == "␛[?2026h␛[10;40H␛[38;2;255;0;0m▀␛[0m␛[?2026l")
  }

  @Test("is waited for no longer than is said where it says nothing, and taken as its environment lets guess")
  func silent() throws {
    let pseudo = try PseudoTerminal()
    let clock = ContinuousClock()
    let begin = clock.now
    let terminal = try asked(pseudo, patience: 20)
    defer { terminal.restore() }
    #expect(clock.now - begin < .seconds(5))
    pseudo.type("q")
    #expect(events(terminal, 2) == [.capabilities(Self.guessed), .key("q")])
    terminal.paint(Screen(size: terminal.size))
    #expect(!pseudo.shown().contains("␛[?2026h"))
  }

  @Test("may answer late, over a slow line: that is told again, and nothing of it becomes a key")
  func late() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try asked(pseudo, patience: 1)
    defer { terminal.restore() }
    #expect(events(terminal, 1) == [.capabilities(Self.guessed)])
    pseudo.type("j" + Self.kitty.replacing("␛", with: "\u{1B}") + "k")
    #expect(events(terminal, 3) == [.key("j"), .capabilities(Self.answered), .key("k")])
    pseudo.type((Self.kitty + "␛[?1;0$y␛P>|again␛\\q").replacing("␛", with: "\u{1B}"))
    #expect(events(terminal, 1) == [.key("q")], "nobody asked again")
    #expect(terminal.nextEvent(milliseconds: 0) == nil)
  }

  @Test(
    "may answer in pieces",
    arguments: ["␛P>|kit", "␛P>|kitty(0.35.2)␛\\␛_Gi=3", "␛P>|kitty(0.35.2)␛\\␛_Gi=31;OK␛\\␛[6;20"])
  func pieces(first: String) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try asked(pseudo, patience: 1)
    defer { terminal.restore() }
    #expect(events(terminal, 1) == [.capabilities(Self.guessed)])
    pseudo.type(first.replacing("␛", with: "\u{1B}"))
    #expect(terminal.nextEvent(milliseconds: 0) == nil)
    pseudo.type((Self.kitty.dropFirst(first.count) + "q").replacing("␛", with: "\u{1B}"))
    #expect(events(terminal, 2) == [.capabilities(Self.answered), .key("q")])
  }

  @Test("may break off in an answer: Ctrl-C is a key even there")
  func brokenOff() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try asked(pseudo, patience: 1)
    defer { terminal.restore() }
    #expect(events(terminal, 1) == [.capabilities(Self.guessed)])
    pseudo.type("\u{1B}P>|kit\u{3}q")
    #expect(events(terminal, 2) == [.key(.control("c")), .key("q")])
  }

  @Test("is not asked where it has no answers, or where the user does not want it")
  func notAsked() throws {
    for (term, wishes) in [("linux", TerminalWishes()), ("xterm-256color", TerminalWishes(asks: false))] {
      let pseudo = try PseudoTerminal()
      let terminal = try asked(pseudo, patience: 10_000, term: term, configuration: wishes)
      #expect(!pseudo.shown().contains("␛[c"))
      terminal.restore()
    }
  }

  @Test("is asked by a command that shows no screen, and left in the modes in which it was")
  func inquiry() throws {
    let pseudo = try PseudoTerminal()
    let reply = TerminalInquiry.ask(
      environment: ["TERM": "xterm-256color"], input: pseudo.program, output: pseudo.program, patience: 1)
    #expect(reply == .notAsked, "another program has it in its foreground")
    #expect(pseudo.shown() == "")
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    #expect(TerminalInquiry.ask(environment: ["TERM": "xterm"], input: ends[0], output: ends[1]) == .notAsked)
  }
}

extension PseudoTerminal {
  /// Types `answers` once the program has written `question`, on another thread, for the program waits; `␛` stands for
  /// escape. What was written up to there is not shown any more.
  func answer(_ question: String, with answers: String) {
    let (user, asked, bytes) = (user, Self.bytes(question), Self.bytes(answers))
    Thread.detachNewThread {
      var taken: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      var polled = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
      while taken.suffix(asked.count) != asked[...], poll(&polled, 1, 10_000) > 0 {
        let count = read(user, &buffer, buffer.count)
        guard count > 0 else { return }
        taken += buffer[..<count]
      }
      _ = write(user, bytes, bytes.count)
    }
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.replacing("␛", with: "\u{1B}").utf8) }
}
