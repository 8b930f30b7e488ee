import Prognosis

/// The columns that are known in every table: those of a manifest, the clinical ones among them.
package enum TableColumn: String, CaseIterable, Sendable {
  case name = "case"
  case slide, mpp, barcode, received, patient, age, grade
  case tumourSize = "tumour_size_mm"
  case positiveNodes = "positive_nodes"
  case ki67, er, her2, menopausal, note
  case pr
  case erHScore = "er_h_score"
  case prHScore = "pr_h_score"
  case prPercent = "pr_percent"
  case nottinghamScore = "nottingham_score"
  case detection, smoker, chemotherapy
  case hormoneTherapy = "hormone_therapy"
  case trastuzumab, bisphosphonates, radiotherapy
  case heartDoseGy = "heart_dose_gy"

  /// The column of a clinical variable.
  package init(_ variable: ClinicalVariable) {
    self =
      switch variable {
      case .age: .age
      case .grade: .grade
      case .tumourSizeMM: .tumourSize
      case .positiveNodes: .positiveNodes
      case .ki67: .ki67
      case .er: .er
      case .her2: .her2
      case .menopausal: .menopausal
      case .pr: .pr
      case .erHScore: .erHScore
      case .prHScore: .prHScore
      case .prPercent: .prPercent
      case .nottinghamScore: .nottinghamScore
      case .detection: .detection
      case .smoker: .smoker
      case .chemotherapy: .chemotherapy
      case .hormoneTherapy: .hormoneTherapy
      case .trastuzumab: .trastuzumab
      case .bisphosphonates: .bisphosphonates
      case .radiotherapy: .radiotherapy
      case .heartDoseGy: .heartDoseGy
      }
  }
}
