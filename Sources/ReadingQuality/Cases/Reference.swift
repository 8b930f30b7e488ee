import Prognosis
import SurvivalStatistics

/// What a call is held against. Raw values are codes that scripts are told.
public enum Reference: String, Sendable, CaseIterable {
  /// What became of the patient: high where metastatic relapse came within the horizon, low where the patient was
  /// followed so long without; otherwise not known.
  case outcome
  /// The call of the reader who decided between readings; it says nothing of that reader's own call.
  case adjudication
}

extension ReadCase {
  /// What `call` of the case is held against; `nil` where that is not known.
  ///
  /// - Parameter horizon: years, held against whole days: see ``WholeDays``.
  func reference(_ reference: Reference, for call: SignedCall, horizon: Double) -> Call? {
    switch reference {
    case .outcome: outcome?.answer(by: WholeDays.horizon(horizon))
    case .adjudication: call.isAdjudication ? nil : calls.last { $0.isAdjudication }?.finalCall?.answer
    }
  }
}

extension SurvivalTime {
  /// High where the event came by `horizon`, low where the subject was followed so long without.
  fileprivate func answer(by horizon: Double) -> Call? {
    if time > horizon { return .low }
    if event { return .high }
    return time == horizon ? .low : nil
  }
}
