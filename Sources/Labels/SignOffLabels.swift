import Casework

extension Decision {
  /// The word that is shown: `override`.
  public var label: String {
    switch self {
    case .confirm: "confirm"
    case .override: "override"
    }
  }
}

extension OverrideReason {
  /// The words that are shown: `histology disagrees`.
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

extension SignatureMeaning {
  /// The sentence that the signature stands under.
  public var label: String {
    switch self {
    case .reviewedAndConfirmed: "I have reviewed the slides of this case and confirm the call of the model."
    case .reviewedAndReplaced: "I have reviewed the slides of this case and replace the call of the model by mine."
    }
  }
}
