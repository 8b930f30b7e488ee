/// Chemotherapy by the generations that PREDICT tells apart: second, anthracyclines; third, with taxanes.
public enum Chemotherapy: String, Sendable, Codable, CaseIterable {
  case none
  case secondGeneration = "second-generation"
  case thirdGeneration = "third-generation"

  /// Whether any is given.
  var isGiven: Bool {
    switch self {
    case .none: false
    case .secondGeneration, .thirdGeneration: true
    }
  }
}

/// Endocrine therapy by how long it is taken.
public enum HormoneTherapy: String, Sendable, Codable, CaseIterable {
  case none
  case fiveYears = "5-years"
  case tenYears = "10-years"
}

/// How the tumour was found.
public enum Detection: String, Sendable, Codable, CaseIterable {
  case screening, symptoms

  /// Whether screening found the tumour.
  var isByScreening: Bool {
    switch self {
    case .screening: true
    case .symptoms: false
    }
  }
}

/// What is given, or planned, besides surgery; every value may be missing.
public struct AdjuvantTreatment: Hashable, Sendable, Codable {
  /// The generation of the chemotherapy; `nil` where it is not known.
  public var chemotherapy: Chemotherapy?
  /// The duration of the hormone therapy; `nil` where it is not known.
  public var hormoneTherapy: HormoneTherapy?
  /// Whether trastuzumab is given.
  public var trastuzumab: Bool?
  /// Whether bisphosphonates are given.
  public var bisphosphonates: Bool?
  /// Whether radiotherapy is given.
  public var radiotherapy: Bool?
  /// Mean dose that the radiotherapy gives to the heart, Gy.
  public var heartDoseGy: Double?

  /// What is given; the rest is missing.
  public init(
    chemotherapy: Chemotherapy? = nil, hormoneTherapy: HormoneTherapy? = nil, trastuzumab: Bool? = nil,
    bisphosphonates: Bool? = nil, radiotherapy: Bool? = nil, heartDoseGy: Double? = nil
  ) {
    self.chemotherapy = chemotherapy
    self.hormoneTherapy = hormoneTherapy
    self.trastuzumab = trastuzumab
    self.bisphosphonates = bisphosphonates
    self.radiotherapy = radiotherapy
    self.heartDoseGy = heartDoseGy
  }
}
