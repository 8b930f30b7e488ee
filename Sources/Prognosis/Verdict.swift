import Basics

/// What the tissue analysis says of a case's slides, as far as the call depends on it.
public struct QualitySummary: Hashable, Sendable {
  /// Tiles that were read and scored.
  public var tiles: Int
  /// Tiles that the tissue offers and that can be read: this, not the sample, says whether there is enough tissue.
  public var tilesAvailable: Int
  /// Tiles below which there is too little tissue to call: 100 tiles of 112 um are about 1.3 mm2.
  public var minimumTiles: Int
  /// Whether no tissue was found at all.
  public var noTissue: Bool
  /// Why the quality does not allow a call, one phrase each; empty where it does.
  public var badQuality: [String]
  /// Share of the tiles that lie outside the training distribution, 0...1.
  public var outOfDistributionShare: Double
  /// Share above which the case as a whole is out of distribution.
  public var outOfDistributionLimit: Double
  /// Share of the tissue that could not be read, 0...1: that of the slide of which most is missing.
  public var unreadableShare: Double
  /// Share above which no call is made of what was read.
  public var unreadableLimit: Double
  /// Pixel size of the coarsest slide over that of the encoder: above 1 detail is missing that the encoder was trained
  /// on.
  public var scanCoarseness: Double
  /// The limit of ``scanCoarseness`` above which no call is made.
  public var coarsenessLimit: Double

  /// A summary; the defaults are those of an impeccable slide.
  public init(
    tiles: Int, tilesAvailable: Int, minimumTiles: Int = 100, noTissue: Bool = false, badQuality: [String] = [],
    outOfDistributionShare: Double = 0, outOfDistributionLimit: Double = 0.5, unreadableShare: Double = 0,
    unreadableLimit: Double = 0.1, scanCoarseness: Double = 1, coarsenessLimit: Double = 1.5
  ) {
    self.tiles = tiles
    self.tilesAvailable = tilesAvailable
    self.minimumTiles = minimumTiles
    self.noTissue = noTissue
    self.badQuality = badQuality
    self.outOfDistributionShare = outOfDistributionShare
    self.outOfDistributionLimit = outOfDistributionLimit
    self.unreadableShare = unreadableShare
    self.unreadableLimit = unreadableLimit
    self.scanCoarseness = scanCoarseness
    self.coarsenessLimit = coarsenessLimit
  }
}

/// The call of a case with what it rests on.
public struct Verdict: Hashable, Sendable {
  /// The call: high, low, or no call.
  public let call: Call
  /// Whether the interval crosses the threshold; never so without a call.
  public let borderline: Bool
  /// The model that answered: `slide` where a clinical variable is missing.
  public let basis: PrognosticBasis
  /// Clinical variables that the combined model wanted.
  public let missing: [String]
  /// Every reason for no call, in the order of `NoCallReason.allCases`; empty with a call.
  public let reasons: [NoCallReason]
  /// The reasons in words, one phrase or more per reason, with figures.
  public let reasonDetails: [String]
  /// The estimate, also beside *no call* where it could be computed: there for the record, and no answer.
  public let estimate: PrognosticEstimate?
  /// Values outside what the training of the answering model saw: flagged, not refused.
  public let implausible: [OutsideTraining]
}

extension CombinedModel {
  /// The call of a case: high where the probability is at or above the threshold, low below, borderline where the 95 %
  /// interval holds both, and no call for every reason that `quality`, the intended use or a missing score gives.
  ///
  /// With any clinical variable missing the slide-only model answers; nothing is imputed.
  public func verdict(
    score: Double?, scoreSD: Double?, clinical: ClinicalVariables, quality: QualitySummary
  ) -> Verdict {
    let missing = missing(clinical)
    let model = model(for: clinical)
    let estimate = estimate(score: score, scoreSD: scoreSD, clinical: clinical)
    let objections = objections(quality, clinical, estimate)
    let call = objections.isEmpty ? estimate.map(call) ?? .noCall : .noCall
    return Verdict(
      call: call, borderline: call.isAnswer && estimate?.interval.crosses(threshold) == true, basis: model.basis,
      missing: missing, reasons: objections.map(\.reason), reasonDetails: objections.flatMap(\.details),
      estimate: estimate, implausible: model.outsideTraining(score: score, clinical: clinical))
  }

  /// What the model that answers for these clinical variables says of a score; `nil` where it can say nothing.
  public func estimate(score: Double?, scoreSD: Double?, clinical: ClinicalVariables) -> PrognosticEstimate? {
    model(for: clinical).predict(score: score, scoreSD: scoreSD, clinical: clinical, horizon: horizonYears)
  }

  func model(for clinical: ClinicalVariables) -> PrognosticModel {
    missing(clinical).isEmpty ? slideAndClinical : slideOnly
  }

  func call(_ estimate: PrognosticEstimate) -> Call { estimate.probability >= threshold ? .high : .low }

  private struct Objection {
    let reason: NoCallReason
    let details: [String]
  }

  private func objections(
    _ quality: QualitySummary, _ clinical: ClinicalVariables, _ estimate: PrognosticEstimate?
  ) -> [Objection] {
    let details: [NoCallReason: [String]] = [
      .noTissue: quality.noTissue ? ["no tissue was found"] : [],
      .tooLittleTissue: tooLittleTissue(quality),
      .badQuality: quality.badQuality,
      .outOfDistribution: outOfDistribution(quality),
      .outsideIntendedUse: intendedUse.violations(clinical),
      .unreadableTissue: unreadableTissue(quality),
      .coarseScan: coarseScan(quality),
    ]
    let objections = NoCallReason.allCases.compactMap { reason -> Objection? in
      guard let found = details[reason], !found.isEmpty else { return nil }
      return Objection(reason: reason, details: found)
    }
    if objections.isEmpty, estimate == nil {
      return [Objection(reason: .badQuality, details: ["the slides gave no score that the model can use"])]
    }
    return objections
  }

  private func tooLittleTissue(_ quality: QualitySummary) -> [String] {
    guard !quality.noTissue, quality.tilesAvailable < quality.minimumTiles else { return [] }
    return ["\(quality.tilesAvailable) tiles of tissue, at least \(quality.minimumTiles) are needed"]
  }

  private func unreadableTissue(_ quality: QualitySummary) -> [String] {
    guard !(quality.unreadableShare <= quality.unreadableLimit) else { return [] }
    let (share, limit) = (quality.unreadableShare * 100, quality.unreadableLimit * 100)
    return [
      "\(NumberText.plain.trimmed(share, digits: 0)) % of the tissue could not be read, at most "
        + "\(NumberText.plain.trimmed(limit, digits: 0)) % may be"
    ]
  }

  private func coarseScan(_ quality: QualitySummary) -> [String] {
    guard !(quality.scanCoarseness <= quality.coarsenessLimit) else { return [] }
    return [
      "the pixels are \(NumberText.plain.trimmed(quality.scanCoarseness, digits: 1)) times as large as the "
        + "encoder's, at most "
        + "\(NumberText.plain.trimmed(quality.coarsenessLimit, digits: 1)) times may be"
    ]
  }

  private func outOfDistribution(_ quality: QualitySummary) -> [String] {
    guard !(quality.outOfDistributionShare <= quality.outOfDistributionLimit) else { return [] }
    let (share, limit) = (quality.outOfDistributionShare * 100, quality.outOfDistributionLimit * 100)
    return [
      "\(NumberText.plain.trimmed(share, digits: 0)) % of the tiles are unlike those of the training, at most "
        + "\(NumberText.plain.trimmed(limit, digits: 0)) % may be"
    ]
  }
}
