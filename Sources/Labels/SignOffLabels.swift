import Casework

extension Decision {
  /// As shown: `override`.
  public var label: String {
    switch self {
    case .confirm: "confirm"
    case .override: "override"
    }
  }
}

extension OverrideReason {
  /// As shown: `histology disagrees`.
  public var label: String {
    switch self {
    case .wrongRegion: "tissue or region wrong"
    case .stainOrScanQuality: "stain or scan quality"
    case .insufficientTumour: "insufficient tumour"
    case .wrongSpecimen: "wrong specimen or block"
    case .outsideIntendedUse: "outside the intended use"
    case .clinicalDataWrong: "clinical data entered wrong"
    case .clinicalFactorsOutweigh: "clinical factors outweigh"
    case .histologyDisagrees: "histology disagrees"
    case .genomicAssayOutweighs: "genomic assay outweighs"
    case .patientFactors: "patient factors"
    case .other: "other"
    }
  }
}
