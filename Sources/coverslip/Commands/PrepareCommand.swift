import ArgumentParser
import Arguments
import Basics
import CasebookStore
import Casework
import Console
import Files
import NeuralNetworks
import Settings
import UseCases

/// `coverslip prepare`: a casebook that is ready to be reviewed; what `make review` calls first.
struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Make the casebook from a manifest where there is none, and score what is unscored.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var workers: WorkerOptions

  @Option(help: ArgumentHelp("The cases of a new casebook.", valueName: "cases.csv"))
  var manifest: String

  func run() throws {
    // Read and asked before anything is made; while somebody types, Ctrl-C still ends the program at once.
    let cases =
      FilePaths.isFile(options.path) ? nil : try ManifestReading.file(manifest, NoticeBoard.environment()).cases
    let first = try firstReviewer()
    let environment = NoticeBoard.environment(Interruption.cancellation())
    let casebook = try options.open(create: cases != nil)
    if let cases {
      try register(cases, in: casebook, environment.notices)
      Standard.output("a new casebook with \(cases.count) sample cases: \(options.path.printable)")
    }
    if let first { try admit(first, in: casebook) }
    let unscored = try casebook.opened(for: .program).cases { $0.finding == nil }
    guard !unscored.isEmpty else { return }
    let bundle = try ModelBundle.load(model.path)
    let scorer = CaseScorer(
      bundle: bundle, source: .slides(try SlideEncoder(of: bundle, precision: .single)), workers: workers.workers,
      slides: .files, shelf: FeatureFolder(), environment: environment, pattern: try casebook.labelPattern())
    try scorer.score(unscored, in: casebook)
  }

  /// One question makes the reviewer who signs: a passphrase. Nobody is asked without a terminal, or where there is a
  /// reviewer.
  private func firstReviewer() throws -> AdmitReviewers.Request? {
    let isNew = !FilePaths.isFile(options.path)
    guard PassphraseSource.canAsk, try isNew || options.open().roster().isEmpty else { return nil }
    let name = Places.current.printedName
    Standard.output("Signing takes a passphrase; nobody can recover it. You sign as \(name.printable), pathologist.")
    return AdmitReviewers.Request(
      name: name, role: .pathologist, passphrase: try PassphraseSource.terminal.newPassphrase(of: name) { $0.sentence })
  }

  private func admit(_ first: AdmitReviewers.Request, in casebook: Casebook) throws {
    let reviewer = try waiting { try await AdmitReviewers(store: casebook, keys: .system).admit(first, by: nil) }
    Standard.output("\(reviewer.name.printable) can sign now")
  }
}
