/// A treatment whose benefit PREDICT tells.
public enum PredictTreatment: String, Sendable, CaseIterable {
  case radiotherapy
  case hormoneTherapy = "hormone-therapy-5-years"
  case extendedHormoneTherapy = "hormone-therapy-10-years"
  case secondGeneration = "chemotherapy-second-generation"
  case thirdGeneration = "chemotherapy-third-generation"
  case trastuzumab, bisphosphonates
}

/// What a treatment adds to the overall survival.
public struct PredictBenefit: Hashable, Sendable {
  /// The treatment that the benefit is of.
  public let treatment: PredictTreatment
  /// Differences of probabilities at ``PredictOutlook/years``; negative where it harms.
  public let gain: [Double]
}

/// What PREDICT says of a patient at 5, 10 and 15 years after surgery.
public struct PredictOutlook: Hashable, Sendable {
  /// The years that are looked at: 5, 10 and 15.
  public static let years = [5, 10, 15]

  /// The probability of being alive after surgery alone.
  public let surgeryOnly: [Double]
  /// The benefit of each treatment that can be considered for the patient, alone on top of surgery.
  public let benefits: [PredictBenefit]
  /// Probability to be alive after the treatment that is given; `nil` where none is.
  public let asTreated: [Double]?
  /// What the given treatments add one after the other, in the order of the tool: radiotherapy, hormone therapy,
  /// chemotherapy, trastuzumab, bisphosphonates.
  public let steps: [PredictBenefit]
  /// Variables that were not given, for which PREDICT has a category of its own.
  public let unknown: [ClinicalVariable]
  /// Treatments that are given and do not count: of no effect on such a cancer, or not in this version.
  public let notCounted: [ClinicalVariable]
}
