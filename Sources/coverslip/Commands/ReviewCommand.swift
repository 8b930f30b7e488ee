import ArgumentParser
import Basics
import CasebookStore
import Casework
import Console
import CursesTerminal
import NeuralNetworks
import Sentences
import Settings
import TerminalKit
import UseCases
import Workstation

/// `coverslip review`: the workstation.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Open the queue: look, give your own call, sign.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions

  @OptionGroup var screen: ScreenOptions

  @Option(help: "The name that signs; default: the account's, or that of the only reviewer who may.")
  var reviewer: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("Opens this case, or lands on the place of one.", valueName: "CASE[@x,y,20x]"))
  var place: String?

  @Option(
    help: ArgumentHelp(
      "An evaluation of the model, as evaluate --report writes it; default: BUNDLE.evaluation.json beside the bundle.",
      valueName: "report.json"))
  var evaluation: String?

  func run() throws {
    guard Standard.outputIsTerminal else { throw TerminalFailure.notATerminal }
    let casebook = try options.open()
    // Findings stand without the bundle: what is wrong with it is there when the workstation is left.
    let bundle = Result { try ModelBundle.load(model.path) }
    let summary = bundle.map(\.summary)
    if case .failure(let error) = summary { Standard.error(sentence(of: error)) }
    let measured = try EvaluationFiles.system.record(named: evaluation, besideBundle: model.path) {
      Standard.error(words(for: $0)?.sentence ?? "\($0)".printable)
    }
    let settings = try CasebookSettings(beside: casebook.path)
    let name =
      try reviewer
      ?? casebook.roster().reader(of: [Places.current.printedName, Places.current.account])?.name
      ?? Places.current.printedName
    let told = casebook.opened(for: .reviewer(name))
    let landing = try place.map { text in try waiting { try await FindPlace(store: told)(text) } }
    let drafts = DraftKeeper(
      path: casebook.path, folder: Places.current.state + "/drafts", actor: name, clock: .system)
    let desk = ReviewSession.Desk(
      store: told, reviewer: name, keys: .system, drafts: drafts, slides: .files,
      pattern: settings.laboratory.labelPattern,
      trials: (try? bundle.get()).map { BundleTrials($0, in: options.results) })
    try screen.show(desk, options.results) { size, look in
      WorkstationState(
        size: size, reviewer: name, model: try? summary.get(), evaluation: measured, theme: look.theme,
        themes: look.themes,
        symbols: look.symbols, reasons: settings.reasons, keepsRecord: settings.reading.keepsRecord,
        withdrawal: settings.laboratory.signing.withdrawal ?? WorkstationState.usualWithdrawal,
        idleLimit: WorkstationState.usualIdleLimit, landing: landing,
        casebook: OpenCasebook(path: casebook.path, usual: Places.current.casebook), notice: look.notice)
    }
  }
}
