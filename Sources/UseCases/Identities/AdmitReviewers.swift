import Basics
import Casework

/// Admits and retires reviewers, and changes their passphrases.
package struct AdmitReviewers: Sendable {
  private let store: any ReviewerStore
  private let keys: KeyCraft
  private var ring: KeyRing { KeyRing(store: store, keys: keys) }

  package init(store: any ReviewerStore, keys: KeyCraft) {
    self.store = store
    self.keys = keys
  }

  /// Somebody who acts in their own name.
  package struct Actor: Sendable {
    package let name: String
    package let passphrase: Passphrase

    package init(name: String, passphrase: Passphrase) {
      self.name = name
      self.passphrase = passphrase
    }
  }

  /// Whoever is to be admitted.
  package struct Request: Sendable {
    package let name: String
    package let role: ReviewerRole
    package let passphrase: Passphrase
    /// Whether they have a key already, which the new one takes the place of.
    package let isReplacing: Bool

    package init(name: String, role: ReviewerRole, passphrase: Passphrase, isReplacing: Bool = false) {
      self.name = name
      self.role = role
      self.passphrase = passphrase
      self.isReplacing = isReplacing
    }

    /// What can be said before a key is made, or a casebook.
    ///
    /// - Throws: `identity` with the rule that name, role or passphrase break.
    package func check(among roster: Roster) throws(CaseStoreFailure) {
      let name = Reviewer.name(name)
      guard Reviewer.isName(name), CleanText.isClean(self.name) else { throw .identity(.badName) }
      if let problem = passphrase.problem(of: name) { throw .identity(.passphrase(problem)) }
      guard !roster.isEmpty || role.rights.contains(.admit) else { throw .identity(.firstMayNotAdmit(role)) }
    }
  }

  /// Makes somebody's key, seals it with their passphrase, and admits them.
  ///
  /// - Parameter admitter: who admits; `nil` for the first reviewer of a casebook, who admits themself.
  /// - Throws: `identity` with what stands against it; nothing is written then.
  @discardableResult
  package func admit(_ request: Request, by admitter: Actor?) async throws(CaseStoreFailure) -> Reviewer {
    let name = Reviewer.name(request.name)
    let roster = try await store.roster()
    try request.check(among: roster)
    if admitter == nil, !roster.isEmpty { throw .identity(.unsigned) }
    let opened = try await signer(of: admitter)
    let key = keys.make()
    guard let own = keys.signer(key.seed, key.fingerprint),
      let sealed = keys.seal(key.seed, ReviewerKeyNote(name: name, fingerprint: key.fingerprint), request.passphrase)
    else { throw .identity(.noMemory) }
    let new = NewReviewer(
      name: name, role: request.role, publicKey: key.publicKey, sealed: sealed, isReplacing: request.isReplacing)
    return try await store.admit(new, signer: opened ?? own)
  }

  private func signer(of actor: Actor?) async throws(CaseStoreFailure) -> EntrySigner? {
    guard let actor else { return nil }
    return try await ring.open(actor.name, actor.passphrase)
  }

  /// Retires `name`: themself, or by one who may admit.
  ///
  /// - Throws: `identity` with what stands against it.
  @discardableResult
  package func retire(_ name: String, by actor: Actor) async throws(CaseStoreFailure) -> Reviewer {
    try await store.retire(name, signer: try await ring.open(actor.name, actor.passphrase))
  }

  /// Seals the same key with another passphrase.
  ///
  /// - Throws: `identity` with what stands against it; the old passphrase stays then.
  package func changePassphrase(of actor: Actor, to next: Passphrase) async throws(CaseStoreFailure) {
    let name = Reviewer.name(actor.name)
    if let problem = next.problem(of: name) { throw .identity(.passphrase(problem)) }
    let (signer, seed) = try await ring.openKey(name, actor.passphrase)
    let owner = ReviewerKeyNote(name: name, fingerprint: signer.fingerprint)
    guard let sealed = keys.seal(seed, owner, next) else { throw .identity(.noMemory) }
    try await store.reseal(sealed, signer: signer)
  }
}
