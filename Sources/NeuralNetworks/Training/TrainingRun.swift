import Dispatch
import Prognosis
import SurvivalStatistics
import Synchronization
import Tensors

/// Makes a bundle of a cohort.
///
/// The patients are cut in folds, events in proportion. Member k of the ensemble is trained on all folds but the k-th, a
/// part of them set aside to decide when to stop; all members stop at the epoch where the validation loss of all of them
/// together is least. Each patient then has a score of the member that never saw her. On these out-of-fold scores the
/// combined models are fitted: on the scores of networks that had seen the patients, they would believe the slide too much.
public struct TrainingRun: Sendable {
  /// What the card says that the patients do not.
  public struct Description: Hashable, Sendable {
    /// Of the card.
    public var name: String
    /// Of the card.
    public var version: String
    /// Of the card.
    public var demonstration: Bool
    /// Of the card, in plain words.
    public var text: String
    /// The cohort in words.
    public var cohort: String
    /// What made the features.
    public var encoder: EncoderCard
    /// Probability from which the call is high.
    public var threshold = 0.05
    /// Years.
    public var horizonYears = 5.0
    /// Whom the model is for.
    public var intendedUse = IntendedUse.erPositiveHER2Negative

    /// A description with the threshold, horizon and intended use of the published model.
    public init(
      name: String, version: String, demonstration: Bool, text: String, cohort: String, encoder: EncoderCard
    ) {
      self.name = name
      self.version = version
      self.demonstration = demonstration
      self.text = text
      self.cohort = cohort
      self.encoder = encoder
    }
  }

  /// What a training gives.
  public struct Result: Sendable {
    /// The model; its card has no performance yet: see ``Evaluation``.
    public let bundle: ModelBundle
    /// Score of each patient, in their order, by the member that had not seen her.
    public let outOfFold: [Double]
    /// Harrell's c of these scores.
    public let concordance: Concordance
  }

  let configuration: TrainingConfiguration
  let description: Description

  /// A run by this recipe.
  public init(_ description: Description, configuration: TrainingConfiguration = TrainingConfiguration()) {
    self.description = description
    self.configuration = configuration
  }

  /// Trains on `patients`, whose features are those of the description's encoder, and who have every clinical variable of
  /// the combined model. Uses all cores.
  ///
  /// - Parameter progress: called from several threads, after each epoch of each member.
  public func run(
    _ patients: [TrainingPatient], progress: @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(TrainingFailure) -> Result {
    try check(patients)
    let folds = assignFolds(patients)
    let courses = try train(patients, folds, progress)
    let epoch = TrainingCourse.bestEpoch(courses)
    let ensemble = Ensemble(courses.map { $0.network(epoch: epoch) })
    let scores = zip(patients, folds).map { Double(ensemble.members[$1].evaluate($0.bag).score) }
    let bundle = try bundle(patients, ensemble, scores, epoch)
    do {
      let concordance = try concordance(scores: scores, times: patients.map(\.outcome))
      return Result(bundle: bundle, outOfFold: scores, concordance: concordance)
    } catch { throw .statistics(error) }
  }

  private func check(_ patients: [TrainingPatient]) throws(TrainingFailure) {
    var names: Set<String> = []
    let width = description.encoder.width
    for patient in patients {
      guard names.insert(patient.id).inserted else { throw .duplicatePatient(patient.id) }
      try patient.check(width: width)
    }
    let events = patients.count { $0.outcome.event }
    let needed = 4 * configuration.members
    guard events >= needed else { throw .tooFewEvents(found: events, needed: needed) }
  }

  private func assignFolds(_ patients: [TrainingPatient]) -> [Int] {
    var random = RandomSource(seed: UInt64(bitPattern: Int64(configuration.seed)), stream: -1)
    return Folds.assign(events: patients.map(\.outcome.event), count: configuration.members, random: &random)
  }

  private func train(
    _ patients: [TrainingPatient], _ folds: [Int], _ progress: @Sendable (TrainingProgress) -> Void
  ) throws(TrainingFailure) -> [TrainingCourse] {
    BLAS.useOneThread()
    let courses = Mutex<[Int: Swift.Result<TrainingCourse, TrainingFailure>]>([:])
    DispatchQueue.concurrentPerform(iterations: configuration.members) { member in
      let (training, validation) = split(patients, folds, without: member)
      let trainer = AttentionMILTrainer(configuration, member: member)
      let course = Swift.Result { () throws(TrainingFailure) in
        try trainer.train(training, validation: validation, progress: progress)
      }
      courses.withLock { $0[member] = course }
    }
    var result: [TrainingCourse] = []
    let finished = courses.withLock { $0 }
    for member in 0..<configuration.members {
      if let course = finished[member] { result.append(try course.get()) }
    }
    return result
  }

  private func split(
    _ patients: [TrainingPatient], _ folds: [Int], without member: Int
  ) -> (training: [TrainingPatient], validation: [TrainingPatient]) {
    var random = RandomSource(seed: UInt64(bitPattern: Int64(configuration.seed)), stream: -2 - member)
    let (first, second) = Folds.split(
      patients.indices.filter { folds[$0] != member }, events: patients.map(\.outcome.event),
      share: configuration.validationShare, random: &random)
    return (first.map { patients[$0] }, second.map { patients[$0] })
  }

  private func bundle(
    _ patients: [TrainingPatient], _ ensemble: Ensemble, _ scores: [Double], _ epoch: Int
  ) throws(TrainingFailure) -> ModelBundle {
    do {
      let combined = try CombinedModel.fit(
        scores: scores, clinical: patients.map(\.clinical), observations: patients.map(\.outcome),
        threshold: description.threshold, horizonYears: description.horizonYears,
        intendedUse: description.intendedUse)
      let card = try card(patients, combined, scores, epoch)
      return try ModelBundle(card: card, ensemble: ensemble, distribution: TileDistribution(patients.map(\.bag)))
    } catch let failure as PrognosisFailure {
      throw .prognosis(failure)
    } catch let failure as BundleFailure {
      throw .bundle(failure)
    } catch {
      throw .bundle(.badCard(file: "model.toml", reason: "\(error)"))
    }
  }

  private func card(
    _ patients: [TrainingPatient], _ combined: CombinedModel, _ scores: [Double], _ epoch: Int
  ) throws -> ModelCard {
    ModelCard(
      name: description.name, version: description.version, demonstration: description.demonstration,
      description: description.text, encoder: description.encoder, aggregator: ModelBundle.aggregator, members: [],
      combined: combined,
      clinicalOnly: try PrognosticModel.fit(
        scores: scores, clinical: patients.map(\.clinical), observations: patients.map(\.outcome),
        covariates: Covariate.clinical, horizon: description.horizonYears),
      training: TrainingCard(
        cohort: description.cohort, patients: patients.count, events: patients.count { $0.outcome.event },
        tiles: patients.reduce(0) { $0 + $1.bag.count }, epoch: epoch, recipe: configuration),
      performance: [], curves: try combined.curves(patients, scores: scores))
  }
}

extension TrainingPatient {
  /// Whether the bag can be learned from.
  func check(width: Int) throws(TrainingFailure) {
    guard bag.count > 0, bag.width == width else {
      throw .unusableBag(patient: id, tiles: bag.count, width: bag.width, expected: width)
    }
    guard let bad = bag.features.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(patient: id, tile: bad / width, feature: bad % width)
  }
}

extension CombinedModel {
  /// Observed courses of the patients called high and low; a group without patients has none.
  func curves(_ patients: [TrainingPatient], scores: [Double]) throws(PrognosisFailure) -> [KaplanMeierCurve] {
    var groups: [Call: [SurvivalTime]] = [:]
    for (patient, score) in zip(patients, scores) {
      guard let estimate = estimate(score: score, scoreSD: nil, clinical: patient.clinical) else { continue }
      groups[estimate.probability >= threshold ? .high : .low, default: []].append(patient.outcome)
    }
    var curves: [KaplanMeierCurve] = []
    for call in [Call.high, .low] {
      guard let outcomes = groups[call] else { continue }
      curves.append(try KaplanMeierCurve(group: call.rawValue, observations: outcomes))
    }
    return curves
  }

  /// Of the slide and the clinical variables, or of the slide alone where one is missing.
  func estimate(score: Double, scoreSD: Double?, clinical: ClinicalVariables) -> PrognosticEstimate? {
    let model = missing(clinical).isEmpty ? slideAndClinical : slideOnly
    return model.predict(score: score, scoreSD: scoreSD, clinical: clinical, horizon: horizonYears)
  }
}
