import Casework

/// Records, in a reviewer's name, what became of the patient of a closed case.
package struct RecordOutcome: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
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
