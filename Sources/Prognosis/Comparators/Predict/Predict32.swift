import Foundation

/// PREDICT Breast v3.2, as its authors publish it in R (WintonCentre/predict-v30-r, snapshot of April 2025,
/// `benefits32` and `coefficients_v3.csv`). The year of diagnosis is 2017 for everybody, as in their tool.
public struct Predict32: PredictFormula {
  private let prPositive: Bool?
  private let currentSmoker: Bool

  /// - Parameters:
  ///   - prPositive: progesterone receptor; `nil` is unknown.
  ///   - currentSmoker: never and former smokers are not.
  public init(prPositive: Bool?, currentSmoker: Bool) {
    self.prPositive = prPositive
    self.currentSmoker = currentSmoker
  }

  /// Years after 2000.
  private static let year = 17.0

  /// PREDICT's age is counted from 24, in centuries.
  private static func age(_ patient: PredictPatient) -> Double { (patient.age - 24) / 100 }

  /// Log hazard of death of breast cancer after surgery alone.
  public func breastIndex(_ patient: PredictPatient, year: Int) -> Double {
    patient.erPositive ? positiveIndex(patient) + Self.positiveHER2(patient, year: year) : negativeIndex(patient)
  }

  private func positiveIndex(_ patient: PredictPatient) -> Double {
    let age = Self.age(patient)
    let ages = 0.1958986203588129 / age.squareRoot() + 2.929125051895787 * age * age
    let size = 2.27417420673498 * (1 - exp(-patient.tumourSizeMM / 20))
    let nodes = 0.6724828209061207 * log(Double(patient.positiveNodes + 1))
    let ki67 = patient.ki67High.map { $0 ? 0.14904 : -0.11333 } ?? 0
    let pr = prPositive.map { $0 ? -0.0619 : 0.2624 } ?? 0
    return ages + size + nodes + 0.7050339629739382 * patient.gradeValue - 0.32039363353015476 * patient.screening
      - 0.048251370712776756 * Self.year + ki67 + pr + 0.7
  }

  private func negativeIndex(_ patient: PredictPatient) -> Double {
    let age = Self.age(patient)
    let ages = 1.7560679383953317 * age + 4.555274634880487 * age * log(age)
    let size = 0.7443277265210039 * log(patient.tumourSizeMM)
    let nodes = 0.6308590364310884 * log(Double(patient.positiveNodes + 1))
    let her2 = patient.her2Positive.map { $0 ? 0.2316 : -0.08589 } ?? 0
    let pr = prPositive.map { $0 ? -0.2231 : 0.0296 } ?? 0
    return ages + size + nodes + 0.3462287839000938 * patient.gradeValue - 0.2110969326598672 * patient.screening
      - 0.045504610416172736 * Self.year + her2 + pr + 0.55
  }

  /// HER2 of ER-positive cancer fades with the years.
  private static func positiveHER2(_ patient: PredictPatient, year: Int) -> Double {
    guard let positive = patient.her2Positive else { return 0 }
    let effects = positive ? positiveEffects : negativeEffects
    return effects.indices.contains(year - 1) ? effects[year - 1] : 0
  }

  private static let positiveEffects = [0.608, 0.532, 0.457, 0.382, 0.307, 0.231, 0.156, 0.081, 0.006]
  private static let negativeEffects = [-0.053, -0.046, -0.040, -0.033, -0.027, -0.020, -0.014, -0.007]

  /// The index of other mortality. One in ten smokes, and smoking raises other mortality by a quarter: 1.025 on
  /// average, which is taken out.
  public func otherIndex(_ patient: PredictPatient) -> Double {
    let age = Self.age(patient)
    let cube = age * age * age
    let smoking = currentSmoker ? log(1.25 / 1.025) : log(1 / 1.025)
    return 4.211443507724736 * cube - 31.41202815365277 * cube * log(age) - 0.021186462111818898 * Self.year - 0.062
      + smoking
  }

  /// Cumulative hazard of death of breast cancer at index 0.
  public func breastBaseline(erPositive: Bool, year: Int) -> Double {
    let time = Double(year) / 10
    if erPositive {
      let root = 1 / time.squareRoot()
      return exp(-2.3193510039281637 - 3.622538332641392 * root - 0.542240944493945 * root * log(time))
    }
    return exp(-3.0153139765165835 - 0.5755380524044251 / time - 0.1028439317178058 / time * log(time))
  }

  /// Cumulative hazard of death of other causes at index 0.
  public func otherBaseline(year: Int) -> Double {
    let time = Double(year) / 10
    return exp(-4.845654758283992 + 1.341348310005262 * log(time) + 0.49539394353046057 * time)
  }

  /// What treatment adds to the log hazard of death of breast cancer.
  public func breastEffect(_ regimen: PredictRegimen, _ patient: PredictPatient, year: Int) -> Double {
    commonEffect(regimen, patient, year: year, extension: -0.301)
      + (regimen.radiotherapyHeartGy == nil ? 0 : log(0.82))
  }

  /// Chemotherapy raises other mortality by a fifth, radiotherapy by 2 % a Gy to the heart.
  public func otherEffect(_ regimen: PredictRegimen) -> Double {
    (regimen.chemotherapy.isGiven ? log(1.2) : 0) + (regimen.radiotherapyHeartGy ?? 0) * log(1.02)
  }
}
