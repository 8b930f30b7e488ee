import ArgumentParser
import Arguments
import Console
import Files
import NeuralNetworks
import Sentences
import UseCases

/// `coverslip score`: findings for cases.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Let the model read cases.",
    discussion: "Without a case: every case that has no finding yet. With --all: every unsigned case, again.")

  @OptionGroup var options: CasebookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var workers: WorkerOptions

  @Argument(help: "Cases.")
  var cases: [String] = []

  @Flag(help: "Every unsigned case, also those with a finding.")
  var all = false

  @Flag(help: "Print the cases as JSON afterwards, as queue --json does.")
  var json = false

  @Option(help: ArgumentHelp(CommandHelp.maxTiles), transform: WholeNumber.from(1))
  var maxTiles: Int?

  @Option(help: "Which even sample --max-tiles starts with.")
  var seed: Int?

  @Option(parsing: .upToNextOption, help: ArgumentHelp(CommandHelp.caseFeatures, valueName: "file"))
  var features: [String] = []

  @Option(
    help: "Side of the files' tiles, level-0 px, where a file (of CLAM, of Owkin) does not say it.",
    transform: WholeNumber.from(1))
  var tileSide: Int?

  @Option(
    help: "Side of the files' tiles as encoded, px, where a file (of Owkin) does not say it.",
    transform: WholeNumber.from(1))
  var tilePixels: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The patches files that CLAM wrote with the features, one per feature file.", valueName: "file"))
  var patches: [String] = []

  @Flag(help: "Take feature files that name another slide or encoder than the case's; the finding says so.")
  var trustNames = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Regions that the finding is not to rest on, one GeoJSON file a slide.", valueName: "file"))
  var exclude: [String] = []

  @OptionGroup var arithmetic: PrecisionOptions

  func validate() throws {
    if all, !cases.isEmpty { throw ValidationError("Name cases, or give --all.") }
    if !exclude.isEmpty, cases.count != 1 { throw ValidationError("--exclude belongs to one case; name it.") }
    if seed != nil, maxTiles == nil { throw ValidationError("--seed chooses a sample; give --max-tiles with it.") }
    if features.isEmpty { return try validateSlides() }
    try validateFeatures()
  }

  private func validateSlides() throws {
    if tileSide != nil || tilePixels != nil || trustNames || !patches.isEmpty {
      throw ValidationError(
        "--tile-side, --tile-pixels, --patches and --trust-names speak of feature files; give --features.")
    }
  }

  private func validateFeatures() throws {
    if cases.count != 1 { throw ValidationError("--features belongs to one case; name it.") }
    if maxTiles != nil { throw ValidationError("--max-tiles is for slides, not for --features.") }
    if arithmetic.precision != .single {
      throw ValidationError("--precision is for slides; features are computed already.")
    }
    if !patches.isEmpty, patches.count != features.count {
      throw ValidationError("--patches takes one file a feature file, in the same order.")
    }
  }

  func run() throws {
    let environment = NoticeBoard.environment(Interruption.cancellation(), isQuiet: json)
    let casebook = try options.open().opened(for: .program)
    let bundle = try ModelBundle.load(model.path)
    let source = try CaseScorer.TileSource.of(bundle, precision: arithmetic.precision, files: featureFiles)
    let scorer = CaseScorer(
      bundle: bundle, source: source, workers: workers.workers, maxTiles: maxTiles, seed: seed, slides: .files,
      shelf: FeatureFolder(), environment: environment, pattern: try casebook.labelPattern(),
      exclusions: try ExclusionFile.read(exclude))
    let wanted: CasesToScore = cases.isEmpty ? all ? .unsigned : .withoutFinding : .named(cases)
    try scorer.score(try waiting { try await wanted.files(of: casebook) }, in: casebook, json: json)
  }

  private var featureFiles: FeatureSource? {
    features.isEmpty
      ? nil
      : FeatureSource(
        paths: features.map { FilePaths.absolute($0) }, patches: patches.map { FilePaths.absolute($0) },
        tileSide: tileSide, tilePixels: tilePixels, trustsNames: trustNames)
  }
}
