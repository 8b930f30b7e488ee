/// A treatment whose benefit PREDICT tells.
public enum PredictTreatment: String, Sendable, CaseIterable {
  case radiotherapy
  case hormoneTherapy = "hormone therapy, 5 years"
  case extendedHormoneTherapy = "hormone therapy, 10 years"
  case secondGeneration = "chemotherapy, second generation"
  case thirdGeneration = "chemotherapy, third generation"
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
  /// 5, 10 and 15.
  public static let years = [5, 10, 15]

  /// Probability to be alive after surgery alone.
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

  static func value22(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    patient(&inputs).map { .outlook(Predictor(formula: Predict22(), patient: $0, inputs.clinical).outlook()) }
  }

  static func value32(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let clinical = inputs.clinical
    let patient = patient(&inputs)
    guard let smoker = clinical.smoker else { return inputs.refuse(.missing(.smoker)) }
    guard let patient else { return nil }
    let formula = Predict32(prPositive: clinical.pr.flatMap(\.isPositive), currentSmoker: smoker)
    return .outlook(Predictor(formula: formula, patient: patient, clinical).outlook())
  }

  /// Age, size, nodes and ER must be known, as in the tool.
  private static func patient(_ inputs: inout ComparatorInputs) -> PredictPatient? {
    let clinical = inputs.clinical
    let (age, size) = (inputs.number(.age, in: 25...85), inputs.tumourSizeMM())
    let grade = clinical.grade == nil ? nil : inputs.whole(.grade)
    let nodes = inputs.whole(.positiveNodes)
    let er = inputs.decided(.er, clinical.er)
    let ki67 = clinical.ki67 == nil ? nil : inputs.number(.ki67)
    guard let age, let size, let nodes, let er else { return nil }
    return PredictPatient(
      age: age, screenDetected: clinical.detection.map { $0 == .screening }, tumourSizeMM: size, grade: grade,
      positiveNodes: nodes, erPositive: er, her2Positive: clinical.her2.flatMap(\.isPositive),
      ki67High: ki67.map { $0 > 10 })
  }
}
