import Basics
import Sentences
import ArgumentParser
import Casework
import Cryptography
import Foundation
import Labels
import NeuralNetworks
import Reports
import Tables
import TissueAnalysis
import UseCases

/// `coverslip train`: a cohort to a model bundle.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model bundle on a cohort.",
    discussion: """
      The cohort is a table with the columns patient, slide, time and event, or others that --patient, --slide, --time and \
      --event name, and the clinical columns of a manifest; a patient on several rows has several slides. The features of a slide \
      are in a file named after the slide, or after its patient as `encode --cohort` writes it. --encoder-name and \
      --feature-width train on features of an encoder whose weights are not here. Patients, never slides, are cut in folds. Of each fold the recipe is chosen and the \
      networks are trained on the others; on the scores of networks that never saw a patient rest the Cox models, the \
      calibration and the threshold. --test evaluates the bundle on another cohort and writes the figures into its card.

      Finished pieces are kept in OUT.partial: the same command, after it was stopped, goes on from there to the same bytes.
      """)

  @Option(help: "A table (CSV), or a folder with cohort.csv.") var cohort: String
  @Option(help: "A folder of feature files; default: `features` beside the table.") var features: String?
  @Option(help: "The folder of the slides: those without features are encoded first.") var slides: String?
  @OptionGroup(title: "Columns of the table") var names: CohortColumnOptions
  @OptionGroup var encoding: EncodingOptions
  @OptionGroup(title: "Features without weights") var named: NamedFeatureOptions
  @Option(help: "With --slides: at most so many tiles a slide.") var maxTiles: Int?
  @Option(help: "With --slides: micrometres per pixel, for slides that do not say it.") var mpp: Double?
  @Option(help: "What stands in the column of the event for a relapse; 1, true or yes unless given.") var eventValue:
    String?
  @Option(
    help: "What the times count: years, months, weeks or days; by the column's name, or else years, unless given.")
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
    if let maxTiles, maxTiles < 1 { throw ValidationError("--max-tiles takes a number above 0.") }
  }

  func run() throws {
    try ModelBundle.checkPlace(absolutePath(out))
    var folder = try CohortFolder(path: absolutePath(cohort), reading, files: .system)
    let outcomes = try CohortOutcomes(&folder, coding)
    let encoder = named.encoderName == nil ? try encoding.load() : nil
    let shelf = CohortFeatures(
      folder: absolutePath(features ?? folder.path + "/features"), encoder: named.encoderName ?? encoder?.name ?? "",
      digest: try encoder?.digest(), files: .system)
    if let encoder { try encodeSlides(&folder, into: shelf, encoder) }
    try shelf.look(for: &folder, .cohort)
    try folder.settle(.cohort)
    say(outcomes, folder.columns)
    let patients = try shelf.trainingPatients(folder, outcomes, .cohort)
    let unseen = try test.map {
      try TrainingTestCohort(path: $0, reading, coding, like: shelf, besides: (folder, patients))
    }
    let checkpoint = TrainingCheckpoint(folder: absolutePath(out) + ".partial")
    let card = try named.card(like: folder.members.first?.slides.first?.file)
    let description = try description(patients.count, encoder, card, outcomes)
    let result = try train(patients, description, checkpoint)
    result.warnings.forEach { Standard.error("warning: \($0.text)") }
    let figures = try unseen?.figures(of: result.bundle, seed: training.seed) ?? []
    let bundle = try result.bundle.with(performance: figures + result.bundle.card.performance)
    bundle.cautions.forEach { Standard.error("warning: \($0.words)") }
    try bundle.write(to: absolutePath(out))
    try checkpoint.remove()
    Standard.output("\(bundle.card.name) \(bundle.card.version)  \(bundle.digest)")
    bundle.card.performance.forEach { Standard.output($0.line()) }
  }

  private var coding: OutcomeCoding { OutcomeCoding(eventValue: eventValue, unit: timeUnit) }

  private var reading: CohortFolder.Reading {
    .init(names: names.names, leavesOut: leavesOut, keepsNearColumns: keepsNearColumns)
  }

  /// What was not said in so many words, and was taken from the table.
  private func say(_ outcomes: CohortOutcomes, _ columns: CohortColumns) {
    guard columns != CohortColumns() || timeUnit == nil && outcomes.unit.isStated else { return }
    Standard.error(
      "patients by \(columns.patient), slides by \(columns.slide), times in \(outcomes.unit.unit.rawValue) by "
        + "\(columns.time), a relapse is \(outcomes.eventValue) in \(columns.event)")
  }

  /// Slides that have features already are left, where encoding would give the same.
  private func encodeSlides(
    _ folder: inout CohortFolder, into shelf: CohortFeatures, _ encoder: SlideEncoder
  ) throws {
    guard let slides else { return }
    let all = try folder.encodings(slides: absolutePath(slides), into: shelf.folder, ending: "safetensors")
    let wanted = try KeptFeatures(shelf: shelf, maxTiles: maxTiles).open(all)
    try SlideEncoding.requireSlides(
      of: wanted.map(SlideEncoding.init),
      remedy: "name with --slides the folder in which the paths of the column slide begin")
    folder.requireSlides(of: wanted)
    try folder.settle(.cohort)
    let jobs = folder.kept(wanted).map(SlideEncoding.init)
    guard !jobs.isEmpty else { return }
    try FileManager.default.createDirectory(atPath: shelf.folder, withIntermediateDirectories: true)
    let sampling = SlideEncoding.Sampling(
      mpp: try mpp.map(SlideOpening.micronsPerPixel), maxTiles: maxTiles, seed: nil, layout: nil,
      encoderDigest: shelf.digest)
    let failures = SlideEncoding.runAll(jobs, with: encoder, sampling, workers: workers.workers)
    if failures > 0, !leavesOut {
      throw CommandFailure(
        .badData,
        "\(failures) slides could not be encoded; mend them, or leave them out with --skip; nothing was trained")
    }
  }

  private func train(
    _ patients: [TrainingPatient], _ description: TrainingRun.Description, _ checkpoint: TrainingCheckpoint
  ) throws -> TrainingRun.Result {
    var run = TrainingRun(description, plan: training.plan)
    run.workers = workers.workers
    let bar = TrainingBar(training.plan)
    defer { bar.finish() }
    return try run.run(patients, checkpoint: checkpoint) { bar.update($0) }
  }

  private func description(
    _ patients: Int, _ encoder: SlideEncoder?, _ card: EncoderCard?, _ outcomes: CohortOutcomes
  ) throws -> TrainingRun.Description {
    let name = name ?? (demonstration ? "demonstration" : URL(fileURLWithPath: absolutePath(out)).lastPathComponent)
    let cohort = demonstration ? "\(patients) simulated patients" : "\(patients) patients"
    var description: TrainingRun.Description =
      switch encoder {
      case .morphometry, nil:
        TrainingRun.Description(
          name: name, version: "1", demonstration: demonstration, text: text, cohort: cohort,
          encoder: card ?? MorphometryEncoder.card)
      case .network(let network):
        try TrainingRun.Description(
          name: name, version: "1", demonstration: demonstration, text: text, cohort: cohort, encoder: network)
      }
    description.horizonYears = horizon
    description.source = try source(outcomes)
    if let threshold { description.threshold = .probability(threshold) }
    if let specificity { description.threshold = .specificity(specificity) }
    return description
  }

  private func source(_ outcomes: CohortOutcomes) throws -> TrainingSource {
    let path = absolutePath(cohort)
    let table = isFolder(path) ? path + "/cohort.csv" : path
    return TrainingSource(
      table: URL(fileURLWithPath: table).lastPathComponent, digest: FileDigest.sha256(table) ?? "",
      timeUnit: outcomes.unit.unit.rawValue, eventValue: outcomes.eventValue, software: Software.name)
  }

  private var text: String {
    demonstration
      ? "A demonstration, trained on simulated tissue and simulated patients. It shows how Coverslip works; what it "
        + "says of a real slide means nothing. Research use only, not a medical device."
      : "Trained by coverslip train. Research use only, not a medical device."
  }
}
