import Prognosis
import Testing

@Suite("covariates")
struct CovariateTests {
  static let patient = ClinicalVariables(age: 63, grade: 3, tumourSizeMM: 22.5, positiveNodes: 1, ki67: 25)

  @Test(
    "are coded as the model uses them and shown in the clinic's units",
    arguments: [
      (Covariate.slideScore, 0.456, "0.46"), (.grade3, 1, "yes"), (.ageDecades, 6.3, "63 years"),
      (.positiveNodes, 1, "1 node"), (.tumourSizeMM, 22.5, "22.5 mm"), (.ki67Tens, 2.5, "25 %"),
    ])
  func coding(covariate: Covariate, value: Double, text: String) {
    #expect(covariate.value(score: 0.456, clinical: Self.patient) == value)
    #expect(covariate.text(value) == text)
  }

  @Test("grades 1 and 2 are the reference", arguments: [1, 2])
  func grade(grade: Int) {
    let value = Covariate.grade3.value(score: nil, clinical: ClinicalVariables(grade: grade))
    #expect(value == 0)
    #expect(Covariate.grade3.text(0) == "no")
  }

  @Test("a value that is missing or not a number is missing", arguments: Covariate.allCases)
  func missing(covariate: Covariate) {
    let unknown = ClinicalVariables(age: .nan, tumourSizeMM: .infinity, ki67: .nan)
    #expect(covariate.value(score: nil, clinical: ClinicalVariables()) == nil)
    #expect(covariate.value(score: .nan, clinical: unknown) == nil)
  }

  @Test(
    "numbers are shown without trailing zeros or a minus before nothing",
    arguments: [
      (0.0, "0"), (-0.001, "0"), (2, "2"), (-1.5, "-1.5"), (0.056, "0.06"), (1.995, "2"), (12.304, "12.3"),
      (-0.04, "-0.04"),
    ])
  func decimals(value: Double, text: String) {
    #expect(Covariate.slideScore.text(value) == text)
  }
}
