import SurvivalStatistics

/// A part that is not in the report, and why.
public struct Omission: Sendable, Hashable {
  /// The part that is left out.
  public let part: ReportPart
  /// The level or model that it is about; empty for the whole part.
  public let subject: String
  /// Why it is left out.
  public let reason: OmissionReason
}

/// What a report is made of.
public enum ReportPart: String, Sendable, Hashable, CaseIterable {
  case harrellC, unoC, auc, brier, threshold, kaplanMeier, logRank, hazardRatio, clinicalModel, combinedModel
  case comparison, equalSpecificity, calibration, calibrationSlope, calibrationCurve, decisionCurve, subgroup, bootstrap
}

/// Why a part is not there.
public enum OmissionReason: Sendable, Hashable, Codable {
  /// The statistic has no answer.
  case survival(SurvivalFailure)
  /// No threshold was given.
  case noThreshold
  /// A threshold on the probability, and no probabilities.
  case noProbability
  /// The model says nothing after `last`.
  case modelEnds(last: Double)
  /// The score of a refitted model has slope 1 whatever the data.
  case byConstruction
  /// Nothing to compare with was named.
  case noClinical
  /// `found` levels are too many, or one is too few.
  case levels(found: Int)
  /// Only `found` patients have every clinical value.
  case tooFewComplete(found: Int)
  /// No resamples were asked for.
  case noBootstrap
  /// No patient who counts is called so.
  case nobodyCalled(SurvivalCurve.Group)
  /// A group that is compared has no event, or only events, so that the estimate is infinite.
  case infinite
}

// MARK: As a record codes it

extension OmissionReason {
  private enum CodingKeys: String, CodingKey {
    case survival
    case noThreshold = "no-threshold"
    case noProbability = "no-probability"
    case modelEnds = "model-ends"
    case byConstruction = "by-construction"
    case noClinical = "no-clinical"
    case levels
    case tooFewComplete = "too-few-complete"
    case noBootstrap = "no-bootstrap"
    case nobodyCalled = "nobody-called"
    case infinite
  }

  private enum SurvivalCodingKeys: String, CodingKey { case _0 = "failure" }
  private enum NobodyCalledCodingKeys: String, CodingKey { case _0 = "group" }
}
