import ArgumentParser
import Basics
import Files
import NeuralNetworks
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
    let environment = NoticeBoard.environment(Interruption.cancellation())
    if !FilePaths.isFile(options.path) {
      let cases = try ManifestReading.file(manifest, environment).cases
      try register(cases, in: try options.open(create: true), environment.notices)
      Standard.output("a new casebook with \(cases.count) sample cases: \(options.path.printable)")
    }
    let casebook = try options.open()
    let unscored = try casebook.cases { $0.finding == nil }
    guard !unscored.isEmpty else { return }
    let bundle = try ModelBundle.load(model.path)
    let scorer = CaseScorer(
      bundle: bundle, source: .slides(try SlideEncoder(of: bundle, precision: .single)), workers: workers.workers,
      slides: .files, shelf: FeatureFolder(), environment: environment)
    try scorer.score(unscored, in: casebook)
  }
}
