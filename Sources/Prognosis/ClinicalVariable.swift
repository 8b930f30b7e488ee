/// What may be known of a patient and their tumour, named as the column of the manifest.
public enum ClinicalVariable: String, Sendable, Codable, CaseIterable {
  case age, grade
  case tumourSizeMM = "tumour_size_mm"
  case positiveNodes = "positive_nodes"
  case ki67, er, her2, menopausal, pr
  case erHScore = "er_h_score"
  case prHScore = "pr_h_score"
  case prPercent = "pr_percent"
  case nottinghamScore = "nottingham_score"
  case detection, smoker, chemotherapy
  case hormoneTherapy = "hormone_therapy"
  case trastuzumab, bisphosphonates, radiotherapy
  case heartDoseGy = "heart_dose_gy"

  /// The variable's name as a reader sees it.
  public var name: String {
    switch self {
    case .age, .grade, .detection, .chemotherapy, .trastuzumab, .bisphosphonates, .radiotherapy: rawValue
    case .tumourSizeMM: "tumour size"
    case .positiveNodes: "invaded nodes"
    case .ki67: "Ki-67"
    case .er: "ER"
    case .her2: "HER2"
    case .menopausal: "menopausal status"
    case .pr: "PR"
    case .erHScore: "ER H-score"
    case .prHScore: "PR H-score"
    case .prPercent: "PR percent"
    case .nottinghamScore: "Nottingham score"
    case .smoker: "smoking"
    case .hormoneTherapy: "hormone therapy"
    case .heartDoseGy: "heart dose"
    }
  }

  /// `mm`, `%`, `Gy`, `years`; empty where it is a count, a score or a word.
  public var unit: String {
    switch self {
    case .age: "years"
    case .tumourSizeMM: "mm"
    case .ki67, .prPercent: "%"
    case .heartDoseGy: "Gy"
    case .grade, .positiveNodes, .er, .her2, .menopausal, .pr, .erHScore, .prHScore, .nottinghamScore, .detection,
      .smoker, .chemotherapy, .hormoneTherapy, .trastuzumab, .bisphosphonates, .radiotherapy:
      ""
    }
  }

  /// What is possible at all; `nil` where it is a word.
  var possible: ClosedRange<Double>? { ClinicalProblem.Variable(rawValue: rawValue)?.possible }
}

extension ClinicalVariables {
  /// The value of a variable that is a number, finite or not; `nil` where it is missing or a word.
  func number(_ variable: ClinicalVariable) -> Double? {
    switch variable {
    case .age: age
    case .grade: grade.map(Double.init)
    case .tumourSizeMM: tumourSizeMM
    case .positiveNodes: positiveNodes.map(Double.init)
    case .ki67: ki67
    case .erHScore: erHScore
    case .prHScore: prHScore
    case .prPercent: prPercent
    case .nottinghamScore: nottinghamScore.map(Double.init)
    case .heartDoseGy: treatment.heartDoseGy
    case .er, .her2, .menopausal, .pr, .detection, .smoker, .chemotherapy, .hormoneTherapy, .trastuzumab,
      .bisphosphonates, .radiotherapy:
      nil
    }
  }
}
