/// What a list can show of a case, column by column. Raw values are codes: settings and options name them.
public enum CaseColumn: String, Sendable, CaseIterable {
  /// The case's name.
  case name = "case"
  /// The patient's age.
  case age
  /// The registered grade.
  case grade
  /// The day of receipt.
  case received
  /// Days since then, of a case that is not closed.
  case waiting
  case slides, status
  /// The signed call.
  case finalCall = "final"
  /// The model's call.
  case call
  /// The probability that is shown.
  case risk
  /// Its interval.
  case interval
  /// Where the case disagrees with itself.
  case disagreement
  case flags, reviewer

  /// What a list is ordered by to be in the order of the column.
  public var order: CaseOrderKey {
    switch self {
    case .name: .name
    case .age: .age
    case .grade: .grade
    case .received, .waiting: .received
    case .slides: .slides
    case .status: .status
    case .finalCall: .finalCall
    case .call: .call
    case .risk, .interval: .probability
    case .disagreement: .disagreement
    case .flags: .flags
    case .reviewer: .reviewer
    }
  }
}
