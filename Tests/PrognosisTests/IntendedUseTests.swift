import Prognosis
import Testing

@Suite("the intended use")
struct IntendedUseTests {
  static let use = IntendedUse.erPositiveHER2Negative

  @Test("holds ER positive and HER2 negative adults")
  func inside() {
    let patient = ClinicalVariables(age: 18, er: .positive, her2: .negative)
    #expect(Self.use.violations(patient).isEmpty)
    #expect(Self.use.notGiven(patient).isEmpty)
  }

  @Test("a receptor that is not given is no violation, and is named")
  func notGiven() {
    #expect(Self.use.violations(ClinicalVariables()).isEmpty)
    #expect(Self.use.notGiven(ClinicalVariables()) == ["ER", "HER2"])
    #expect(Self.use.notGiven(ClinicalVariables(er: .positive)) == ["HER2"])
  }

  @Test("every violation is said")
  func violations() {
    let patient = ClinicalVariables(age: 17.5, er: .negative, her2: .positive)
    #expect(
      Self.use.violations(patient) == [
        "ER is negative, the model is for ER positive", "HER2 is positive, the model is for HER2 negative",
        "age is 17.5 years, the model is for patients of 18 and over",
      ])
  }

  @Test("an equivocal HER2 is not a negative one")
  func equivocal() {
    let patient = ClinicalVariables(er: .positive, her2: .equivocal)
    #expect(Self.use.violations(patient) == ["HER2 is equivocal, the model is for HER2 negative"])
  }

  @Test("what is not required is neither violated nor missed")
  func unrestricted() {
    let any = IntendedUse(er: nil, her2: nil)
    #expect(any.violations(ClinicalVariables(age: 3, er: .negative, her2: .positive)).isEmpty)
    #expect(any.notGiven(ClinicalVariables()).isEmpty)
  }
}
