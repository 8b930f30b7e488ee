import Evaluation
import Basics
import Prognosis
import SurvivalStatistics
import Tensors

/// Makes a bundle of a cohort by nested cross-validation: see ``TrainingPlan``.
///
/// The networks of all folds and rounds are the ensemble of the bundle. Each patient has a score of those that had not
/// seen that patient. On these out-of-fold scores the combined models are fitted: on the scores of networks that had
/// seen the patients, they would believe the slide too much.
public struct TrainingRun: Sendable {
  /// What a training gives.
  public struct Result: Sendable {
    /// The model; its card has the out-of-fold figures: those of other patients are added by whoever has them.
    public let bundle: ModelBundle
    /// What the cross-validation found.
    public let outOfFold: OutOfFold
    /// What the cohort could not carry.
    public let warnings: [TrainingWarning]
  }

  let plan: TrainingPlan
  let description: Description
  /// The number of threads; what comes out does not depend on it.
  public var workers = 1

  /// A run by this plan.
  public init(_ description: Description, plan: TrainingPlan = TrainingPlan()) {
    self.description = description
    self.plan = plan
  }

  /// Trains on `patients`, whose features are those of the description's encoder.
  ///
  /// - Parameters:
  ///   - checkpoint: where finished pieces are kept and found again.
  ///   - cancellation: looked at after each epoch; ends the run with `cancelled`.
  ///   - progress: called from several threads, after each epoch.
  /// - Throws: ``TrainingFailure``: `tooFewEvents`, `unusableBag`, `notFinite`, `duplicatePatient` or
  ///   `noClinicalVariable` where nothing can be trained on the patients; `badPlan` where the plan cannot be carried
  ///   out; `foreignCheckpoint` or `checkpointInUse` where the checkpoint is of another training or in use; `diverged`
  ///   where the loss is not a number any more; `statistics`, `prognosis` or `bundle` where the result cannot be
  ///   computed or kept; `cancelled` where `cancellation` asked for an end.
  public func run(
    _ patients: [TrainingPatient], checkpoint: TrainingCheckpoint? = nil, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(TrainingFailure) -> Result {
    BLAS.useOneThread()
    try check(patients)
    let folds = NestedFolds(plan, events: patients.map(\.outcome.event), persons: Self.persons(patients))
    let fit = try PrognosisFit(
      patients, folds: folds.outer[0], horizon: description.horizonYears, intendedUse: description.intendedUse)
    let pieces = TrainingPieces(
      plan: plan, patients: patients, folds: folds, width: description.encoder.width, workers: workers,
      checkpoint: try checkpoint?.opened(TrainingFingerprint.of(patients, plan)), cancellation: cancellation,
      progress: progress)
    let choices = try pieces.choices()
    let networks = try pieces.networks(choices)
    let scores = pieces.outOfFoldScores(networks)
    let outOfFold = try OutOfFold(
      scores, patients, fit, folds.outer[0], plan: plan, rule: description.threshold,
      horizon: description.horizonYears)
    let warnings =
      fit.warnings + Self.keptTogether(patients) + (outOfFold.call?.sensitivity == 0 ? [.nobodyFound] : [])
    let bundle = try bundle(patients, Ensemble(networks.flatMap { $0 }), outOfFold, fit, choices, warnings)
    return Result(bundle: bundle, outOfFold: outOfFold, warnings: warnings)
  }

  /// Which person each patient is.
  private static func persons(_ patients: [TrainingPatient]) -> [Int] {
    var first: [String: Int] = [:]
    return patients.indices.map { index in
      let place = first[patients[index].person] ?? index
      first[patients[index].person] = place
      return place
    }
  }

  private static func keptTogether(_ patients: [TrainingPatient]) -> [TrainingWarning] {
    let shared = Dictionary(grouping: patients, by: \.person).values.filter { $0.count > 1 }
    return shared.isEmpty ? [] : [.keptTogether(patients: shared.reduce(0) { $0 + $1.count }, persons: shared.count)]
  }

  private func check(_ patients: [TrainingPatient]) throws(TrainingFailure) {
    if let (entry, needed) = plan.fault { throw .badPlan(entry: entry, needed: needed) }
    var names: Set<String> = []
    for patient in patients {
      guard names.insert(patient.id).inserted else { throw .duplicatePatient(patient.id) }
      try patient.check(width: description.encoder.width)
    }
    let events = patients.count { $0.outcome.event }
    let needed = 4 * max(plan.folds, plan.innerFolds)
    guard events >= needed else { throw .tooFewEvents(found: events, needed: needed) }
    let horizon = description.horizonYears
    guard patients.contains(where: { $0.outcome.event && $0.outcome.time <= horizon }) else {
      throw .statistics(.noEventsBy(horizon: horizon))
    }
  }

  private func bundle(
    _ patients: [TrainingPatient], _ ensemble: Ensemble, _ outOfFold: OutOfFold, _ fit: PrognosisFit,
    _ choices: [RecipeChoice], _ warnings: [TrainingWarning]
  ) throws(TrainingFailure) -> ModelBundle {
    let scores = outOfFold.scores
    let slideOnly = try fit.model([.slideScore], scores, Array(patients.indices))
    let slideAndClinical = try fit.model([.slideScore] + fit.covariates, scores, fit.complete)
    let clinicalOnly = try fit.model(fit.covariates, scores, fit.complete)
    let curves: [SurvivalCurve]
    do {
      curves = try SurvivalCurve.groups(fit.complete.map { patients[$0].outcome }, isHigh: outOfFold.isHigh)
    } catch {
      throw .statistics(error)
    }
    let combined: CombinedModel
    do {
      combined = try CombinedModel(
        slideOnly: slideOnly, slideAndClinical: slideAndClinical, threshold: outOfFold.threshold,
        horizonYears: description.horizonYears, intendedUse: description.intendedUse)
    } catch {
      throw .prognosis(error)
    }
    let distribution = TileDistributionTraining(patients.map(\.bag))
    let members = TrainingMembers(
      patients.map { PatientDigest($0.bag, $0.outcome) }, salt: description.source.digest, workers: workers)
    let card = ModelCard(
      name: description.name, version: description.version, demonstration: description.demonstration,
      description: description.text, encoder: description.encoder, aggregator: ModelBundle.aggregator, members: [],
      tileCohort: tileCohort(patients, ensemble), combined: combined, clinicalOnly: clinicalOnly,
      training: card(patients, choices, warnings), performance: outOfFold.performance(plan) + [distribution.figure],
      curves: curves)
    do {
      return try ModelBundle(
        card: card, ensemble: ensemble, distribution: distribution.distribution,
        trainingMembers: members, sources: description.encoderSources)
    } catch {
      throw .bundle(error)
    }
  }

  private func card(
    _ patients: [TrainingPatient], _ choices: [RecipeChoice], _ warnings: [TrainingWarning]
  ) -> TrainingCard {
    TrainingCard(
      cohort: description.cohort, source: description.source, patients: patients.count,
      events: patients.count { $0.outcome.event }, tiles: patients.reduce(0) { $0 + $1.bag.count },
      threshold: description.threshold.words, plan: plan,
      choices: choices.map {
        TrainingChoiceCard(
          round: $0.part.round + 1, fold: $0.part.fold + 1, candidate: $0.candidate + 1, epoch: $0.epoch)
      }, warnings: warnings.map(\.text))
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

extension SurvivalCurve {
  /// Observed courses of the patients called high and low, read off at whole years; a group without patients has none.
  static func groups(_ outcomes: [SurvivalTime], isHigh: [Bool]) throws(SurvivalFailure) -> [SurvivalCurve] {
    var curves: [SurvivalCurve] = []
    for (group, wanted) in [(SurvivalCurve.Group.high, true), (.low, false)] {
      let own = zip(outcomes, isHigh).filter { $0.1 == wanted }.map(\.0)
      guard !own.isEmpty else { continue }
      curves.append(SurvivalCurve(group, readingOff: try KaplanMeier(own)))
    }
    return curves
  }
}
