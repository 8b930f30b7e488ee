import Casework

/// Asks for a second opinion, gives one, or takes a question back, in a reviewer's name.
package struct GiveOpinion: Sendable {
  private let store: any CaseStore
  private let keys: KeyCraft

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    self.keys = keys
  }

  /// The second opinion that `draft` makes, or what it makes of one.
  ///
  /// - Throws: why the casebook did not take it.
  @discardableResult
  package func sign(
    _ caseID: String, _ draft: OpinionDraft, reviewer: String, passphrase: Passphrase
  ) async throws(CaseStoreFailure) -> SecondOpinion {
    let signer = try await KeyRing(store: store, keys: keys).open(reviewer, passphrase, signing: draft)
    return try await store.opine(caseID, draft.with(nonce: keys.nonce()), reviewer: reviewer, signer: signer)
  }

  /// Who may be asked by `reviewer`: everybody who may answer, but for themself, in the order of their admission.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  package func colleagues(of reviewer: String) async throws(CaseStoreFailure) -> [Reviewer] {
    let name = Reviewer.name(reviewer)
    return try await store.roster().holders(of: .giveOpinion).filter { $0.name != name }
  }
}

extension OpinionDraft {
  /// The same, an answer with the random number that is written with it.
  fileprivate func with(nonce: String) -> OpinionDraft {
    switch self {
    case .question, .withdrawal: self
    case .answer(let number, let digest, let text, let call, _):
      .answer(number: number, to: digest, text: text, call: call, nonce: nonce)
    }
  }
}
