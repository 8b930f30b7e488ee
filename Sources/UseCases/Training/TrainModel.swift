import Basics
import NeuralNetworks
import Tables
import TissueAnalysis

/// A cohort to a model bundle.
package struct TrainModel: Sendable {
  package let cohort: TrainingCohort
  package let encoder: TrainingEncoder
  /// Slides that have no features yet are encoded first; `nil` where all have theirs.
  package let slides: SlidesToEncode?
  package let plan: TrainingPlan
  package let model: ModelToTrain
  /// Threads that encode and train.
  package let workers: Int
  package let tools: Tools

  package init(
    cohort: TrainingCohort, encoder: TrainingEncoder, slides: SlidesToEncode?, plan: TrainingPlan, model: ModelToTrain,
    workers: Int, tools: Tools
  ) {
    self.cohort = cohort
    self.encoder = encoder
    self.slides = slides
    self.plan = plan
    self.model = model
    self.workers = workers
    self.tools = tools
  }

  /// What a training works with.
  package struct Tools: Sendable {
    package let slides: SlideAccess
    package let shelf: any FeatureShelf
    package let files: CohortFiles
    /// Makes the folder that features are written into.
    package let makeFolder: @Sendable (String) throws -> Void
    /// SHA-256 of a file; `nil` where it cannot be read.
    package let digest: @Sendable (String) -> String?
    package let environment: UseCaseEnvironment

    package init(
      slides: SlideAccess, shelf: any FeatureShelf, files: CohortFiles,
      makeFolder: @escaping @Sendable (String) throws -> Void, digest: @escaping @Sendable (String) -> String?,
      environment: UseCaseEnvironment
    ) {
      self.slides = slides
      self.shelf = shelf
      self.files = files
      self.makeFolder = makeFolder
      self.digest = digest
      self.environment = environment
    }
  }

  /// What is known of the patients once the cohort is read.
  package struct Patients: Sendable {
    package let folder: CohortFolder
    package let patients: [TrainingPatient]
    /// The features of the training cohort: those of another cohort must be of the same encoder.
    package let features: CohortFeatures
  }

  private var environment: UseCaseEnvironment { tools.environment }

  /// Trains, and writes the bundle into its folder. Finished pieces lie beside it until then, so that the same call
  /// goes on where another was stopped, to the same bytes.
  ///
  /// - Parameter evaluating: reads a cohort that training does not see before training begins, so that what is wrong
  ///   with it is told at once, and answers what finds the figures of a bundle on it; default: there is none.
  /// - Throws: ``CohortReadingFailure``, ``EncodingFailure``, ``FeatureFailure``, `TrainingFailure`, `BundleFailure`,
  ///   and `Cancelled`.
  package func callAsFunction(
    evaluating: (Patients) throws -> (ModelBundle) throws -> [PerformanceFigure] = { _ in { _ in [] } }
  ) throws -> ModelBundle {
    try ModelBundle.checkPlace(model.folder)
    var folder = try CohortFolder(path: cohort.path, cohort.reading, files: tools.files)
    let outcomes = try CohortOutcomes(&folder, cohort.coding)
    let loaded = try loadedEncoder()
    let features = CohortFeatures(
      folder: cohort.features ?? folder.path + "/features", encoder: loaded?.name ?? encoder.name,
      digest: try loaded?.digest(), files: tools.files)
    if let loaded { try encode(&folder, into: features, with: loaded) }
    try features.look(for: &folder, environment.notices)
    try folder.settle(environment.notices)
    tell(outcomes, folder.columns)
    let patients = try features.trainingPatients(folder, outcomes, environment.notices)
    let figures = try evaluating(Patients(folder: folder, patients: patients, features: features))
    let card = try namedCard(like: folder.members.first?.slides.first?.file)
    let result = try train(patients, try description(patients.count, loaded, card, outcomes, folder))
    result.warnings.forEach { environment.notices(.training(.warning($0))) }
    let bundle = try result.bundle.with(performance: try figures(result.bundle) + result.bundle.card.performance)
    bundle.cautions.forEach { environment.notices(.training(.caution($0))) }
    try bundle.write(to: model.folder)
    try checkpoint.remove()
    return bundle
  }

  private var checkpoint: TrainingCheckpoint { TrainingCheckpoint(folder: model.folder + ".partial") }

  private func loadedEncoder() throws -> SlideEncoder? {
    switch encoder {
    case .weights(let choice): try SlideEncoder(choice, environment.notices)
    case .named: nil
    }
  }

  private func namedCard(like file: String?) throws -> EncoderCard? {
    switch encoder {
    case .weights: nil
    case .named(let named): try named.card(like: file, on: tools.shelf)
    }
  }

  /// What was not said in so many words, and was taken from the table.
  private func tell(_ outcomes: CohortOutcomes, _ columns: CohortColumns) {
    guard columns != CohortColumns() || cohort.coding.unit == nil && outcomes.unit.isStated else { return }
    environment.notices(
      .training(
        .columns(
          patient: columns.patient, slide: columns.slide, time: columns.time, unit: outcomes.unit.unit.rawValue,
          event: columns.event, eventValue: outcomes.eventValue)))
  }

  /// Slides that have features already are left, where encoding would give the same.
  private func encode(
    _ folder: inout CohortFolder, into features: CohortFeatures, with encoder: SlideEncoder
  ) throws {
    guard let slides else { return }
    let all = try folder.encodings(slides: slides.folder, into: features.folder, ending: "safetensors")
    let wanted = try KeptFeatures(shelf: features, maxTiles: slides.sampling.maxTiles).open(all)
    let files = tools.files
    let encode = try EncodeSlides(
      encoder, slides.sampling, slides: tools.slides, shelf: tools.shelf,
      truth: { try TileTruthTable(path: $0, files: files) }, environment: environment)
    try encode.requireSlides(of: wanted.map(SlideEncoding.init), .folder)
    folder.requireSlides(of: wanted)
    try folder.settle(environment.notices)
    let jobs = folder.kept(wanted).map(SlideEncoding.init)
    guard !jobs.isEmpty else { return }
    try tools.makeFolder(features.folder)
    let failures = try encode.all(jobs, workers: workers)
    if failures > 0, !cohort.reading.leavesOut { throw EncodingFailure.slidesFailed(failures) }
  }

  private func train(
    _ patients: [TrainingPatient], _ description: TrainingRun.Description
  ) throws -> TrainingRun.Result {
    var run = TrainingRun(description, plan: plan)
    run.workers = workers
    let (notices, plan) = (environment.notices, plan)
    do {
      return try notices.during(.training) {
        try run.run(patients, checkpoint: checkpoint, cancellation: environment.cancellation) { progress in
          notices.progress(
            .training, progress.done, of: progress.total, idle: progress.idle,
            detail: TrainingDetail(progress, of: plan))
        }
      }
    } catch TrainingFailure.cancelled { throw Cancelled() }
  }

  private func description(
    _ count: Int, _ encoder: SlideEncoder?, _ card: EncoderCard?, _ outcomes: CohortOutcomes, _ folder: CohortFolder
  ) throws -> TrainingRun.Description {
    var description: TrainingRun.Description =
      switch encoder {
      case .morphometry, nil:
        TrainingRun.Description(
          name: model.name, version: "1", demonstration: model.isDemonstration, text: model.text,
          cohort: model.cohort(count), encoder: card ?? MorphometryEncoder.card)
      case .network(let network):
        try TrainingRun.Description(
          name: model.name, version: "1", demonstration: model.isDemonstration, text: model.text,
          cohort: model.cohort(count), encoder: network)
      }
    description.horizonYears = model.horizonYears
    description.source = TrainingSource(
      table: fileName(folder.file), digest: tools.digest(folder.file) ?? "", timeUnit: outcomes.unit.unit.rawValue,
      eventValue: outcomes.eventValue, software: environment.software.name)
    if let threshold = model.threshold { description.threshold = threshold }
    return description
  }
}
