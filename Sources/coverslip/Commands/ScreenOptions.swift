import Sentences
import ArgumentParser
import CursesTerminal
import Foundation
import TerminalKit
import Settings
import UseCases
import Workstation

/// How the workstation looks in this terminal.
struct ScreenOptions: ParsableArguments {
  @Option(help: "A theme by name.")
  var theme: String?

  @Option(help: "truecolor, 256, 16 or mono; default: found out.")
  var color: ColorDepth?

  @Option(help: "half, quadrant or sextant; default: found out.")
  var symbols: PictureSymbols?

  /// What a state is begun with.
  struct Look {
    let theme: Theme
    let themes: [Theme]
    let symbols: PictureSymbols
  }

  /// Runs the workstation from the state that `start` makes, until it is left.
  func show(
    _ desk: ReviewSession.Desk?, from start: (TerminalSize, Look) -> WorkstationState
  ) throws {
    let shelf = ThemeShelf(.current)
    let chosen = try shelf.theme(named: theme)
    let environment = ProcessInfo.processInfo.environment
    let depth = ColorDepth.detect(environment: environment, isTTY: true, override: color)
    let isMonochrome = depth == .monochrome
    let look = Look(
      theme: isMonochrome ? .monochrome : chosen, themes: isMonochrome ? [.monochrome] : shelf.themes,
      symbols: symbols ?? Self.symbols(environment))
    let terminal = try CursesTerminal(environment: environment, depth: color)
    defer { terminal.restore() }
    let session = ReviewSession(
      terminal: terminal, desk: desk, clock: .system,
      pictures: { mailbox in PictureDesk(mailbox: mailbox, depth: depth).work }, saveTheme: shelf.save,
      problem: { $0.problem })
    session.run(from: start(terminal.size, look))
  }

  private static func symbols(_ environment: [String: String]) -> PictureSymbols {
    BlockSymbols.detect(environment: environment).contains(.sextants) ? .sextant : .quadrant
  }
}

extension PictureSymbols: ExpressibleByArgument {}
