import Prognosis

extension ReceptorStatus {
  /// As shown: `positive`.
  public var label: String {
    switch self {
    case .positive: "positive"
    case .negative: "negative"
    case .equivocal: "equivocal"
    }
  }
}

extension MenopausalStatus {
  /// As shown: `post`.
  public var label: String {
    switch self {
    case .premenopausal: "pre"
    case .perimenopausal: "peri"
    case .postmenopausal: "post"
    }
  }
}

extension Chemotherapy {
  /// As shown: `third generation`.
  public var label: String {
    switch self {
    case .none: "none"
    case .secondGeneration: "second generation"
    case .thirdGeneration: "third generation"
    }
  }
}

extension HormoneTherapy {
  /// As shown: `5 years`.
  public var label: String {
    switch self {
    case .none: "none"
    case .fiveYears: "5 years"
    case .tenYears: "10 years"
    }
  }
}

extension Detection {
  /// As shown: `screening`.
  public var label: String {
    switch self {
    case .screening: "screening"
    case .symptoms: "symptoms"
    }
  }
}
