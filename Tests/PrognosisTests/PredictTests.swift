import Prognosis
import Testing

/// Expected numbers: the R code of PREDICT's authors (WintonCentre/predict-v30-r, `benefits22` and `benefits32`,
/// snapshot of April 2025), run in R 4.2; A, B, C and the R defaults are those of the reference's clinical.md, section
/// 5.7.
@Suite("PREDICT Breast")
struct PredictTests {
  /// Percent, printed by R to ten digits.
  private static let tolerance = 5e-8

  /// A patient with what R says of her.
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let patient: PredictPatient
    let formula: Predict32
    let firstIndex: Double
    let lastIndex: Double
    let otherIndex: Double
    /// Overall survival at 5, 10 and 15 years in version 3.2: surgery, hormones, chemotherapy of the third generation,
    /// both.
    let survival32: [[Double]]
    /// Cumulative deaths of breast cancer at 10 years after surgery alone.
    let breastDeaths: Double
    /// Survival after surgery, then the benefits of hormones, chemotherapy of the third generation, both, in version
    /// 2.2.
    let survival22: [[Double]]
  }

  static let examples = [
    Example(
      testDescription: "A: 50 y, 20 mm, grade 2, no node, ER+ HER2-",
      patient: PredictPatient(
        age: 50, screenDetected: false, tumourSizeMM: 20, grade: 2, positiveNodes: 0, erPositive: true,
        her2Positive: false, ki67High: nil), formula: Predict32(prPositive: nil, currentSmoker: false),
      firstIndex: 3.256544551, lastIndex: 3.309544551, otherIndex: 0.3708742693,
      survival32: [
        [96.84235018, 91.45804627, 85.49041396], [97.66168925, 93.54773391, 88.70963797],
        [97.65148863, 93.46072952, 88.38587646], [98.17959676, 94.82224533, 90.50237799],
      ], breastDeaths: 6.71911618,
      survival22: [
        [94.89815578, 86.81291872, 78.34788192], [1.156169140, 2.820386936, 4.194159137],
        [1.300903763, 3.177407608, 4.731098880], [2.049575361, 5.038276921, 7.551493484],
      ]),
    Example(
      testDescription: "B: 50 y, 20 mm, grade 2, two nodes, ER+ HER2- Ki-67+ PR+",
      patient: PredictPatient(
        age: 50, screenDetected: false, tumourSizeMM: 20, grade: 2, positiveNodes: 2, erPositive: true,
        her2Positive: false, ki67High: true), formula: Predict32(prPositive: true, currentSmoker: false),
      firstIndex: 4.082482442, lastIndex: 4.135482442, otherIndex: 0.3708742693,
      survival32: [
        [93.62349671, 83.53266486, 73.70674636], [95.44251869, 87.95604228, 80.19984485],
        [95.56099741, 88.19174972, 80.38009613], [96.74548625, 91.15364858, 84.84410710],
      ], breastDeaths: 14.64942823,
      survival22: [
        [89.58986421, 74.57324126, 61.14660344], [2.777449595, 6.260036081, 8.591896756],
        [3.128751703, 7.074249284, 9.741315327], [4.958803888, 11.398131564, 15.966270463],
      ]),
    Example(
      testDescription: "C: 65 y, by screening, 15 mm, grade 1, no node, ER+ HER2- Ki-67- PR+",
      patient: PredictPatient(
        age: 65, screenDetected: true, tumourSizeMM: 15, grade: 1, positiveNodes: 0, erPositive: true,
        her2Positive: false, ki67High: false), formula: Predict32(prPositive: true, currentSmoker: false),
      firstIndex: 2.03439557, lastIndex: 2.08739557, otherIndex: 1.773658344,
      survival32: [
        [96.93028531, 90.77118933, 81.72434773], [97.17116135, 91.37731964, 82.61915200],
        [96.74687565, 90.07281768, 80.00085025], [96.90072006, 90.45740585, 80.56050957],
      ], breastDeaths: 2.02710332,
      survival22: [
        [94.17140263, 84.44329729, 72.59141015], [0.3504795937, 0.8322721723, 1.1706135249],
        [0.3941479247, 0.9363253456, 1.3174763359], [0.6193077572, 1.4740893720, 2.0782876526],
      ]),
    Example(
      testDescription: "D: 42 y, 31 mm, grade 3, four nodes, ER- HER2+ PR-",
      patient: PredictPatient(
        age: 42, screenDetected: false, tumourSizeMM: 31, grade: 3, positiveNodes: 4, erPositive: false,
        her2Positive: true, ki67High: true), formula: Predict32(prPositive: false, currentSmoker: false),
      firstIndex: 3.557692542, lastIndex: 3.557692542, otherIndex: -0.1081589208,
      survival32: [
        [53.20615685, 37.56997802, 31.17993221], [53.20615685, 37.56997802, 31.17993221],
        [66.63430643, 53.08899736, 46.74913737], [66.63430643, 53.08899736, 46.74913737],
      ], breastDeaths: 61.31393137,
      survival22: [
        [45.56106852, 32.82245408, 28.08727590], [0, 0, 0], [14.70593148, 15.74892468, 15.50084564],
        [14.70593148, 15.74892468, 15.50084564],
      ]),
    Example(
      testDescription: "E: 71 y, detection unknown, 12 mm, grade 1, no node, ER- HER2-",
      patient: PredictPatient(
        age: 71, screenDetected: nil, tumourSizeMM: 12, grade: 1, positiveNodes: 0, erPositive: false,
        her2Positive: false, ki67High: nil), formula: Predict32(prPositive: nil, currentSmoker: false),
      firstIndex: 1.052145924, lastIndex: 1.052145924, otherIndex: 2.452730589,
      survival32: [
        [90.71856251, 79.54025127, 65.44643857], [90.71856251, 79.54025127, 65.44643857],
        [91.55618211, 79.41518963, 63.34102292], [91.55618211, 79.41518963, 63.34102292],
      ], breastDeaths: 7.312268784,
      survival22: [
        [86.80956311, 72.40177348, 56.80229608], [0, 0, 0], [1.760801344, 2.065885619, 1.820521791],
        [1.760801344, 2.065885619, 1.820521791],
      ]),
  ]

  private static let regimens = [
    PredictRegimen(), PredictRegimen(hormoneTherapy: .fiveYears), PredictRegimen(chemotherapy: .thirdGeneration),
    PredictRegimen(chemotherapy: .thirdGeneration, hormoneTherapy: .fiveYears),
  ]

  /// Percent alive at 5, 10 and 15 years.
  private static func survival(
    _ formula: any PredictFormula, _ patient: PredictPatient, _ regimen: PredictRegimen
  ) -> [Double] {
    let curve = formula.curve(patient, regimen).overallSurvival
    return [5, 10, 15].map { 100 * curve[$0 - 1] }
  }

  private static func agree(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < tolerance }
  }

  @Test("v3.2 has the indices of the R code", arguments: examples)
  func indices(example: Example) {
    #expect(abs(example.formula.breastIndex(example.patient, year: 1) - example.firstIndex) < 1e-9)
    #expect(abs(example.formula.breastIndex(example.patient, year: 15) - example.lastIndex) < 1e-9)
    #expect(abs(example.formula.otherIndex(example.patient) - example.otherIndex) < 1e-9)
  }

  @Test("v3.2 gives the overall survival of the R code, by treatment", arguments: examples)
  func survival32(example: Example) {
    for (regimen, expected) in zip(Self.regimens, example.survival32) {
      let found = Self.survival(example.formula, example.patient, regimen)
      #expect(Self.agree(found, expected), "\(regimen): \(found)")
    }
  }

  @Test("v3.2 shares the deaths between the causes as the R code does", arguments: examples)
  func causes(example: Example) {
    let curve = example.formula.curve(example.patient)
    #expect(abs(100 * curve.breastCancerDeath[9] - example.breastDeaths) < Self.tolerance)
    for year in 0..<15 {
      let sum = curve.overallSurvival[year] + curve.breastCancerDeath[year] + curve.otherDeath[year]
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  @Test("v2.2 gives the overall survival and the benefits of the R code", arguments: examples)
  func survival22(example: Example) {
    let alone = Self.survival(Predict22(), example.patient, PredictRegimen())
    #expect(Self.agree(alone, example.survival22[0]), "\(alone)")
    for (regimen, expected) in zip(Self.regimens, example.survival22).dropFirst() {
      let gains = zip(Self.survival(Predict22(), example.patient, regimen), alone).map { $0 - $1 }
      #expect(Self.agree(gains, expected), "\(regimen): \(gains)")
    }
  }

  private static let smoker = Predict32(prPositive: true, currentSmoker: true)
  private static let b = examples[1].patient

  @Test("v3.2 gives what the R function's own defaults give: every treatment, a smoker, 4 Gy to the heart")
  func defaults() {
    let all = PredictRegimen(
      chemotherapy: .thirdGeneration, hormoneTherapy: .fiveYears, trastuzumab: true, bisphosphonates: true,
      radiotherapyHeartGy: 4)
    let alone = Self.survival(Self.smoker, Self.b, PredictRegimen())
    #expect(Self.agree(alone, [93.48877825, 83.14312122, 72.95033729]), "\(alone)")
    let treated = Self.survival(Self.smoker, Self.b, all)
    #expect(Self.agree(treated, [97.34003622, 92.53598079, 86.56728862]), "\(treated)")
  }

  @Test("the R defaults' benefits at ten years one after the other are 2.3, 3.7, 2.5, 0, 1.0")
  func steps() {
    var regimen = PredictRegimen()
    var seen = [Self.survival(Self.smoker, Self.b, regimen)]
    regimen.radiotherapyHeartGy = 4
    seen.append(Self.survival(Self.smoker, Self.b, regimen))
    regimen.hormoneTherapy = .fiveYears
    seen.append(Self.survival(Self.smoker, Self.b, regimen))
    regimen.chemotherapy = .thirdGeneration
    seen.append(Self.survival(Self.smoker, Self.b, regimen))
    regimen.trastuzumab = true
    seen.append(Self.survival(Self.smoker, Self.b, regimen))
    regimen.bisphosphonates = true
    seen.append(Self.survival(Self.smoker, Self.b, regimen))
    let steps = zip(seen.dropFirst(), seen).map { ((($0[1] - $1[1]) * 10).rounded()) / 10 }
    #expect(steps == [2.3, 3.7, 2.5, 0, 1.0])
    #expect(((seen[5][2] - seen[0][2]) * 10).rounded() / 10 == 13.6, "all, at 15 years")
    regimen.hormoneTherapy = .tenYears
    let longer = Self.survival(Self.smoker, Self.b, regimen)
    #expect(((longer[2] - seen[0][2]) * 10).rounded() / 10 == 14.3, "hormones for ten years, at 15 years")
    #expect(longer[1] == seen[5][1], "the second five years of hormones count from year 11 on")
  }

  @Test("case A smoking has 91.03 % at ten years, with radiotherapy of 4 Gy not smoking 92.48 %")
  func smokingAndRadiotherapy() {
    let patient = Self.examples[0].patient
    let smoking = Self.survival(Predict32(prPositive: nil, currentSmoker: true), patient, PredictRegimen())
    #expect(abs(smoking[1] - 91.03154366) < Self.tolerance)
    let irradiated = Self.survival(
      Predict32(prPositive: nil, currentSmoker: false), patient, PredictRegimen(radiotherapyHeartGy: 4))
    #expect(abs(irradiated[1] - 92.48493847) < Self.tolerance)
  }

  /// F: 58 y, detection unknown, 45 mm, grade 3, seven nodes, ER+ HER2+ Ki-67- PR-, a smoker.
  private static let f = PredictPatient(
    age: 58, screenDetected: nil, tumourSizeMM: 45, grade: 3, positiveNodes: 7, erPositive: true, her2Positive: true,
    ki67High: false)

  @Test("HER2 of ER-positive cancer fades with the years; every treatment counts as in the R code")
  func everyTreatment() {
    let formula = Predict32(prPositive: false, currentSmoker: true)
    #expect(abs(formula.breastIndex(Self.f, year: 1) - 6.793975226) < 1e-9)
    #expect(abs(formula.breastIndex(Self.f, year: 15) - 6.185975226) < 1e-9)
    let expected: [(PredictRegimen, [Double])] = [
      (PredictRegimen(), [47.286931502, 19.141851950, 8.158040384]),
      (PredictRegimen(chemotherapy: .secondGeneration), [55.41045618, 26.99504225, 13.55490722]),
      (PredictRegimen(trastuzumab: true), [58.94857555, 31.00218254, 16.78293885]),
      (PredictRegimen(hormoneTherapy: .tenYears), [59.82154589, 32.01529978, 20.27462028]),
      (PredictRegimen(radiotherapyHeartGy: 3), [53.92615005, 25.49151542, 12.49794716]),
      (
        PredictRegimen(
          chemotherapy: .secondGeneration, hormoneTherapy: .fiveYears, trastuzumab: true, bisphosphonates: true,
          radiotherapyHeartGy: 3), [81.73625437, 63.10943231, 48.17302172]
      ),
    ]
    for (regimen, survival) in expected {
      let found = Self.survival(formula, Self.f, regimen)
      #expect(Self.agree(found, survival), "\(regimen): \(found)")
    }
  }

  @Test("v2.2 counts trastuzumab, bisphosphonates and ten years of hormones, and no radiotherapy")
  func everyTreatment22() {
    let alone = Self.survival(Predict22(), Self.f, PredictRegimen())
    let expected: [(PredictRegimen, [Double])] = [
      (PredictRegimen(trastuzumab: true), [11.837866408, 9.979928224, 5.056584135]),
      (PredictRegimen(bisphosphonates: true), [6.746898094, 5.212252865, 2.397161854]),
      (PredictRegimen(hormoneTherapy: .tenYears), [12.732105963, 10.895475809, 7.544248439]),
      (
        PredictRegimen(
          chemotherapy: .secondGeneration, hormoneTherapy: .fiveYears, trastuzumab: true, bisphosphonates: true),
        [32.42456102, 37.54796567, 27.61035856]
      ), (PredictRegimen(radiotherapyHeartGy: 3), [0, 0, 0]),
    ]
    for (regimen, gain) in expected {
      let found = zip(Self.survival(Predict22(), Self.f, regimen), alone).map { $0 - $1 }
      #expect(Self.agree(found, gain), "\(regimen): \(found)")
    }
  }
}
