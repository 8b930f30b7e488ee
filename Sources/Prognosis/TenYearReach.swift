import SurvivalStatistics

/// Whether the follow-up of a model's training carries a probability at ten years, beside the horizon of its calls.
///
/// A baseline hazard is known for as long as anybody was followed, but its end rests on few patients. Ten years are
/// told where the follow-up of the training reaches them, and at least a tenth of its patients, and no fewer than
/// ``leastPatients``, were still at risk then: survival curves are drawn as far as 10 to 20 % are (Pocock, Clayton &
/// Altman, Lancet 2002;359:1686). Nothing is told beyond the follow-up.
public enum TenYearReach: Hashable, Sendable {
  /// So many of the patients were at risk at ten years: enough.
  case carried(atRisk: Int, of: Int)
  /// So many of the patients were at risk at ten years: too few.
  case tooFew(atRisk: Int, of: Int)
  /// The longest follow-up, years, is shorter.
  case tooShort(last: Double)
  /// The follow-up is long enough, and nothing says how many patients were at risk then.
  case notKnown
  /// The calls themselves are for ten years or more.
  case ownHorizon

  /// The years that this is about.
  public static let years = 10.0
  /// The least share of the patients that must be at risk.
  static let leastShare = 0.1
  /// The least number of patients that must be at risk.
  public static let leastPatients = 20

  /// Whether a probability at ten years is told.
  public var isCarried: Bool {
    switch self {
    case .carried: true
    case .tooFew, .tooShort, .notKnown, .ownHorizon: false
    }
  }

  /// Of so many patients at risk.
  fileprivate init(atRisk: Int, of count: Int) {
    let isEnough = atRisk >= Self.leastPatients && Double(atRisk) >= Self.leastShare * Double(count)
    self = isEnough ? .carried(atRisk: atRisk, of: count) : .tooFew(atRisk: atRisk, of: count)
  }
}

extension CombinedModel {
  /// Whether the follow-up carries ten years.
  ///
  /// - Parameter curves: the observed courses of the patients called high and low, as the card of a bundle has them.
  ///   They are those on whom ``slideAndClinical`` was fitted; where their number says that they are others, nothing is
  ///   known. ``slideOnly`` is fitted on these patients and perhaps more, of whom at least as many were at risk.
  public func tenYearReach(_ curves: [SurvivalCurve]) -> TenYearReach {
    let last = min(slideOnly.baseline.lastTime, slideAndClinical.baseline.lastTime)
    guard horizonYears < TenYearReach.years else { return .ownHorizon }
    guard last >= TenYearReach.years else { return .tooShort(last: last) }
    let groups = curves.filter(\.group.isCalled)
    let count = groups.reduce(0) { $0 + $1.count }
    let reaching = groups.filter { ($0.lastTime ?? 0) >= TenYearReach.years }
    let atRisk = reaching.compactMap { $0.atRisk(at: TenYearReach.years) }
    guard count == slideAndClinical.count, !reaching.isEmpty, atRisk.count == reaching.count else { return .notKnown }
    return TenYearReach(atRisk: atRisk.reduce(0, +), of: count)
  }

  /// What the model that answers for these clinical variables says of a score at ten years; `nil` where the follow-up
  /// does not carry them, or it can say nothing. No call rests on it.
  ///
  /// - Parameter curves: as for ``tenYearReach(_:)``.
  public func tenYearEstimate(
    score: Double?, scoreSD: Double?, clinical: ClinicalVariables, curves: [SurvivalCurve]
  ) -> PrognosticEstimate? {
    guard tenYearReach(curves).isCarried else { return nil }
    return model(for: clinical).predict(
      score: score, scoreSD: scoreSD, clinical: clinical, horizon: TenYearReach.years)
  }
}

extension SurvivalCurve.Group {
  /// Whether its patients have one call; both together are everybody.
  fileprivate var isCalled: Bool {
    switch self {
    case .high, .low: true
    case .all: false
    }
  }
}
