import Casework

/// Records, in a reviewer's name, what became of the patient of a closed case.
package struct RecordOutcome: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
  }

  /// When the follow-up ended.
  package enum FollowUp: Hashable, Sendable {
    /// After so many days.
    case days(Int)
    /// On that day, `2026-11-02`: counted from the day on which the case was received.
    case until(String)
  }

  /// What is to be recorded of the case, held to its rules before a passphrase is typed.
  ///
  /// - Parameters:
  ///   - draft: its event, source and comment.
  ///   - now: ISO 8601 with seconds, UTC.
  /// - Throws: the first rule that it breaks.
  package static func checked(
    _ draft: OutcomeDraft, _ followUp: FollowUp, of file: CaseFile, reviewer: String, now: String
  ) throws(CaseStoreFailure) -> OutcomeDraft {
    var draft = draft
    switch followUp {
    case .days(let days): draft.days = days
    case .until(let day):
      do throws(OutcomeProblem) { draft.days = try file.followUp(until: day, now: now) } catch { throw .outcome(error) }
    }
    let whole = draft
    _ = try CaseStoreFailure.refusing(file.id) { () throws(TransitionProblem) in
      try file.outcome(whole, by: reviewer, now: now)
    }
    return whole
  }

  /// The outcome that `draft` becomes.
  ///
  /// - Throws: why the casebook did not take it.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: OutcomeDraft, reviewer: String, passphrase: Passphrase
  ) async throws(CaseStoreFailure) -> RecordedOutcome {
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    return try await store.recordOutcome(caseID, draft, reviewer: reviewer, signer: signer)
  }
}
