import ArgumentParser
import Arguments
import Basics
import CasebookStore
import Casework
import Console
import CursesTerminal
import Exports
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

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var screen: ScreenOptions

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
    if Standard.isPlain { return try reader.read(place.map { SlidePlace(parsing: $0)?.caseID ?? $0 }) }
    guard Standard.outputIsTerminal else { throw TerminalFailure.notATerminal }
    let (desk, setting) = try reader.begin()
    let measured = try EvaluationFiles.system.record(named: evaluation, besideBundle: reader.model.path) {
      Standard.error(words(for: $0)?.sentence ?? "\($0)".printable)
    }
    defer { desk.settleOutbox() }
    let landing = try place.map { text in try waiting { try await FindPlace(store: desk.store)(text) } }
    try screen.show(desk, reader.options.results) { size, look in
      WorkstationState(
        size: size, reviewer: setting.reader, model: setting.model, evaluation: measured, theme: look.theme,
        themes: look.themes, symbols: look.symbols, reasons: setting.reasons, keepsRecord: setting.keepsRecord,
        withdrawal: setting.withdrawal, idleLimit: WorkstationState.usualIdleLimit, landing: landing,
        casebook: setting.casebook, notice: look.notice,
        showsTour: landing == nil && WorkstationState.fits(size) && TourMark(.current).take())
    }
  }
}

/// Who reads which casebook, with which model.
struct ReaderOptions: ParsableArguments {
  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions

  @Option(help: "The name that signs; default: the account's, or that of the only reviewer who may.")
  var reviewer: String?

  @OptionGroup var outbox: OutboxOptions
  @Flag(name: .customLong("repeat"), help: "Read again the cases that are due, told nothing of their calls.")
  var repeats = false

  func begin() throws -> (desk: ReviewSession.Desk, setting: ReadingDialogue.Setting) {
    let casebook = try options.open()
    // Findings stand without the bundle: what is wrong with it is there when the workstation is left.
    let bundle = Result { try ModelBundle.load(model.path) }
    if case .failure(let error) = bundle { Standard.error(sentence(of: error)) }
    let settings = try CasebookSettings(beside: casebook.path)
    let name =
      try reviewer
      ?? casebook.roster().reader(of: [Places.current.printedName, Places.current.account])?.name
      ?? Places.current.printedName
    let again = try repeats ? waiting { try await casebook.nextToRepeat(of: name) } : nil
    var desk = ReviewSession.Desk.files(
      casebook.opened(for: .reviewer(name)), at: casebook.path, reviewer: name, state: Places.current.state,
      pattern: settings.laboratory.labelPattern, bundle: model.path, software: Software.name,
      trials: (try? bundle.get()).map { BundleTrials($0, in: options.results) }, repeats: repeats)
    if !repeats {
      desk.exports = .files(of: casebook, at: casebook.path, bundle: model.path, software: Software.name)
      desk.outbox = try casebook.outbox(outbox, model: model.path)
    }
    let setting = ReadingDialogue.Setting(
      reader: name, reasons: settings.reasons, model: try? bundle.get().summary,
      keepsRecord: settings.reading.keepsRecord,
      withdrawal: settings.laboratory.signing.withdrawal ?? WorkstationState.usualWithdrawal,
      casebook: OpenCasebook(
        path: casebook.path, usual: Places.current.casebook, isRepeating: repeats, againFrom: again))
    return (desk, setting)
  }

  /// Reads a case line by line, or those that are chosen from the queue.
  func read(_ id: String?) throws {
    let (desk, setting) = try begin()
    if let id { _ = try waiting { try await desk.store.caseFile(id) } }
    let session = SpokenSession(
      setting, desk: desk, speech: .system({ $0.words.sentence }, unsigned: { $0.words.sentence }),
      results: options.results, problem: { $0.spokenProblem })
    let unsigned = session.run(id)
    desk.settleOutbox()
    unsigned.forEach { Standard.error($0.words.sentence) }
    if let exit = unsigned.first?.words.exit { throw exit.code }
  }
}

/// `coverslip read`: the same as a dialogue in words.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read and sign line by line, in words: for screen readers and braille displays.")

  @Argument(help: "The case; default: one of the queue, which is told as a numbered list.") var id: String?
  @OptionGroup var reader: ReaderOptions

  func run() throws { try reader.read(id) }
}
