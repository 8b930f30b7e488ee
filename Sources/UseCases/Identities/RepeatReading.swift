import Casework

/// Keeps, with their key, what a reader says of a case that they read again.
package struct RepeatReading: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
  }

  /// What stands against it, before a passphrase is asked for; nothing of the calls is told.
  ///
  /// - Parameter now: seconds since the epoch.
  /// - Throws: `identity` where the reader may not take a case up; `repetition` where the case is not theirs to repeat
  ///   by then.
  package func check(_ caseID: String, by reviewer: String, now: Int) async throws(CaseStoreFailure) {
    try await store.requireNoRefusal(of: .takeUp, to: reviewer)
    let file = try await store.whole(caseID)
    try CaseStoreFailure.refusing(caseID) { () throws(TransitionProblem) in
      try file.requireRepeatable(by: reviewer, at: Timestamp(seconds: now))
    }
  }

  /// The repeated reading that `draft` becomes.
  ///
  /// - Throws: why the casebook did not take it.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: RepeatDraft, reviewer: String, passphrase: Passphrase
  ) async throws(CaseStoreFailure) -> RepeatedRead {
    let signer = try await ring.open(reviewer, passphrase, signing: draft)
    return try await store.repeatReading(caseID, draft, reviewer: reviewer, signer: signer)
  }
}
