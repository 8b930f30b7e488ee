extension PredictOutlook {
  static func value22(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    patient(&inputs).map { .outlook(Predictor(formula: Predict22(), patient: $0, inputs.clinical).outlook()) }
  }

  static func value32(_ inputs: inout ComparatorInputs) -> ComparatorValue? {
    let clinical = inputs.clinical
    let patient = patient(&inputs)
    guard let smoker = clinical.smoker else { return inputs.refuse(.missing(.smoker)) }
    guard let patient else { return nil }
    let formula = Predict32(prPositive: clinical.pr.flatMap(\.isPositive), currentSmoker: smoker)
    return .outlook(Predictor(formula: formula, patient: patient, clinical).outlook())
  }

  /// Age, size, nodes and ER must be known, as in the tool.
  private static func patient(_ inputs: inout ComparatorInputs) -> PredictPatient? {
    let clinical = inputs.clinical
    let (age, size) = (inputs.number(.age, in: 25...85), inputs.tumourSizeMM())
    let grade = clinical.grade == nil ? nil : inputs.whole(.grade)
    let nodes = inputs.whole(.positiveNodes)
    let er = inputs.decided(.er, clinical.er)
    let ki67 = clinical.ki67 == nil ? nil : inputs.number(.ki67)
    guard let age, let size, let nodes, let er else { return nil }
    return PredictPatient(
      age: age, screenDetected: clinical.detection?.isByScreening, tumourSizeMM: size, grade: grade,
      positiveNodes: nodes, erPositive: er, her2Positive: clinical.her2.flatMap(\.isPositive),
      ki67High: ki67.map { $0 > 10 })
  }
}
