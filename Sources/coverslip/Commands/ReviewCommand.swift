import ArgumentParser
import CasebookStore
import Casework
import CursesTerminal
import Foundation
import NeuralNetworks
import TerminalKit
import Themes
import Workstation

/// `coverslip review`: the workstation.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Open the queue: look, confirm or override, sign.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions

  @Option(help: "The name that signs; the account's unless told.")
  var reviewer: String?

  @Option(help: "A theme by name.")
  var theme: String?

  @Option(help: "truecolor, 256, 16 or mono; found out unless told.")
  var color: ColorDepth?

  @Option(help: "half, quadrant or sextant; found out unless told.")
  var symbols: PictureSymbols?

  func run() throws {
    guard Standard.outputIsTerminal else {
      throw CommandFailure(.usage, "review needs a terminal; coverslip queue lists the cases for a script")
    }
    let casebook = try options.open()
    let shelf = ThemeShelf(.current)
    let chosen = try shelf.theme(named: theme)
    let summary = Self.summary(model.path)
    let environment = ProcessInfo.processInfo.environment
    let depth = ColorDepth.detect(environment: environment, isTTY: true, override: color)
    let terminal = try CursesTerminal(depth: depth, term: environment["TERM"] ?? "xterm-256color")
    defer { terminal.restore() }
    let mailbox = Mailbox(wake: terminal.waker)
    let name = reviewer ?? Places.current.account
    let runner = EffectRunner(
      casebook: casebook, reviewer: name, mailbox: mailbox, depth: depth, saveTheme: shelf.save)
    let state = WorkstationState(
      size: terminal.size, reviewer: name, model: summary, theme: depth == .monochrome ? .monochrome : chosen,
      themes: depth == .monochrome ? [.monochrome] : shelf.themes,
      symbols: symbols ?? Self.symbols(environment))
    var loop = ReviewLoop(terminal: terminal, mailbox: mailbox, runner: runner, state: state)
    loop.run()
  }

  /// What the screens tell of the model. Findings stand without it, so a bundle that does not load is said and no more:
  /// the line is there when the workstation is left.
  private static func summary(_ path: String) -> ModelSummary? {
    do {
      return try ModelBundle.load(path).summary
    } catch {
      Standard.error(error.words.sentence)
      return nil
    }
  }

  private static func symbols(_ environment: [String: String]) -> PictureSymbols {
    BlockSymbols.detect(environment: environment).contains(.sextants) ? .sextant : .quadrant
  }
}

extension PictureSymbols: ExpressibleByArgument {}
