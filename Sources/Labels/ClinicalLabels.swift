import Prognosis

extension ReceptorStatus {
  /// The word that is shown: `positive`.
  public var label: String {
    switch self {
    case .positive: "positive"
    case .negative: "negative"
    case .equivocal: "equivocal"
    }
  }
}

extension MenopausalStatus {
  /// The word that is shown: `post`.
  public var label: String {
    switch self {
    case .premenopausal: "pre"
    case .perimenopausal: "peri"
    case .postmenopausal: "post"
    }
  }
}

extension Chemotherapy {
  /// The words that are shown: `third generation`.
  public var label: String {
    switch self {
    case .none: "none"
    case .secondGeneration: "second generation"
    case .thirdGeneration: "third generation"
    }
  }
}

extension HormoneTherapy {
  /// The words that are shown: `5 years`.
  public var label: String {
    switch self {
    case .none: "none"
    case .fiveYears: "5 years"
    case .tenYears: "10 years"
    }
  }
}

extension Detection {
  /// The word that is shown: `screening`.
  public var label: String {
    switch self {
    case .screening: "screening"
    case .symptoms: "symptoms"
    }
  }
}

extension PredictTreatment {
  /// The words that are shown: `hormone therapy, 5 years`.
  public var label: String {
    switch self {
    case .radiotherapy: "radiotherapy"
    case .hormoneTherapy: "hormone therapy, 5 years"
    case .extendedHormoneTherapy: "hormone therapy, 10 years"
    case .secondGeneration: "chemotherapy, second generation"
    case .thirdGeneration: "chemotherapy, third generation"
    case .trastuzumab: "trastuzumab"
    case .bisphosphonates: "bisphosphonates"
    }
  }
}
