import Foundation

/// What both versions of PREDICT Breast ask of a patient. What is `nil` is unknown, a category of its own in PREDICT.
public struct PredictPatient: Hashable, Sendable {
  /// Years at diagnosis, 25 to 85.
  public let age: Double
  /// Whether screening found the tumour.
  public let screenDetected: Bool?
  /// Largest invasive diameter, mm, above 0.
  public let tumourSizeMM: Double
  /// The grade, 1 to 3.
  public let grade: Int?
  /// How many nodes are invaded.
  public let positiveNodes: Int
  /// Whether the oestrogen receptor is positive.
  public let erPositive: Bool
  /// Whether HER2 is positive; `nil` where it is not known.
  public let her2Positive: Bool?
  /// Whether Ki-67 is above 10 % (Wishart et al., BMC Cancer 2014).
  public let ki67High: Bool?

  /// What the formula asks for.
  public init(
    age: Double, screenDetected: Bool?, tumourSizeMM: Double, grade: Int?, positiveNodes: Int, erPositive: Bool,
    her2Positive: Bool?, ki67High: Bool?
  ) {
    self.age = age
    self.screenDetected = screenDetected
    self.tumourSizeMM = tumourSizeMM
    self.grade = grade
    self.positiveNodes = positiveNodes
    self.erPositive = erPositive
    self.her2Positive = her2Positive
    self.ki67High = ki67High
  }

  /// The mean grade of PREDICT's own patients where it is unknown.
  var gradeValue: Double { grade.map(Double.init) ?? 2.13 }

  /// 1 for screening, 0 for symptoms, the share of screening in PREDICT's own patients where it is unknown.
  var screening: Double { screenDetected.map { $0 ? 1 : 0 } ?? 0.204 }
}

/// What is given on top of surgery.
public struct PredictRegimen: Hashable, Sendable {
  /// The chemotherapy; default: none.
  public var chemotherapy = Chemotherapy.none
  /// The hormone therapy, which acts on ER-positive cancer only; default: none.
  public var hormoneTherapy = HormoneTherapy.none
  /// Whether trastuzumab is given, which acts on HER2-positive cancer only.
  public var trastuzumab = false
  /// Whether bisphosphonates are given, which is for postmenopausal patients.
  public var bisphosphonates = false
  /// Mean dose to the heart in Gy of a radiotherapy; `nil` without one. Version 2.2 does not know it.
  public var radiotherapyHeartGy: Double?

  /// A treatment of surgery and what is told; default: surgery alone.
  public init(
    chemotherapy: Chemotherapy = .none, hormoneTherapy: HormoneTherapy = .none, trastuzumab: Bool = false,
    bisphosphonates: Bool = false, radiotherapyHeartGy: Double? = nil
  ) {
    self.chemotherapy = chemotherapy
    self.hormoneTherapy = hormoneTherapy
    self.trastuzumab = trastuzumab
    self.bisphosphonates = bisphosphonates
    self.radiotherapyHeartGy = radiotherapyHeartGy
  }
}

/// A version of PREDICT Breast: two proportional hazards, death of breast cancer and of other causes, by whole years.
public protocol PredictFormula: Sendable {
  /// Log hazard of death of breast cancer in `year` (1 to 15) after surgery alone.
  func breastIndex(_ patient: PredictPatient, year: Int) -> Double
  /// Log hazard of death of other causes.
  func otherIndex(_ patient: PredictPatient) -> Double
  /// Cumulative hazard of death of breast cancer after `year` years where ``breastIndex(_:year:)`` is 0.
  func breastBaseline(erPositive: Bool, year: Int) -> Double
  /// Cumulative hazard of death of other causes after `year` years where ``otherIndex(_:)`` is 0.
  func otherBaseline(year: Int) -> Double
  /// What a regimen adds to the log hazard of death of breast cancer in `year`.
  func breastEffect(_ regimen: PredictRegimen, _ patient: PredictPatient, year: Int) -> Double
  /// What a regimen adds to the log hazard of death of other causes.
  func otherEffect(_ regimen: PredictRegimen) -> Double
}

/// Probabilities at the end of years 1 to 15; the three of a year sum to 1.
public struct PredictCurve: Hashable, Sendable {
  /// The share of patients who are alive, year by year.
  public let overallSurvival: [Double]
  /// Share of patients who died of breast cancer, by year.
  public let breastCancerDeath: [Double]
  /// Share of patients who died of another cause, by year.
  public let otherDeath: [Double]
}

extension PredictFormula {
  /// The patient's years after surgery and `regimen`.
  ///
  /// The increments of the baseline a year times exp(index) sum to the breast hazard; the causes act independently, and
  /// a year's deaths are shared between them in proportion to what each alone would take.
  public func curve(_ patient: PredictPatient, _ regimen: PredictRegimen = PredictRegimen()) -> PredictCurve {
    let breast = breastSurvival(patient, regimen)
    let other = otherSurvival(patient, regimen)
    let all = zip(breast, other).map { $0 * $1 }
    let shares = zip(Self.losses(breast), Self.losses(other)).map { $0 + $1 > 0 ? $0 / ($0 + $1) : 0 }
    let deaths = Self.sums(zip(shares, Self.losses(all)).map { $0 * $1 })
    return PredictCurve(
      overallSurvival: all, breastCancerDeath: deaths, otherDeath: zip(all, deaths).map { 1 - $0 - $1 })
  }

  private func breastSurvival(_ patient: PredictPatient, _ regimen: PredictRegimen) -> [Double] {
    let baseline = (0...15).map { $0 == 0 ? 0 : breastBaseline(erPositive: patient.erPositive, year: $0) }
    let hazards = (1...15).map { year in
      let index = breastIndex(patient, year: year) + breastEffect(regimen, patient, year: year)
      return (baseline[year] - baseline[year - 1]) * exp(index)
    }
    return Self.sums(hazards).map { exp(-$0) }
  }

  private func otherSurvival(_ patient: PredictPatient, _ regimen: PredictRegimen) -> [Double] {
    let index = otherIndex(patient) + otherEffect(regimen)
    return (1...15).map { exp(-otherBaseline(year: $0) * exp(index)) }
  }

  /// What each year takes of a survival that begins at 1.
  private static func losses(_ survival: [Double]) -> [Double] { zip([1] + survival, survival).map { $0 - $1 } }

  private static func sums(_ values: [Double]) -> [Double] {
    values.reduce(into: []) { sums, value in sums.append((sums.last ?? 0) + value) }
  }

  /// The effects that both versions share: chemotherapy by generation, endocrine therapy with `extension` on top in
  /// years 11 to 15 where it is taken for ten, trastuzumab, bisphosphonates.
  func commonEffect(
    _ regimen: PredictRegimen, _ patient: PredictPatient, year: Int, extension extended: Double
  ) -> Double {
    let hormone = patient.erPositive ? Self.hormone(regimen.hormoneTherapy, year: year, extension: extended) : 0
    let trastuzumab = regimen.trastuzumab && patient.her2Positive == true ? -0.3567 : 0
    return Self.chemotherapy(regimen.chemotherapy) + hormone + trastuzumab + (regimen.bisphosphonates ? -0.198 : 0)
  }

  private static func chemotherapy(_ chemotherapy: Chemotherapy) -> Double {
    switch chemotherapy {
    case .none: 0
    case .secondGeneration: -0.248
    case .thirdGeneration: -0.446
    }
  }

  private static func hormone(_ therapy: HormoneTherapy, year: Int, extension extended: Double) -> Double {
    switch therapy {
    case .none: 0
    case .fiveYears: -0.3857
    case .tenYears: -0.3857 + (year > 10 ? extended : 0)
    }
  }
}
