import Casework

/// Opens the key of whoever signs, for one act.
package struct KeyRing: Sendable {
  private let store: any ReviewerStore
  private let keys: KeyCraft

  package init(store: any ReviewerStore, keys: KeyCraft) {
    self.store = store
    self.keys = keys
  }

  /// What signs for `name`.
  ///
  /// Whether the passphrase is wrong, the name unknown or retired, is not told: not by the answer, and not by the time
  /// that it takes.
  ///
  /// - Throws: `identity` with `notOpened`, or `mustWait` after too many tries; `nobodyAdmitted` where the casebook has
  ///   no reviewers at all, which is no secret.
  package func open(_ name: String, _ passphrase: Passphrase) async throws(CaseStoreFailure) -> EntrySigner {
    let (signer, _) = try await openKey(name, passphrase)
    return signer
  }

  /// What signs `act` for `name`: whatever somebody types to be signed, they type it before this passphrase.
  ///
  /// - Throws: as ``open(_:_:)``; `identity` with `passphraseInText` where the act holds the passphrase.
  package func open(
    _ name: String, _ passphrase: Passphrase, signing act: some TypedAct
  ) async throws(CaseStoreFailure) -> EntrySigner {
    let signer = try await open(name, passphrase)
    guard !passphrase.isHeld(in: act.typedTexts) else { throw .identity(.passphraseInText) }
    return signer
  }

  /// What signs for `name`, who may do something; nothing is signed.
  ///
  /// - Throws: as ``open(_:_:)``; `identity` with `noRight` where their role does not allow it.
  @discardableResult
  package func open(
    _ name: String, _ passphrase: Passphrase, for right: ReviewerRight
  ) async throws(CaseStoreFailure) -> EntrySigner {
    let signer = try await open(name, passphrase)
    try await require(right, of: signer)
    return signer
  }

  /// - Throws: `identity` with `noRight` where the role of whoever signs does not allow it.
  func require(_ right: ReviewerRight, of signer: EntrySigner) async throws(CaseStoreFailure) {
    let roster = try await store.roster()
    do throws(IdentityProblem) { try roster.require(right, of: signer.fingerprint) } catch { throw .identity(error) }
  }

  /// What signs for `name`, with the seed of the private key, to seal it again.
  func openKey(
    _ name: String, _ passphrase: Passphrase
  ) async throws(CaseStoreFailure) -> (signer: EntrySigner, seed: [UInt8]) {
    if try await store.roster().isEmpty { throw .identity(.nobodyAdmitted) }
    let sealed = try await store.sealedKey(of: name)
    let opened = tried(sealed, name, passphrase)
    try await store.noteSignIn(name, opened: opened != nil)
    guard let opened else { throw .identity(.notOpened) }
    return opened
  }

  private func tried(
    _ sealed: SealedKey?, _ name: String, _ passphrase: Passphrase
  ) -> (signer: EntrySigner, seed: [UInt8])? {
    guard let sealed else {
      keys.decoy(passphrase)
      return nil
    }
    guard let seed = keys.open(sealed, Reviewer.name(name), passphrase),
      let signer = keys.signer(seed, sealed.fingerprint)
    else { return nil }
    return (signer, seed)
  }
}
