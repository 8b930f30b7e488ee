import Evaluation
import SurvivalStatistics

/// How near a bundle comes to what only a simulation knows of its patients: the log-hazard of each slide, and which of
/// its tiles show high-grade tumour.
public struct SimulatedTruth: Sendable {
  /// How many patients there are.
  public let patients: Int
  /// The number of those patients who relapsed.
  public let events: Int
  /// Harrell's c of the slide score.
  public let slide: Concordance
  /// Concordance of the slide's true log-hazard.
  public let truth: Concordance
  /// Area under the ROC curve of the attention against the tiles' truth, one per patient whose tiles are of both kinds.
  public let attentionAreas: [Double]

  /// What a bundle says of `patients`, against the truth; all three have one value per patient, in one order.
  ///
  /// - Throws: ``SurvivalFailure``: what ``concordance(scores:times:)`` throws of the scores or of the truth.
  public init(
    _ scored: [BundleScore], of patients: [TrainingPatient], trueSlideLogHazards: [Double]
  ) throws(SurvivalFailure) {
    let times = patients.map(\.outcome)
    slide = try concordance(scores: scored.map(\.score.mean), times: times)
    truth = try concordance(scores: trueSlideLogHazards, times: times)
    attentionAreas = zip(patients, scored).compactMap(Self.attentionArea)
    self.patients = patients.count
    events = times.count { $0.event }
  }

  /// `nil` where the truth is not known or all tiles are alike.
  private static func attentionArea(_ patient: TrainingPatient, _ scored: BundleScore) -> Double? {
    patient.truth.flatMap { try? rocAUC(scores: scored.score.attention.map { Double($0) }, labels: $0) }
  }

  /// How far the slide score goes from chance to the truth: (c - 0.5) / (c of the truth - 0.5).
  public var shareOfTruth: Double? {
    truth.index == 0.5 ? nil : (slide.index - 0.5) / (truth.index - 0.5)
  }

  /// Mean of ``attentionAreas``, and its standard error.
  public var attentionArea: (mean: Double, standardError: Double)? {
    guard attentionAreas.count > 1 else { return nil }
    let count = Double(attentionAreas.count)
    let mean = attentionAreas.reduce(0, +) / count
    let squares = attentionAreas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
  }

  /// The figures for the card; `cohort` names the patients.
  public func performance(cohort: String) -> [Statistic] {
    let ofTruth = Statistic(
      .harrell, .model(.truth), Estimate(truth.index, standardError: truth.standardError), count: patients,
      events: events, note: "Harrell; \(cohort)")
    let share = shareOfTruth.map {
      Statistic(
        .shareOfTruth, .score, Estimate($0), count: patients, events: events,
        note: "(c - 0.5) / (c of the truth - 0.5); \(cohort)")
    }
    let attention = attentionArea.map { mean, error in
      let margin = normalQuantile975 * error
      return Statistic(
        .attentionAUC, .score, Estimate(mean, max(0, mean - margin), min(1, mean + margin), .formula),
        count: attentionAreas.count, note: "mean over the slides that have both kinds of tiles; \(cohort)")
    }
    return [ofTruth, share, attention].compactMap(\.self)
  }
}
