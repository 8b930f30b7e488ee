import Casework
import Dispatch
import Workstation

/// Answers what a model would say without some regions, one question after the other, beside pictures and casebook.
final class TrialWork: Sendable {
  private let trials: (any RegionTrials)?
  private let mailbox: Mailbox
  private let problem: @Sendable (ReviewFailure) -> Problem
  private let queue = DispatchQueue(label: "trials", qos: .userInitiated)

  /// - Parameter trials: `nil` where no model is loaded.
  init(
    _ trials: (any RegionTrials)?, mailbox: Mailbox, problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.trials = trials
    self.mailbox = mailbox
    self.problem = problem
  }

  /// Begins and returns at once.
  func begin(_ request: RegionTrialRequest, of caseID: String) {
    queue.async { self.mailbox.post(self.answer(request, of: caseID)) }
  }

  private func answer(_ request: RegionTrialRequest, of caseID: String) -> Action {
    do throws(TrialFailure) {
      guard let trials else { throw .noModel }
      return .trialMade(caseID: caseID, try trials.trial(request))
    } catch {
      return .trialRefused(caseID: caseID, problem(.notTried(error)))
    }
  }
}
