import SurvivalStatistics

/// The score of an evaluation, sorted once for all resamples.
struct SortedScore: Sendable {
  private let cohort: ResampledCohort
  private let score: SortedMarker
  /// In the order of time.
  private let probabilities: [Double]?
  private let horizon: Double
  private let grid: [Double]

  /// `nil` where a time or a score is not possible.
  init?(_ composer: Composer) {
    guard let cohort = try? ResampledCohort(composer.plan.times, evaluation: composer.options.censoring),
      let score = try? cohort.marker(composer.plan.score)
    else { return nil }
    self.cohort = cohort
    self.score = score
    probabilities = composer.probabilities.map { cohort.column($0) }
    horizon = composer.horizon
    grid = composer.options.grid
  }

  /// Those of ``statistics(_:)`` before the AUC over time, in their order.
  private static let measures: [StatisticCode] = [.harrell, .uno, .auc, .brier, .predictionAccuracy]

  /// How many statistics there are.
  var width: Int { Self.measures.count + grid.count }

  /// Where the resamples of an entry stand; `nil` of an entry that is not resampled.
  func place(of statistic: Statistic) -> Int? {
    guard statistic.subject.level == nil else { return nil }
    if let time = statistic.time {
      return statistic.code == .aucAtTime ? grid.firstIndex(of: time).map { Self.measures.count + $0 } : nil
    }
    return Self.measures.firstIndex(of: statistic.code)
  }

  /// c, Uno's c, AUC, Brier and IPA, then the AUC over time, of patients drawn so often.
  func statistics(_ counts: [Int]) -> [Double?] {
    let drawn = cohort.drawn(counts)
    let c = drawn.concordances(score, tau: horizon)
    let areas = grid.map { drawn.horizon($0)?.area(score) }
    let brier = probabilities.flatMap { probabilities in drawn.horizon(horizon)?.brier(probabilities) }
    return [c.harrell, c.uno, areas.last ?? nil, brier?.score, brier.map { 1 - $0.score / $0.null }] + areas
  }
}

/// The models of a comparison, sorted once for all resamples.
struct SortedModels: Sendable {
  /// In the order of a report.
  static let compared = [ModelRole.clinical, .score, .combined]
  /// What is measured of each model; its optimism of c follows.
  static let measures: [StatisticCode] = [.harrell, .uno, .auc, .sensitivityAtEqualSpecificity]
  private static let width = 5
  /// How many statistics there are of all models.
  static let all = width * compared.count

  /// Where the resamples of `code` of a model stand, those of the optimism for ``StatisticCode/harrellCorrected``;
  /// `nil` of what is not resampled.
  static func place(of code: StatisticCode, of role: ModelRole) -> Int? {
    let offset = (measures + [.harrellCorrected]).firstIndex(of: code)
    return compared.firstIndex(of: role).flatMap { model in offset.map { model * width + $0 } }
  }

  /// Whether models that are fitted here are too good by this measure, and it is known by how much.
  static func hasOptimism(_ code: StatisticCode) -> Bool { code == .harrell }

  private let cohort: ResampledCohort
  private let predictors: ModelPredictors
  private let markers: [ModelRole: SortedMarker]
  /// What the call is made of, and where it is high, where there is a call.
  private let call: (marker: SortedMarker, cut: Double)?
  private let horizon: Double

  /// `nil` where a time or a score is not possible.
  init?(_ composer: Composer, _ predictors: ModelPredictors) {
    guard let cohort = try? ResampledCohort(predictors.times, evaluation: composer.options.censoring) else {
      return nil
    }
    self.cohort = cohort
    self.predictors = predictors
    horizon = composer.horizon
    markers = composer.compared.compactMapValues { try? cohort.marker($0) }
    let called = composer.marker.flatMap { marker in try? cohort.marker(predictors.rows.map { marker[$0] }) }
    call = called.flatMap { marker in composer.options.threshold.map { (marker, $0.cut) } }
  }

  /// Of patients drawn so often: the models as they are, because limits of a model that is fitted anew to each resample
  /// and judged on it would count its optimism twice.
  func statistics(_ counts: [Int]) -> [Double?] {
    let drawn = cohort.drawn(counts)
    let weights = drawn.horizon(horizon)
    let specificity = call.flatMap { call in weights?.specificity(call.marker, cut: call.cut) }
    return Self.compared.flatMap { role -> [Double?] in
      guard let marker = markers[role] else { return [Double?](repeating: nil, count: Self.width) }
      let c = drawn.concordances(marker, tau: horizon)
      return [
        c.harrell, c.uno, weights?.area(marker),
        specificity.flatMap { weights?.sensitivity(marker, atSpecificity: $0) }, optimism(role, counts),
      ]
    }
  }

  /// Of a model fitted anew to the patients drawn: its c in them less its c in the patients as they are; none of other
  /// models. A single covariate orders patients alike whatever its coefficient.
  private func optimism(_ role: ModelRole, _ counts: [Int]) -> Double? {
    guard predictors.isApparent else { return nil }
    guard predictors.columnCount(role) > 1 else { return 0 }
    let rows = counts.indices.flatMap { repeatElement($0, count: counts[$0]) }
    guard let model = try? predictors.model(role, rows) else { return nil }
    let everyone = Array(predictors.rows.indices)
    guard let marker = try? cohort.marker(predictors.predictors(role, everyone, by: model)) else { return nil }
    let own = cohort.drawn(counts).concordances(marker, tau: horizon).harrell
    let all = cohort.drawn([Int](repeating: 1, count: counts.count)).concordances(marker, tau: horizon).harrell
    return own.flatMap { own in all.map { own - $0 } }
  }
}
