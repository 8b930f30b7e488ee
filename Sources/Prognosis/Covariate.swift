import Basics

/// What a prognostic model weighs, coded as in the multivariable table of Garberis et al., Nature Communications 2025
/// (grade 3 against 1 and 2; age, invaded nodes, tumour size and Ki-67 linear).
///
/// The table does not print its units. Those here are chosen so that one unit is a step a clinician speaks of.
public enum Covariate: String, Sendable, Codable, CaseIterable, Hashable {
  /// The aggregator's log-hazard of the slides, as it comes.
  case slideScore = "slide score"
  /// Whether the histological grade is 3: 1 for 3, 0 for 1 and 2.
  case grade3
  /// Age at diagnosis divided by 10 years.
  case ageDecades
  /// Number of invaded lymph nodes.
  case positiveNodes
  /// Largest diameter of the invasive tumour in mm.
  case tumourSizeMM
  /// Ki-67 in percent divided by 10.
  case ki67Tens

  /// The clinical variables of the combined model, in the order of the table.
  public static let clinical: [Covariate] = [.grade3, .ageDecades, .positiveNodes, .tumourSizeMM, .ki67Tens]

  /// The covariate's name as a reader sees it.
  public var name: String {
    switch self {
    case .slideScore: "slide score"
    case .grade3: "grade 3"
    case .ageDecades: "age"
    case .positiveNodes: "invaded nodes"
    case .tumourSizeMM: "tumour size"
    case .ki67Tens: "Ki-67"
    }
  }

  /// What a missing value is called: the variable itself, not its coding.
  public var variable: String {
    switch self {
    case .grade3: "grade"
    case .slideScore, .ageDecades, .positiveNodes, .tumourSizeMM, .ki67Tens: name
    }
  }

  /// Whether it is known of the patient rather than read from the slides.
  var isClinical: Bool {
    switch self {
    case .slideScore: false
    case .grade3, .ageDecades, .positiveNodes, .tumourSizeMM, .ki67Tens: true
    }
  }

  /// The unit of one step of `value(score:clinical:)`.
  public var unit: String {
    switch self {
    case .slideScore: "log hazard"
    case .grade3: "grade 3 against 1 and 2"
    case .ageDecades: "10 years"
    case .positiveNodes: "node"
    case .tumourSizeMM: "mm"
    case .ki67Tens: "10 %"
    }
  }

  /// The value as the model uses it; `nil` where it is missing or not finite. Nothing is imputed.
  public func value(score: Double?, clinical: ClinicalVariables) -> Double? {
    let value: Double? =
      switch self {
      case .slideScore: score
      case .grade3: clinical.grade.map { $0 == 3 ? 1 : 0 }
      case .ageDecades: clinical.age.map { $0 / 10 }
      case .positiveNodes: clinical.positiveNodes.map(Double.init)
      case .tumourSizeMM: clinical.tumourSizeMM
      case .ki67Tens: clinical.ki67.map { $0 / 10 }
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// `value` in the units of the clinic, to stand behind the name: `63 years`, `2 nodes`, `yes`.
  public func text(_ value: Double) -> String {
    switch self {
    case .slideScore: NumberText.plain.trimmed(value, digits: 2)
    case .grade3: value == 1 ? "yes" : "no"
    case .ageDecades: NumberText.plain.trimmed(value * 10, digits: 0) + " years"
    case .positiveNodes: NumberText.plain.trimmed(value, digits: 0) + (value == 1 ? " node" : " nodes")
    case .tumourSizeMM: NumberText.plain.trimmed(value, digits: 1) + " mm"
    case .ki67Tens: NumberText.plain.trimmed(value * 10, digits: 0) + " %"
    }
  }
}
