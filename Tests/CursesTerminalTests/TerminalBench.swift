import CursesTerminal
import Glibc
import TerminalKit
import Testing

/// The implementations that the contract of a terminal is held against.
enum TerminalKind: String, CaseIterable, CustomTestStringConvertible {
  case curses, painted, fake

  var testDescription: String { rawValue }

  /// How many of `cells` are written where all are painted: ncurses erases the blanks around the `inked` ones.
  func written(of cells: Int, inked: Int) -> Int {
    switch self {
    case .curses, .fake: cells
    case .painted: inked
    }
  }

  /// A terminal of 40 by 10 cells.
  func bench() throws -> any TerminalBench {
    switch self {
    case .curses: try CursesBench(.direct)
    case .painted: try CursesBench(.ncurses)
    case .fake: FakeBench()
    }
  }
}

/// A terminal with the hands of whoever sits at it.
protocol TerminalBench: AnyObject {
  var terminal: any Terminal { get }
  /// What is to be seen, row by row, without the blanks at the ends.
  var shown: [String] { get }
  /// How many cells were written since the last call.
  func cellsWritten() -> Int
  func press(_ keys: [Key])
  func paste(_ text: String)
  func resize(to size: TerminalSize)
  /// The program is stopped from outside, and continued.
  func stopAndContinue()
  /// The terminal answers the question for its status.
  func answer() throws
  func hangUp()
}

extension TerminalBench {
  /// The next `count` events.
  func events(_ count: Int) -> [TerminalEvent] {
    (0..<count).compactMap { _ in terminal.nextEvent(milliseconds: 2000) }
  }

  /// The capabilities that the first event tells.
  func takeCapabilities() throws -> TerminalCapabilities {
    let event = terminal.nextEvent(milliseconds: 0)
    let capabilities: TerminalCapabilities? = if case .capabilities(let told)? = event { told } else { nil }
    return try #require(capabilities)
  }
}

/// ncurses on a pseudo-terminal.
private final class CursesBench: TerminalBench {
  private let pseudo: PseudoTerminal
  let terminal: any Terminal
  private var cells = ShownCells(columns: 40, rows: 10)
  private var counted = 0

  init(_ painter: TerminalPainter) throws {
    pseudo = try PseudoTerminal()
    terminal = try CursesTerminal(
      environment: ["TERM": "xterm-256color"], patience: 0, painter: painter, input: pseudo.program,
      output: pseudo.program)
    _ = pseudo.shown()
  }

  deinit { terminal.restore() }

  private func look() { cells.take(pseudo.shown()) }

  var shown: [String] {
    look()
    return cells.text
  }

  func cellsWritten() -> Int {
    look()
    defer { counted = cells.written }
    return cells.written - counted
  }

  func press(_ keys: [Key]) { pseudo.type(keys.map(Self.bytes).joined()) }

  private static func bytes(_ key: Key) -> String {
    switch key {
    case .character(let character): String(character)
    case .enter: "\r"
    case .up: "\u{1B}OA"
    case .control(let letter): String(UnicodeScalar((letter.asciiValue ?? 0) & 31))
    case .tab, .backTab, .backspace, .delete, .escape, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .function, .shiftUp, .shiftDown, .shiftLeft, .shiftRight:
      ""
    }
  }

  func paste(_ text: String) { pseudo.type("\u{1B}[200~\(text.replacing("\n", with: "\r"))\u{1B}[201~") }

  func resize(to size: TerminalSize) {
    look()
    pseudo.resize(UInt16(size.columns), UInt16(size.rows))
    PseudoTerminal.send(SIGWINCH)
    cells = ShownCells(columns: size.columns, rows: size.rows)
    counted = 0
  }

  func stopAndContinue() { PseudoTerminal.send(SIGCONT) }
  func hangUp() { pseudo.hangUp() }

  func answer() throws {
    try #require(pseudo.shown() == "␛[5n")
    pseudo.type("\u{1B}[0n")
  }
}

/// The terminal in memory.
private final class FakeBench: TerminalBench {
  private let fake = FakeTerminal(size: TerminalSize(columns: 40, rows: 10))
  private var counted = 0
  var terminal: any Terminal { fake }
  var shown: [String] { fake.text }

  func cellsWritten() -> Int {
    defer { counted = fake.cellsWritten }
    return fake.cellsWritten - counted
  }

  func press(_ keys: [Key]) { keys.forEach { fake.report(.key($0)) } }
  func paste(_ text: String) { fake.report(.pasted(text)) }
  func resize(to size: TerminalSize) { fake.report(.resized(size)) }
  func stopAndContinue() { fake.suspend() }
  func hangUp() { fake.report(.hangup) }
  func answer() {}
}
