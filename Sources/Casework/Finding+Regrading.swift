import Prognosis

extension Finding {
  /// The grade that the call rests on; `nil` where it rests on the slide alone, whatever the case's values say.
  public func modelGrade(in clinical: ClinicalVariables) -> Int? {
    switch basis {
    case .slideAndClinical?: clinical.grade
    case .slide?, nil: nil
    }
  }

  /// The reader's `own` grade beside the one that the call rests on, with what it makes of the risk.
  ///
  /// The risk is computed by `combined`, the combined model of the bundle that made the finding, from the finding's own
  /// score. Where that model, given the case's own grade, does not come to the finding's probability, it is not the one
  /// that answered, and nothing is computed.
  ///
  /// - Parameter combined: `nil` where the bundle is not at hand.
  public func regraded(
    _ own: Int, _ clinical: ClinicalVariables, by combined: CombinedModel?
  ) -> GradeReading {
    var reading = GradeReading(own: own, model: modelGrade(in: clinical))
    guard reading.differs, call.isAnswer, let combined, let told = probability5y,
      let again = probability(clinical, by: combined), abs(again - told) <= 1e-9
    else { return reading }
    var regraded = clinical
    regraded.grade = own
    reading.shift = probability(regraded, by: combined).map { RiskShift(model: told, own: $0) }
    return reading
  }

  private func probability(_ clinical: ClinicalVariables, by combined: CombinedModel) -> Double? {
    combined.estimate(score: score, scoreSD: scoreSD, clinical: clinical)?.probability
  }
}
