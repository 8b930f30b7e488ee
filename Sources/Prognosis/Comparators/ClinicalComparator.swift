/// A published score of clinical variables, shown beside the model's call and never blended into it.
///
///     ClinicalComparator.npi.result(of: ClinicalVariables(grade: 2, tumourSizeMM: 30, positiveNodes: 0))
///     // .value(.score(3.6, group: "moderate I"))
public enum ClinicalComparator: String, Sendable, CaseIterable {
  case npi, cts5, mindact, magee1, magee2, magee3, ihc4
  case predict22 = "predict2.2"
  case predict32 = "predict3.2"

  /// The comparator's name as a reader sees it.
  public var name: String {
    switch self {
    case .npi: "Nottingham Prognostic Index"
    case .cts5: "CTS5"
    case .mindact: "MINDACT clinical risk"
    case .magee1: "Magee equation 1"
    case .magee2: "Magee equation 2"
    case .magee3: "Magee equation 3"
    case .ihc4: "IHC4"
    case .predict22: "PREDICT Breast v2.2"
    case .predict32: "PREDICT Breast v3.2"
    }
  }

  /// What its number counts; empty where it has none.
  public var unit: String {
    switch self {
    case .npi, .cts5, .ihc4: "points"
    case .mindact: ""
    case .magee1, .magee2, .magee3: "recurrence score"
    case .predict22, .predict32: "% alive after 10 years, surgery alone"
    }
  }

  /// Decimals to print its number with: enough that a number and its group never seem to disagree at a published bound.
  public var decimals: Int {
    switch self {
    case .cts5: 3
    case .npi: 2
    case .mindact, .magee1, .magee2, .magee3, .ihc4, .predict22, .predict32: 1
    }
  }

  /// The publication of the comparator.
  public var source: String {
    switch self {
    case .npi: "Galea 1992; groups of six, Lee and Ellis 2008"
    case .cts5: "Dowsett, J Clin Oncol 2018"
    case .mindact: "MINDACT, supplementary table S13 (modified Adjuvant! 8.0), ER+/HER2- block"
    case .magee1, .magee2, .magee3: "Klein 2013"
    case .ihc4: "Cuzick 2011"
    case .predict22: "PREDICT Breast v2.2 (2020)"
    case .predict32: "PREDICT Breast v3.2 (2025)"
    }
  }

  /// The patients whom the comparator was made for, and what it speaks of.
  public var population: String {
    switch self {
    case .npi: "operable primary breast cancer"
    case .cts5: "postmenopausal, ER+, free of distant recurrence after 5 years of endocrine therapy; years 5 to 10"
    case .mindact: "ER+, HER2-"
    case .magee1, .magee2, .magee3: "ER+; estimates the 21-gene recurrence score"
    case .ihc4: "postmenopausal, ER+; distant recurrence"
    case .predict22, .predict32: "early breast cancer after surgery, 25 to 85 years; all causes of death"
    }
  }

  /// The comparator's value for a patient, or every reason why it has none.
  public func result(of clinical: ClinicalVariables) -> ComparatorResult {
    var inputs = ComparatorInputs(clinical)
    let value = value(&inputs)
    guard let value, inputs.reasons.isEmpty else { return .none(inputs.reasons) }
    return .value(value)
  }

  private func value(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    switch self {
    case .npi: NottinghamPrognosticIndex.value(&inputs)
    case .cts5: ClinicalTreatmentScore.value(&inputs)
    case .mindact: MindactClinicalRisk.value(&inputs)
    case .magee1: MageeEquation.value1(&inputs)
    case .magee2: MageeEquation.value2(&inputs)
    case .magee3: MageeEquation.value3(&inputs)
    case .ihc4: ImmunohistochemicalScore.value(&inputs)
    case .predict22: PredictOutlook.value22(&inputs)
    case .predict32: PredictOutlook.value32(&inputs)
    }
  }
}

/// What a comparator says of a patient.
public enum ComparatorValue: Hashable, Sendable {
  /// A number in the comparator's unit, and its published group where there is one.
  case score(Double, group: String?)
  /// A group without a number.
  case group(String)
  /// PREDICT's survival and benefits.
  case outlook(PredictOutlook)
}

/// A value, or why there is none.
public enum ComparatorResult: Hashable, Sendable {
  case value(ComparatorValue)
  /// The reasons why there is no value, never empty.
  case none([ComparatorReason])
}
