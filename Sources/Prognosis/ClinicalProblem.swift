/// A clinical value that no patient can have.
public struct ClinicalProblem: Hashable, Sendable {
  /// A value of a patient, named as the column of the manifest.
  public enum Variable: String, Sendable, CaseIterable {
    case age, grade
    case tumourSizeMM = "tumour_size_mm"
    case positiveNodes = "positive_nodes"
    case ki67
    case erHScore = "er_h_score"
    case prHScore = "pr_h_score"
    case prPercent = "pr_percent"
    case nottinghamScore = "nottingham_score"
    case heartDoseGy = "heart_dose_gy"

    /// What is possible at all: years, grade, mm, nodes, percent, H-scores, the sum of the grade's parts, Gy.
    public var possible: ClosedRange<Double> {
      switch self {
      case .age: 15...110
      case .grade: 1...3
      case .tumourSizeMM: 0...300
      case .positiveNodes: 0...80
      case .ki67, .prPercent: 0...100
      case .erHScore, .prHScore: 0...300
      case .nottinghamScore: 3...9
      case .heartDoseGy: 0...50
      }
    }
  }

  /// The variable whose value is not possible.
  public let variable: Variable
  /// The value as it was given.
  public let value: Double

  /// A problem with `value`, which was given for `variable`.
  public init(variable: Variable, value: Double) {
    self.variable = variable
    self.value = value
  }
}

extension ClinicalVariables {
  /// The values that no patient can have, infinite and not-a-number ones among them, in the order of the manifest's
  /// columns; missing values are none.
  public func problems() -> [ClinicalProblem] {
    ClinicalProblem.Variable.allCases.compactMap { variable in
      guard let value = ClinicalVariable(rawValue: variable.rawValue).flatMap(number),
        !variable.possible.contains(value)
      else { return nil }
      return ClinicalProblem(variable: variable, value: value)
    }
  }
}
