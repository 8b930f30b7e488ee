import Casework

extension RepeatProblem {
  /// What keeps a case from being read again, and what to do.
  package var sentence: String {
    switch self {
    case .notClosed: "the case is not closed with a call: it is read first, and again afterwards"
    case .nothingToRepeat: "there is no call of this reader on it that another one could be held against"
    case .tooEarly(let notBefore):
      "it is too early: \(RepeatabilityDesign.washoutDays) days after the last act of this reader on it, from "
        + "\(notBefore) on, it can be read again"
    case .repeatedAlready(let at): "this reader has read it again already, at \(at); each case is repeated once"
    case .callsAlone: "while cases are read again only calls are kept"
    }
  }

  var exit: Exit {
    switch self {
    case .notClosed, .nothingToRepeat, .repeatedAlready: .badData
    case .tooEarly: .tryAgain
    case .callsAlone: .notPermitted
    }
  }
}
