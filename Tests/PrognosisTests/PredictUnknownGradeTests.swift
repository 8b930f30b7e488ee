import Prognosis
import Testing

/// Expected numbers: the formulas of PREDICT's authors (WintonCentre/predict-v30-r, `benefits22` and `benefits32`: an
/// unknown grade is 2.13, and in ER-negative cancer of version 2.2 not among grades 2 and 3), computed in R 4.2.
@Suite("PREDICT Breast without a grade")
struct PredictUnknownGradeTests {
  private static func patient(_ er: ReceptorStatus) -> ClinicalVariables {
    var clinical = ClinicalVariables(age: 50, tumourSizeMM: 20, positiveNodes: 0, er: er, her2: .negative)
    clinical.detection = .symptoms
    clinical.smoker = false
    return clinical
  }

  private static func outlook(_ comparator: ClinicalComparator, _ er: ReceptorStatus) throws -> PredictOutlook {
    guard case .value(.outlook(let outlook)) = comparator.result(of: patient(er)) else {
      throw Failure.noValue
    }
    return outlook
  }

  private enum Failure: Error { case noValue }

  @Test(
    "it is computed as its authors compute it, and marked",
    arguments: [
      (ClinicalComparator.predict22, ReceptorStatus.positive, [94.53283154, 85.93335988, 77.05726747]),
      (.predict32, .positive, [96.59794657, 90.84042931, 84.54783480]),
      (.predict22, .negative, [93.09053814, 88.56155037, 84.30572557]),
      (.predict32, .negative, [91.62682757, 86.53313219, 82.72406448]),
    ])
  func unknown(comparator: ClinicalComparator, er: ReceptorStatus, survival: [Double]) throws {
    let outlook = try Self.outlook(comparator, er)
    for (found, wanted) in zip(outlook.surgeryOnly, survival) { #expect(abs(found * 100 - wanted) < 5e-8) }
    #expect(outlook.unknown.contains(.grade))
  }

  @Test("a grade that is impossible is refused, not unknown")
  func impossible() {
    var clinical = Self.patient(.positive)
    clinical.grade = 7
    guard case .none = ClinicalComparator.predict32.result(of: clinical) else {
      Issue.record("grade 7 was taken")
      return
    }
  }
}
