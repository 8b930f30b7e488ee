import Basics

/// Why a comparator has no value for a patient.
public enum ComparatorReason: Hashable, Sendable {
  /// The variable was not given.
  case missing(ClinicalVariable)
  /// The formula does not hold there.
  case outOfRange(ClinicalVariable, value: Double, range: ClosedRange<Double>)
  /// The score was made for other patients; `found` and `wanted` are words of the manifest.
  case population(ClinicalVariable, found: String, wanted: String)
  /// Two values that exclude each other.
  case contradiction(ClinicalVariable, ClinicalVariable)

  /// The reason as a phrase: `age is missing`, `ER is negative, not positive`.
  public var phrase: String {
    switch self {
    case .missing(let variable): "\(variable.name) is missing"
    case .outOfRange(let variable, let value, let range):
      "\(variable.name) \(Self.text(value, variable)) is not within "
        + "\(NumberText.plain.trimmed(range.lowerBound, digits: 1)) to \(Self.text(range.upperBound, variable))"
    case .population(let variable, let found, let wanted): "\(variable.name) is \(found), not \(wanted)"
    case .contradiction(let one, let other): "\(one.name) and \(other.name) contradict each other"
    }
  }

  private static func text(_ value: Double, _ variable: ClinicalVariable) -> String {
    guard value.isFinite else { return "\(value)" }
    return NumberText.plain.trimmed(value, digits: 1) + (variable.unit.isEmpty ? "" : " " + variable.unit)
  }
}

extension [ComparatorReason] {
  /// All in one phrase, the missing variables first and together: `missing: age, grade; ER is negative, not positive`.
  public var phrase: String {
    let missing = compactMap { if case .missing(let variable) = $0 { variable.name } else { nil } }
    let others = filter { if case .missing = $0 { false } else { true } }.map(\.phrase)
    return ((missing.isEmpty ? [] : ["missing: " + missing.joined(separator: ", ")]) + others).joined(separator: "; ")
  }
}
