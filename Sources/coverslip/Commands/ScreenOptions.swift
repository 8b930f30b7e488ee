import ArgumentParser
import Console
import CursesTerminal
import Foundation
import Sentences
import Settings
import SlidePictures
import TerminalKit
import UseCases
import Workstation

/// How the workstation looks in this terminal.
struct ScreenOptions: ParsableArguments {
  @Option(help: "A theme by name.")
  var theme: String?

  @Option(help: "truecolor, 256, 16 or mono; default: found out.")
  var color: ColorDepth?

  @Option(help: "half, quadrant, sextant, wedge or octant; default: found out.")
  var symbols: PictureSymbols?

  @Option(help: "Who writes to the terminal: direct, or ncurses with at most 256 colours; default: found out.")
  var painter: TerminalPainter?

  @Flag(help: "The line to the terminal is slow: send fewer bytes; default: found out.") var slowLink = false

  /// What a state is begun with.
  struct Look {
    let theme: Theme
    let themes: [Theme]
    let symbols: PictureSymbols
    let notice: String?
  }

  /// Runs the workstation from the state that `start` makes, until it is left.
  func show(
    _ desk: ReviewSession.Desk?, _ results: ResultFiles? = nil, from start: (TerminalSize, Look) -> WorkstationState
  ) throws {
    let (shelf, own) = (ThemeShelf(.current, wanted: theme), UserSettings(.current))
    let mistakes = shelf.failures.map(\.words.sentence) + own.mistakes.map { sentence(of: $0) }
    mistakes.forEach { Standard.error($0) }
    let look = Look(
      theme: try shelf.theme(named: theme), themes: shelf.themes, symbols: symbols ?? .quadrant, notice: mistakes.first)
    let terminal = try CursesTerminal(
      environment: ProcessInfo.processInfo.environment,
      options: TerminalWishes(depth: color, symbols: symbols?.blocks, isSlow: slowLink ? true : nil),
      configuration: own.terminal, painter: painter, coding: .files)
    defer { terminal.restore() }
    let session = ReviewSession(
      terminal: terminal, desk: desk, clock: .system,
      pictures: { mailbox in
        PictureDesk(access: .files(in: results) { $0.words(for: $1) }) { mailbox.post($0.action) }.work
      }, saveTheme: shelf.save, lists: .system,
      problem: { $0.problem.naming(casebookOf: CommandLine.arguments) })
    let end = session.run(from: start(terminal.size, look), wanting: own.keys)
    terminal.restore()
    end.sentences.forEach { Standard.error($0) }
    if let signal = terminal.endingSignal { Interruption.end(by: signal) }
    if let exit = end.unsigned.first?.words.exit { throw exit.code }
  }
}

extension PictureSymbols: ExpressibleByArgument {}
extension TerminalPainter: ExpressibleByArgument {}
