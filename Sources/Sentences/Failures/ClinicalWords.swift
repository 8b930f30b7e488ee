import Prognosis

extension ClinicalProblem {
  /// The value and what is possible.
  package var words: CommandFailure {
    let range = variable.possible
    return CommandFailure(
      .usage,
      "\(variable.rawValue) \(value) is not possible; it lies between \(range.lowerBound) and \(range.upperBound)")
  }
}
