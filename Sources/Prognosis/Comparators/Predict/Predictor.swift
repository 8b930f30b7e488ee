extension ReceptorStatus {
  /// `nil` where the test left it open.
  var isPositive: Bool? {
    switch self {
    case .positive: true
    case .negative: false
    case .equivocal: nil
    }
  }
}

/// A version of PREDICT at work on one patient.
struct Predictor {
  let formula: any PredictFormula
  let patient: PredictPatient
  let clinical: ClinicalVariables

  init(formula: any PredictFormula, patient: PredictPatient, _ clinical: ClinicalVariables) {
    self.formula = formula
    self.patient = patient
    self.clinical = clinical
  }

  private var knowsRadiotherapy: Bool { formula is Predict32 }
  private var isPostmenopausal: Bool { clinical.menopausal?.isPostmenopausal ?? false }
  private var treatment: AdjuvantTreatment { clinical.treatment }

  func outlook() -> PredictOutlook {
    let alone = survival(PredictRegimen())
    let given = given
    let steps = steps(given, from: alone)
    return PredictOutlook(
      surgeryOnly: alone, benefits: considered.map { benefit($0, over: PredictRegimen()) },
      asTreated: given.isEmpty ? nil : survival(regimen(of: given)), steps: steps, unknown: unknown,
      notCounted: notCounted)
  }

  private func survival(_ regimen: PredictRegimen) -> [Double] {
    let curve = formula.curve(patient, regimen)
    return PredictOutlook.years.map { curve.overallSurvival[$0 - 1] }
  }

  private func benefit(_ treatment: PredictTreatment, over regimen: PredictRegimen) -> PredictBenefit {
    let gain = zip(survival(adding(treatment, to: regimen)), survival(regimen)).map { $0 - $1 }
    return PredictBenefit(treatment: treatment, gain: gain)
  }

  private func steps(_ given: [PredictTreatment], from alone: [Double]) -> [PredictBenefit] {
    given.indices.map { benefit(given[$0], over: regimen(of: Array(given[..<$0]))) }
  }

  private func regimen(of treatments: [PredictTreatment]) -> PredictRegimen {
    treatments.reduce(PredictRegimen()) { adding($1, to: $0) }
  }

  private func adding(_ treatment: PredictTreatment, to regimen: PredictRegimen) -> PredictRegimen {
    var regimen = regimen
    switch treatment {
    case .radiotherapy: regimen.radiotherapyHeartGy = clinical.treatment.heartDoseGy
    case .hormoneTherapy: regimen.hormoneTherapy = .fiveYears
    case .extendedHormoneTherapy: regimen.hormoneTherapy = .tenYears
    case .secondGeneration: regimen.chemotherapy = .secondGeneration
    case .thirdGeneration: regimen.chemotherapy = .thirdGeneration
    case .trastuzumab: regimen.trastuzumab = true
    case .bisphosphonates: regimen.bisphosphonates = true
    }
    return regimen
  }

  /// Whether a treatment acts on such a cancer, and this version can tell how.
  private func counts(_ option: PredictTreatment) -> Bool {
    switch option {
    case .radiotherapy: knowsRadiotherapy && treatment.heartDoseGy.map(Self.dose.contains) == true
    case .hormoneTherapy, .extendedHormoneTherapy: patient.erPositive
    case .secondGeneration, .thirdGeneration: true
    case .trastuzumab: patient.her2Positive == true
    case .bisphosphonates: isPostmenopausal
    }
  }

  private static let dose = ClinicalProblem.Variable.heartDoseGy.possible

  private var considered: [PredictTreatment] { PredictTreatment.allCases.filter(counts) }

  /// The treatments that are given, with the variable that says so.
  private var told: [(ClinicalVariable, PredictTreatment)] {
    var told: [(ClinicalVariable, PredictTreatment)] = []
    if treatment.radiotherapy == true { told.append((.radiotherapy, .radiotherapy)) }
    switch treatment.hormoneTherapy {
    case nil, .some(.none): break
    case .fiveYears: told.append((.hormoneTherapy, .hormoneTherapy))
    case .tenYears: told.append((.hormoneTherapy, .extendedHormoneTherapy))
    }
    switch treatment.chemotherapy {
    case nil, .some(.none): break
    case .secondGeneration: told.append((.chemotherapy, .secondGeneration))
    case .thirdGeneration: told.append((.chemotherapy, .thirdGeneration))
    }
    if treatment.trastuzumab == true { told.append((.trastuzumab, .trastuzumab)) }
    if treatment.bisphosphonates == true { told.append((.bisphosphonates, .bisphosphonates)) }
    return told
  }

  private var given: [PredictTreatment] { told.map(\.1).filter(counts) }
  private var notCounted: [ClinicalVariable] { told.filter { !counts($0.1) }.map(\.0) }

  /// Ki-67 counts in ER-positive cancer only, PR in version 3.2, screening not in the ER-negative formula of 2.2.
  private var unknown: [ClinicalVariable] {
    var unknown: [ClinicalVariable] = patient.grade == nil ? [.grade] : []
    if patient.screenDetected == nil, patient.erPositive || knowsRadiotherapy { unknown.append(.detection) }
    if patient.her2Positive == nil { unknown.append(.her2) }
    if patient.ki67High == nil, patient.erPositive { unknown.append(.ki67) }
    if knowsRadiotherapy, clinical.pr.flatMap(\.isPositive) == nil { unknown.append(.pr) }
    return unknown
  }
}
