/// A value at which the call would be the other one, all else being as it is: what the model says of other values, and
/// nothing of what would become of a patient whose values were changed.
public struct CallTurn: Hashable, Sendable, Codable {
  /// What would have to be another value.
  public let covariate: Covariate
  /// The value that the call rests on, in the unit of the clinic: years, nodes, mm, %, the grade, the score's log
  /// hazard.
  public let measured: Double
  /// The nearest value with the other call, in the same unit, and in whole steps of it: see ``Covariate/stepsPerUnit``.
  public let turnsAt: Double
  /// The call there: high or low.
  public let call: Call
  /// How far that is from ``measured``, in widths of the range that the model's training saw; of the grade in widths of
  /// 1 to 3.
  public let distance: Double
  /// Whether ``turnsAt`` lies outside of what the training saw.
  public let isOutsideTraining: Bool

  /// A value at which the call turns.
  public init(
    covariate: Covariate, measured: Double, turnsAt: Double, call: Call, distance: Double, isOutsideTraining: Bool
  ) {
    self.covariate = covariate
    self.measured = measured
    self.turnsAt = turnsAt
    self.call = call
    self.distance = distance
    self.isOutsideTraining = isOutsideTraining
  }
}

extension Covariate {
  /// One step of `value(score:clinical:)` in the unit of the clinic.
  var clinicalUnit: Double {
    switch self {
    case .ageDecades, .ki67Tens: 10
    case .slideScore, .grade3, .positiveNodes, .tumourSizeMM: 1
    }
  }

  /// How finely a value is told, in steps per unit of the clinic: whole years, nodes, mm and percent, hundredths of the
  /// score.
  public var stepsPerUnit: Double {
    switch self {
    case .slideScore: 100
    case .grade3, .ageDecades, .positiveNodes, .tumourSizeMM, .ki67Tens: 1
    }
  }

  /// The variable of the manifest; `nil` of the slide score.
  var clinicalVariable: ClinicalVariable? {
    switch self {
    case .slideScore: nil
    case .grade3: .grade
    case .ageDecades: .age
    case .positiveNodes: .positiveNodes
    case .tumourSizeMM: .tumourSizeMM
    case .ki67Tens: .ki67
    }
  }
}
