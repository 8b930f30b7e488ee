import Foundation

/// PREDICT Breast v2.2 (February 2020), as its authors publish it in R (WintonCentre/predict-v30-r, `benefits22`).
///
/// Radiotherapy is switched off in it. Its R code leaves the share of breast cancer deaths uncorrected beyond the
/// second column of treatments; here it is what ``PredictFormula/curve(_:_:)`` defines, and overall survival is the
/// same.
public struct Predict22: PredictFormula {
  /// Makes the formula, which has no settings.
  public init() {}

  /// Log hazard of death of breast cancer after surgery alone.
  public func breastIndex(_ patient: PredictPatient, year: Int) -> Double {
    patient.erPositive ? positiveIndex(patient) : negativeIndex(patient)
  }

  private func positiveIndex(_ patient: PredictPatient) -> Double {
    let decades = patient.age / 10
    let square = 1 / (decades * decades)
    let age = 34.53642 * (square - 0.0287449295) - 34.20342 * (square * log(decades) - 0.0510121013)
    let size = 0.7530729 * (log(patient.tumourSizeMM / 100) + 1.545233938)
    let nodes = 0.7060723 * (log(Double(patient.positiveNodes + 1) / 10) + 1.387566896)
    let ki67 = patient.ki67High.map { $0 ? 0.14904 : -0.11333 } ?? 0
    return age + size + nodes + 0.746655 * patient.gradeValue - 0.22763366 * patient.screening + her2(patient)
      + ki67
  }

  /// Grades 2 and 3 are one class, and an unknown grade is not of it, as the authors' code has it; screening and Ki-67
  /// do not count.
  private func negativeIndex(_ patient: PredictPatient) -> Double {
    let age = 0.0089827 * (patient.age - 56.3254902)
    let size = 2.093446 * ((patient.tumourSizeMM / 100).squareRoot() - 0.5090456276)
    let nodes = 0.6260541 * (log(Double(patient.positiveNodes + 1) / 10) + 1.086916249)
    return age + size + nodes + ((patient.grade ?? 0) > 1 ? 1.129091 : 0) + her2(patient)
  }

  private func her2(_ patient: PredictPatient) -> Double { patient.her2Positive.map { $0 ? 0.2413 : -0.0762 } ?? 0 }

  /// Log hazard of death of other causes.
  public func otherIndex(_ patient: PredictPatient) -> Double {
    let decades = patient.age / 10
    return 0.0698252 * (decades * decades - 34.23391957)
  }

  /// Cumulative hazard of death of breast cancer at index 0.
  public func breastBaseline(erPositive: Bool, year: Int) -> Double {
    let time = Double(year)
    guard erPositive else { return exp(-1.156036 + 0.4707332 / (time * time) - 3.51355 / time) }
    let root = time.squareRoot()
    return exp(0.7424402 - 7.527762 / root - 1.812513 * log(time) / root)
  }

  /// Cumulative hazard of death of other causes at index 0.
  public func otherBaseline(year: Int) -> Double {
    let time = Double(year)
    return exp(-6.052919 + 1.079863 * log(time) + 0.3255321 * time.squareRoot())
  }

  /// What treatment adds to the log hazard of death of breast cancer.
  public func breastEffect(_ regimen: PredictRegimen, _ patient: PredictPatient, year: Int) -> Double {
    commonEffect(regimen, patient, year: year, extension: -0.26)
  }

  /// What treatment adds to the log hazard of death of other causes.
  public func otherEffect(_ regimen: PredictRegimen) -> Double { 0 }
}
