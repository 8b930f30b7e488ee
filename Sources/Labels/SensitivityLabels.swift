import Basics
import Casework
import Prognosis

extension Finding {
  /// What the call hangs on: `sensitive to Ki-67: turns at 12 %, measured 13 %`; `nil` where it is not known, or there
  /// is no call.
  public func hangsPhrase(_ numbers: NumberText = .screen) -> String? {
    told.turns.map { $0.first?.phrase(numbers) ?? "no single value turns the call" }
  }
}

extension CallTurn {
  /// `sensitive to Ki-67: turns at 12 %, measured 13 %`: what the model says of another value, and no advice.
  public func phrase(_ numbers: NumberText = .screen) -> String {
    let beyond = isOutsideTraining ? ", beyond what the training saw" : ""
    return "sensitive to \(covariate.variable): turns at \(text(turnsAt, numbers))\(beyond), "
      + "\(covariate.known) \(text(measured, numbers))"
  }

  private func text(_ value: Double, _ numbers: NumberText) -> String {
    switch covariate {
    case .slideScore: numbers.fixed(value, digits: 2)
    case .grade3: numbers.fixed(value, digits: 0)
    case .ageDecades: numbers.trimmed(value, digits: 1) + " years"
    case .positiveNodes: numbers.fixed(value, digits: 0)
    case .tumourSizeMM: numbers.trimmed(value, digits: 1) + " mm"
    case .ki67Tens: numbers.trimmed(value, digits: 1) + " %"
    }
  }
}

extension Covariate {
  /// How its value was come by.
  fileprivate var known: String {
    switch self {
    case .slideScore, .tumourSizeMM, .ki67Tens: "measured"
    case .grade3, .ageDecades, .positiveNodes: "given"
    }
  }
}
