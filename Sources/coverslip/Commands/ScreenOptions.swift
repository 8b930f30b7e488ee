import ArgumentParser
import CasebookStore
import CursesTerminal
import Foundation
import TerminalKit
import Settings
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
    casebook: Casebook?, reviewer: String, from start: (TerminalSize, Look) -> WorkstationState
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
    let mailbox = Mailbox(wake: terminal.waker)
    let runner = EffectRunner(
      casebook: casebook, reviewer: reviewer, mailbox: mailbox, depth: depth, saveTheme: shelf.save)
    var loop = ReviewLoop(
      terminal: terminal, mailbox: mailbox, runner: runner, state: start(terminal.size, look))
    loop.run()
  }

  private static func symbols(_ environment: [String: String]) -> PictureSymbols {
    BlockSymbols.detect(environment: environment).contains(.sextants) ? .sextant : .quadrant
  }
}

extension PictureSymbols: ExpressibleByArgument {}
