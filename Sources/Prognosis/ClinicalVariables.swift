/// Whether a receptor is expressed, as the manifest gives it.
public enum ReceptorStatus: String, Sendable, Codable, CaseIterable {
  case positive, negative
  /// HER2 immunohistochemistry 2+ without in-situ hybridisation.
  case equivocal
}

/// Menopausal status at diagnosis.
public enum MenopausalStatus: String, Sendable, Codable, CaseIterable {
  case premenopausal = "pre"
  case perimenopausal = "peri"
  case postmenopausal = "post"

  /// Whether the menopause is over.
  var isPostmenopausal: Bool {
    switch self {
    case .postmenopausal: true
    case .premenopausal, .perimenopausal: false
    }
  }
}

/// What is known of the patient and the tumour besides the slide; every value may be missing.
public struct ClinicalVariables: Hashable, Sendable, Codable {
  /// Age in years.
  public var age: Double?
  /// Nottingham histological grade, 1 to 3.
  public var grade: Int?
  /// Largest diameter of the invasive tumour, mm.
  public var tumourSizeMM: Double?
  /// Number of invaded lymph nodes.
  public var positiveNodes: Int?
  /// Ki-67 labelling index, percent of tumour nuclei.
  public var ki67: Double?
  /// Status of the oestrogen receptor.
  public var er: ReceptorStatus?
  /// Status of HER2.
  public var her2: ReceptorStatus?
  /// Menopausal status at diagnosis.
  public var menopausal: MenopausalStatus?
  /// Status of the progesterone receptor.
  public var pr: ReceptorStatus?
  /// H-score of the oestrogen receptor: percent of nuclei times intensity (0 to 3), 0 to 300.
  public var erHScore: Double?
  /// H-score of the progesterone receptor, 0 to 300.
  public var prHScore: Double?
  /// Nuclei that express the progesterone receptor, percent.
  public var prPercent: Double?
  /// Sum of the three parts of the Nottingham grade, 3 to 9.
  public var nottinghamScore: Int?
  /// How the tumour was found.
  public var detection: Detection?
  /// Whether the patient smokes now; never and former smokers do not.
  public var smoker: Bool?
  /// What is given besides surgery.
  public var treatment: AdjuvantTreatment

  /// What is given; the rest is missing.
  public init(
    age: Double? = nil, grade: Int? = nil, tumourSizeMM: Double? = nil, positiveNodes: Int? = nil,
    ki67: Double? = nil, er: ReceptorStatus? = nil, her2: ReceptorStatus? = nil, menopausal: MenopausalStatus? = nil,
    pr: ReceptorStatus? = nil, erHScore: Double? = nil, prHScore: Double? = nil, prPercent: Double? = nil,
    nottinghamScore: Int? = nil, detection: Detection? = nil, smoker: Bool? = nil,
    treatment: AdjuvantTreatment = AdjuvantTreatment()
  ) {
    self.age = age
    self.grade = grade
    self.tumourSizeMM = tumourSizeMM
    self.positiveNodes = positiveNodes
    self.ki67 = ki67
    self.er = er
    self.her2 = her2
    self.menopausal = menopausal
    self.pr = pr
    self.erHScore = erHScore
    self.prHScore = prHScore
    self.prPercent = prPercent
    self.nottinghamScore = nottinghamScore
    self.detection = detection
    self.smoker = smoker
    self.treatment = treatment
  }
}
