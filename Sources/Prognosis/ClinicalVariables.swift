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
}

/// What is known of the patient and her tumour besides the slide; every value may be missing.
public struct ClinicalVariables: Hashable, Sendable, Codable {
  /// Years.
  public var age: Double?
  /// Nottingham histological grade, 1 to 3.
  public var grade: Int?
  /// Largest diameter of the invasive tumour, mm.
  public var tumourSizeMM: Double?
  /// Number of invaded lymph nodes.
  public var positiveNodes: Int?
  /// Ki-67 labelling index, percent of tumour nuclei.
  public var ki67: Double?
  /// Oestrogen receptor.
  public var er: ReceptorStatus?
  /// HER2.
  public var her2: ReceptorStatus?
  /// At diagnosis.
  public var menopausal: MenopausalStatus?

  /// What is given; the rest is missing.
  public init(
    age: Double? = nil, grade: Int? = nil, tumourSizeMM: Double? = nil, positiveNodes: Int? = nil,
    ki67: Double? = nil, er: ReceptorStatus? = nil, her2: ReceptorStatus? = nil, menopausal: MenopausalStatus? = nil
  ) {
    self.age = age
    self.grade = grade
    self.tumourSizeMM = tumourSizeMM
    self.positiveNodes = positiveNodes
    self.ki67 = ki67
    self.er = er
    self.her2 = her2
    self.menopausal = menopausal
  }
}
