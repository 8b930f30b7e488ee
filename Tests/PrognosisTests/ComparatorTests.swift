import Prognosis
import Testing

@Suite("comparators of a patient")
struct ComparatorTests {
  /// Everything that any comparator asks for.
  static let patient = ClinicalVariables(
    age: 60, grade: 2, tumourSizeMM: 18, positiveNodes: 0, ki67: 15, er: .positive, her2: .negative,
    menopausal: .postmenopausal, pr: .positive, erHScore: 270, prHScore: 170, prPercent: 60, nottinghamScore: 6,
    detection: .symptoms, smoker: false)

  private func reasons(_ comparator: ClinicalComparator, _ change: (inout ClinicalVariables) -> Void)
    -> [ComparatorReason]
  {
    var patient = Self.patient
    change(&patient)
    guard case .none(let reasons) = comparator.result(of: patient) else { return [] }
    return reasons
  }

  private func outlook(_ comparator: ClinicalComparator, _ patient: ClinicalVariables) -> PredictOutlook? {
    guard case .value(.outlook(let outlook)) = comparator.result(of: patient) else { return nil }
    return outlook
  }

  @Test("with everything given all have a value", arguments: ClinicalComparator.allCases)
  func complete(comparator: ClinicalComparator) {
    guard case .value = comparator.result(of: Self.patient) else {
      Issue.record("\(comparator.result(of: Self.patient))")
      return
    }
  }

  @Test("the value is the formula's, with its group")
  func values() {
    #expect(ClinicalComparator.npi.result(of: Self.patient) == .value(.score(3.36, group: "good")))
    #expect(ClinicalComparator.mindact.result(of: Self.patient) == .value(.group("low")))
    guard case .value(.score(let magee, nil)) = ClinicalComparator.magee1.result(of: Self.patient) else {
      Issue.record("Magee 1 has no value")
      return
    }
    #expect(abs(magee - 16.986086) < 1e-9)
  }

  @Test(
    "with nothing given each names everything that it lacks",
    arguments: [
      (ClinicalComparator.npi, [ClinicalVariable.tumourSizeMM, .grade, .positiveNodes]),
      (.cts5, [.er, .menopausal, .age, .tumourSizeMM, .grade, .positiveNodes]),
      (.mindact, [.er, .her2, .tumourSizeMM, .grade, .positiveNodes]),
      (.magee1, [.nottinghamScore, .er, .erHScore, .prHScore, .her2, .tumourSizeMM, .ki67]),
      (.magee2, [.nottinghamScore, .er, .erHScore, .prHScore, .her2, .tumourSizeMM]),
      (.magee3, [.er, .erHScore, .prHScore, .her2, .ki67]),
      (.ihc4, [.er, .menopausal, .erHScore, .prPercent, .her2, .ki67]),
      (.predict22, [.age, .tumourSizeMM, .positiveNodes, .er]),
      (.predict32, [.age, .tumourSizeMM, .positiveNodes, .er, .smoker]),
    ])
  func nothing(comparator: ClinicalComparator, missing: [ClinicalVariable]) {
    #expect(comparator.result(of: ClinicalVariables()) == .none(missing.map { .missing($0) }))
  }

  @Test("who is not of the population has no value")
  func population() {
    let negative = ComparatorReason.population(.er, found: "negative", wanted: "positive")
    for comparator in [ClinicalComparator.cts5, .mindact, .magee1, .magee2, .magee3, .ihc4] {
      #expect(reasons(comparator) { $0.er = .negative } == [negative], "\(comparator)")
    }
    for comparator in [ClinicalComparator.cts5, .ihc4] {
      #expect(
        reasons(comparator) { $0.menopausal = .premenopausal }
          == [.population(.menopausal, found: "pre", wanted: "post")], "\(comparator)")
    }
    #expect(
      reasons(.mindact) { $0.her2 = .equivocal } == [.population(.her2, found: "equivocal", wanted: "negative")])
    #expect(reasons(.ihc4) { $0.her2 = .equivocal }.count == 1)
    #expect(reasons(.magee1) { $0.her2 = .equivocal }.isEmpty, "Magee has a term for it")
  }

  @Test("outside the range of a formula there is no value, and the range is told")
  func ranges() {
    #expect(reasons(.predict22) { $0.age = 24 } == [.outOfRange(.age, value: 24, range: 25...85)])
    #expect(reasons(.predict32) { $0.age = 86 } == [.outOfRange(.age, value: 86, range: 25...85)])
    #expect(reasons(.npi) { $0.tumourSizeMM = 0 } == [.outOfRange(.tumourSizeMM, value: 0, range: 0.1...300)])
    #expect(reasons(.cts5) { $0.grade = 4 } == [.outOfRange(.grade, value: 4, range: 1...3)])
    #expect(reasons(.magee3) { $0.erHScore = 301 } == [.outOfRange(.erHScore, value: 301, range: 0...300)])
    #expect(reasons(.predict22) { $0.ki67 = 101 } == [.outOfRange(.ki67, value: 101, range: 0...100)])
    #expect(reasons(.npi) { $0.tumourSizeMM = .nan }.count == 1)
  }

  @Test("a Nottingham score that belongs to another grade is refused")
  func contradiction() {
    #expect(reasons(.magee2) { $0.nottinghamScore = 8 } == [.contradiction(.nottinghamScore, .grade)])
    #expect(
      reasons(.magee2) {
        $0.nottinghamScore = 8
        $0.grade = nil
      }.isEmpty)
  }

  @Test(
    "a reason is one phrase",
    arguments: [
      (ComparatorReason.missing(.ki67), "Ki-67 is missing"),
      (.outOfRange(.age, value: 24, range: 25...85), "age 24 years is not within 25 to 85 years"),
      (.population(.er, found: "negative", wanted: "positive"), "ER is negative, not positive"),
      (.contradiction(.nottinghamScore, .grade), "Nottingham score and grade contradict each other"),
    ])
  func phrases(reason: ComparatorReason, phrase: String) {
    #expect(reason.phrase == phrase)
  }

  @Test("several reasons name what is missing first and together")
  func severalReasons() {
    let reasons: [ComparatorReason] = [
      .population(.er, found: "negative", wanted: "positive"), .missing(.age), .missing(.grade),
    ]
    #expect(reasons.phrase == "missing: age, grade; ER is negative, not positive")
  }

  @Test("a CTS5 just below a bound is not printed as the bound")
  func decimals() {
    let patient = ClinicalVariables(
      age: 66, grade: 2, tumourSizeMM: 17, positiveNodes: 0, er: .positive, menopausal: .postmenopausal)
    guard case .value(.score(let score, let group)) = ClinicalComparator.cts5.result(of: patient) else {
      Issue.record("CTS5 has no value")
      return
    }
    #expect(abs(score - 3.126032) < 1e-9, "3.13 at two decimals, where intermediate begins")
    #expect(group == "low")
    #expect(ClinicalComparator.cts5.decimals == 3)
  }

  // MARK: PREDICT

  @Test("PREDICT says which unknowns it has categories for")
  func unknown() {
    var bare = Self.patient
    #expect(outlook(.predict32, bare)?.unknown == [])
    bare.detection = nil
    bare.ki67 = nil
    bare.her2 = .equivocal
    bare.pr = nil
    #expect(outlook(.predict22, bare)?.unknown == [.detection, .her2, .ki67])
    #expect(outlook(.predict32, bare)?.unknown == [.detection, .her2, .ki67, .pr])
    bare.er = .negative
    #expect(outlook(.predict22, bare)?.unknown == [.her2])
  }

  @Test("Ki-67 is high for PREDICT above 10 %", arguments: [(10.0, false), (10.1, true)])
  func ki67(percent: Double, isHigh: Bool) {
    var patient = Self.patient
    patient.ki67 = percent
    let expected = Predict22().curve(
      PredictPatient(
        age: 60, screenDetected: false, tumourSizeMM: 18, grade: 2, positiveNodes: 0, erPositive: true,
        her2Positive: false, ki67High: isHigh))
    #expect(outlook(.predict22, patient)?.surgeryOnly[1] == expected.overallSurvival[9])
  }

  @Test("benefits are told of the treatments that can be considered")
  func considered() {
    var patient = Self.patient
    #expect(
      outlook(.predict22, patient)?.benefits.map(\.treatment) == [
        .hormoneTherapy, .extendedHormoneTherapy, .secondGeneration, .thirdGeneration, .bisphosphonates,
      ])
    patient.treatment.heartDoseGy = 2
    #expect(outlook(.predict32, patient)?.benefits.first?.treatment == .radiotherapy)
    patient = ClinicalVariables(
      age: 40, grade: 3, tumourSizeMM: 25, positiveNodes: 1, er: .negative, her2: .positive, smoker: false)
    #expect(
      outlook(.predict32, patient)?.benefits.map(\.treatment) == [.secondGeneration, .thirdGeneration, .trastuzumab])
    #expect(outlook(.predict32, patient)?.asTreated == nil)
  }

  @Test("what is given counts step by step from surgery alone to the survival as treated")
  func treated() throws {
    var patient = Self.patient
    patient.treatment = AdjuvantTreatment(
      chemotherapy: .thirdGeneration, hormoneTherapy: .fiveYears, bisphosphonates: true, radiotherapy: true,
      heartDoseGy: 4)
    let outlook = try #require(self.outlook(.predict32, patient))
    #expect(outlook.steps.map(\.treatment) == [.radiotherapy, .hormoneTherapy, .thirdGeneration, .bisphosphonates])
    let treated = try #require(outlook.asTreated)
    for year in 0..<3 {
      let sum = outlook.steps.reduce(outlook.surgeryOnly[year]) { $0 + $1.gain[year] }
      #expect(abs(sum - treated[year]) < 1e-12)
    }
  }

  @Test("a treatment that does not act on such a cancer, or is not in the version, is said not to count")
  func notCounted() {
    var patient = Self.patient
    patient.er = .negative
    patient.menopausal = .premenopausal
    patient.treatment = AdjuvantTreatment(
      chemotherapy: .secondGeneration, hormoneTherapy: .tenYears, trastuzumab: true, bisphosphonates: true,
      radiotherapy: true)
    let outlook = self.outlook(.predict22, patient)
    #expect(outlook?.notCounted == [.radiotherapy, .hormoneTherapy, .trastuzumab, .bisphosphonates])
    #expect(outlook?.steps.map(\.treatment) == [.secondGeneration])
  }
}
