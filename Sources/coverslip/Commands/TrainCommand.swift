import ArgumentParser
import Arguments
import Basics
import Console
import Files
import Foundation
import Labels
import Microscopy
import NeuralNetworks
import Sentences
import Tables
import UseCases

/// `coverslip train`: a cohort to a model bundle.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model bundle on a cohort.",
    discussion: CommandHelp.train)

  @Option(help: "A table (CSV), or a folder with cohort.csv.") var cohort: String
  @Option(help: "A folder of feature files; default: `features` beside the table.") var features: String?
  @Option(help: "The folder of the slides: those without features are encoded first.") var slides: String?
  @OptionGroup(title: "Columns of the table") var names: CohortColumnOptions
  @OptionGroup var encoding: EncodingOptions
  @OptionGroup(title: "Features without weights") var named: NamedFeatureOptions
  @Option(help: "With --slides: at most this many tiles per slide.", transform: WholeNumber.from(1)) var maxTiles: Int?
  @Option(help: "With --slides: micrometres per pixel, for slides that do not say it.") var mpp: Double?
  @Option(help: "The value of the event column that means a relapse; default: 1, true or yes.") var eventValue: String?
  @Option(
    help: "What the times count: years, months, weeks or days; default: as the column's name says, else years.")
  var timeUnit: TimeUnit?
  @Flag(name: .customLong("skip"), help: "Leave out patients and slides that cannot be used, and say which.")
  var leavesOut = false
  @Flag(name: .customLong("keep-columns"), help: "Let columns be that are called nearly as clinical ones.")
  var keepsNearColumns = false
  @OptionGroup(title: "Cross-validation") var training: TrainingOptions
  @Option(help: "Probability from which on a call is high.") var threshold: Double?
  @Option(help: "In place of --threshold: the lowest probability with this specificity, out of fold.")
  var specificity: Double?
  @Option(help: "Years within which the risk is told.") var horizon = 5.0
  @Option(help: "A cohort that training does not see, to be evaluated on.") var test: String?
  @Option(help: "The bundle's name.") var name: String?
  @Option(help: "The bundle's folder.") var out: String
  @Flag(help: "Marks the model as a demonstration wherever it speaks.") var demonstration = false
  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    if threshold != nil, specificity != nil { throw ValidationError("Give --threshold or --specificity, not both.") }
    for share in [threshold, specificity].compactMap(\.self) where !(share > 0 && share < 1) {
      throw ValidationError("--threshold and --specificity take a number between 0 and 1.")
    }
    guard horizon > 0, horizon.isFinite, (horizon * 4).rounded() == horizon * 4 else {
      throw ValidationError("--horizon takes years above 0, in quarters: a bundle tells the risk at these.")
    }
    if slides == nil, maxTiles != nil || mpp != nil {
      throw ValidationError("--max-tiles and --mpp are for slides that are encoded; give --slides with them.")
    }
    if named.encoderName != nil, encoding.encoder != EncoderCard.morphometry || slides != nil {
      throw ValidationError("--encoder-name is for features that are there; leave --encoder and --slides out.")
    }
  }

  func run() throws {
    let environment = NoticeBoard.environment(Interruption.cancellation())
    let train = TrainModel(
      cohort: trainingCohort, encoder: named.encoder.map { .named($0) } ?? .weights(encoding.choice),
      slides: try slidesToEncode(), plan: training.plan, model: model, workers: workers.workers,
      tools: .system(environment))
    let bundle = try train { known in
      let unseen = try test.map {
        try TestCohort(path: FilePaths.absolute($0), like: known, train.cohort, files: .system, in: environment)
      }
      return { bundle in try unseen?.figures(of: bundle, seed: training.seed) ?? [] }
    }
    Standard.output("\(bundle.card.name) \(bundle.card.version)  \(bundle.digest)")
    bundle.card.performance.forEach { Standard.output($0.line()) }
  }

  private var trainingCohort: TrainingCohort {
    TrainingCohort(
      path: FilePaths.absolute(cohort),
      reading: .init(names: names.names, leavesOut: leavesOut, keepsNearColumns: keepsNearColumns),
      coding: OutcomeCoding(eventValue: eventValue, unit: timeUnit), features: features.map { FilePaths.absolute($0) })
  }

  private func slidesToEncode() throws -> SlidesToEncode? {
    try slides.map { folder in
      SlidesToEncode(
        folder: FilePaths.absolute(folder),
        sampling: .init(mpp: try mpp.map(MicronsPerPixel.init(given:)), maxTiles: maxTiles))
    }
  }

  private var model: ModelToTrain {
    let kind = demonstration ? "simulated patients" : "patients"
    return ModelToTrain(
      folder: FilePaths.absolute(out),
      name: name ?? (demonstration ? "demonstration" : URL(fileURLWithPath: FilePaths.absolute(out)).lastPathComponent),
      isDemonstration: demonstration, text: CardText.trained(isDemonstration: demonstration),
      cohort: { "\($0) \(kind)" }, horizonYears: horizon,
      threshold: specificity.map { .specificity($0) } ?? threshold.map { .probability($0) })
  }
}
