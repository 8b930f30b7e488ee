import Foundation

extension CombinedModel {
  /// The values at which the call turns, the nearest first; empty where no single value turns it, `nil` where the model
  /// has no estimate.
  ///
  /// The linear predictor is monotone in each covariate, so that the call turns at one value of each, x':
  ///
  ///     p = 1 - exp(-L exp(lp)) >= threshold   <=>   lp >= lp' = log(-log(1 - threshold) / L)
  ///     x' = x + (lp' - lp) / beta
  ///
  /// From there the next whole step is taken at which the model itself makes the other call. A clinical variable is
  /// tried in the range that is possible at all and that the intended use allows, the grade in each of its three
  /// values, the slide score in the range that the training saw. A variable that is missing is not tried: the model
  /// for the slide alone answers then.
  public func turns(score: Double?, clinical: ClinicalVariables) -> [CallTurn]? {
    guard let estimate = estimate(score: score, scoreSD: nil, clinical: clinical), let score else { return nil }
    let trial = TurnTrial(model: self, score: score, clinical: clinical, estimate: estimate)
    return trial.answering.covariates.compactMap(trial.turn).enumerated()
      .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .map(\.element)
  }
}

/// One case whose values are tried one after the other.
private struct TurnTrial {
  let model: CombinedModel
  let answering: PrognosticModel
  let score: Double
  let clinical: ClinicalVariables
  let estimate: PrognosticEstimate
  let call: Call

  init(model: CombinedModel, score: Double, clinical: ClinicalVariables, estimate: PrognosticEstimate) {
    self.model = model
    answering = model.model(for: clinical)
    self.score = score
    self.clinical = clinical
    self.estimate = estimate
    call = model.call(estimate)
  }

  func turn(_ covariate: Covariate) -> CallTurn? {
    switch covariate {
    case .grade3: return gradeTurn()
    case .slideScore, .ageDecades, .positiveNodes, .tumourSizeMM, .ki67Tens: break
    }
    guard let index = answering.covariates.firstIndex(of: covariate), answering.coefficients[index] != 0,
      let value = covariate.value(score: score, clinical: clinical)
    else { return nil }
    let measured = value * covariate.clinicalUnit
    guard let turnsAt = turningValue(of: covariate, measured, weight: answering.coefficients[index]) else { return nil }
    let range = answering.ranges[index]
    let width = (range.upper - range.lower) * covariate.clinicalUnit
    guard width > 0 else { return nil }
    return CallTurn(
      covariate: covariate, measured: measured, turnsAt: turnsAt, call: otherCall,
      distance: abs(turnsAt - measured) / width,
      isOutsideTraining: !range.contains(turnsAt / covariate.clinicalUnit))
  }

  private func turningValue(of covariate: Covariate, _ measured: Double, weight: Double) -> Double? {
    let baseline = answering.baseline.cumulativeHazard(at: model.horizonYears)
    let wanted = log(-log1p(-model.threshold) / baseline)
    let exact = measured + (wanted - estimate.linearPredictor) / weight * covariate.clinicalUnit
    let isUpwards = (otherCall == .high) == (weight > 0)
    let steps = covariate.stepsPerUnit
    let first = (exact * steps).rounded(isUpwards ? .up : .down)
    guard first.isFinite else { return nil }
    // On the value itself the rounding of the formula may decide otherwise than the model does.
    return [0.0, 1.0].lazy.map { (first + (isUpwards ? $0 : -$0)) / steps }
      .first { value in isAllowed(value, of: covariate) && turns(at: value, of: covariate) }
  }

  private func isAllowed(_ value: Double, of covariate: Covariate) -> Bool {
    guard let variable = covariate.clinicalVariable else {
      let range = answering.covariates.firstIndex(of: covariate).map { answering.ranges[$0] }
      return range.map { min($0.lower, score) <= value && value <= max($0.upper, score) } ?? false
    }
    return variable.possible?.contains(value) ?? false
  }

  private func gradeTurn() -> CallTurn? {
    guard let grade = clinical.grade, let index = answering.covariates.firstIndex(of: .grade3) else { return nil }
    let others = (1...3).filter { $0 != grade }.sorted { abs($0 - grade) < abs($1 - grade) }
    guard let other = others.first(where: { turns(at: Double($0), of: .grade3) }) else { return nil }
    return CallTurn(
      covariate: .grade3, measured: Double(grade), turnsAt: Double(other), call: otherCall,
      distance: Double(abs(other - grade)) / 2,
      isOutsideTraining: !answering.ranges[index].contains(other == 3 ? 1 : 0))
  }

  private var otherCall: Call {
    switch call {
    case .high: .low
    case .low, .noCall: .high
    }
  }

  private func turns(at value: Double, of covariate: Covariate) -> Bool {
    var (score, clinical) = (score, clinical)
    switch covariate {
    case .slideScore: score = value
    case .grade3: clinical.grade = Int(value)
    case .ageDecades: clinical.age = value
    case .positiveNodes: clinical.positiveNodes = Int(value)
    case .tumourSizeMM: clinical.tumourSizeMM = value
    case .ki67Tens: clinical.ki67 = value
    }
    guard model.intendedUse.violations(clinical).isEmpty,
      let other = model.estimate(score: score, scoreSD: nil, clinical: clinical)
    else { return false }
    return model.call(other) == otherCall
  }
}
