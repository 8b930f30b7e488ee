/// Somebody who is to be admitted, with the key that was made for them.
public struct NewReviewer: Hashable, Sendable {
  /// Printed name.
  public var name: String
  /// What they are in the laboratory.
  public var role: ReviewerRole
  /// The Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// The private key, sealed with their passphrase.
  public var sealed: SealedKey
  /// Whether the key takes the place of the one that they have, which is retired.
  public var isReplacing: Bool

  /// Somebody with their key.
  public init(name: String, role: ReviewerRole, publicKey: [UInt8], sealed: SealedKey, isReplacing: Bool) {
    self.name = name
    self.role = role
    self.publicKey = publicKey
    self.sealed = sealed
    self.isReplacing = isReplacing
  }
}

/// Who may sign in a casebook, and the keys that sign for them.
///
/// Public keys, and who admitted whom, stand in the ledger, signed. The private keys lie outside of it, sealed, so that
/// a passphrase that was given up opens nothing. Every call throws `unavailable` where the casebook does not answer.
public protocol ReviewerStore: Sendable {
  /// Everybody who was ever admitted.
  func roster() async throws(CaseStoreFailure) -> Roster

  /// Admits somebody: the first by their own key, all others by that of one who may.
  ///
  /// - Throws: `identity` with the rule that stands against it; nothing is written then.
  @discardableResult
  func admit(_ new: NewReviewer, signer: EntrySigner) async throws(CaseStoreFailure) -> Reviewer

  /// Retires whoever has that name, and throws their sealed key away: signed by themselves, or by one who may admit.
  ///
  /// - Throws: `identity` with the rule that stands against it.
  @discardableResult
  func retire(_ name: String, signer: EntrySigner) async throws(CaseStoreFailure) -> Reviewer

  /// Puts a key that was sealed with another passphrase in the place of the old one, and notes that in the ledger.
  ///
  /// - Throws: `identity` where the signer is not the owner.
  func reseal(_ sealed: SealedKey, signer: EntrySigner) async throws(CaseStoreFailure)

  /// The sealed key of whoever has that name now; `nil` where nobody has, which whoever asked for a passphrase does not
  /// tell.
  ///
  /// - Throws: `identity` with `mustWait` after passphrases that did not open, whether there is such a name or not.
  func sealedKey(of name: String) async throws(CaseStoreFailure) -> SealedKey?

  /// Notes whether a passphrase opened the key of that name. After ``SignInTries/mostFailures`` that did not, the name
  /// is locked for a while, and the ledger says so.
  func noteSignIn(_ name: String, opened: Bool) async throws(CaseStoreFailure)
}

extension ReviewerStore {
  /// See ``Roster/requireNoRefusal(of:to:)``: what can be told before a passphrase is asked. The rule itself is held
  /// where the entry is written.
  ///
  /// - Throws: `identity` with `nobodyAdmitted`, `noSuchReviewer`, `retired` or `noRight`.
  package func requireNoRefusal(of right: ReviewerRight?, to name: String) async throws(CaseStoreFailure) {
    let roster = try await roster()
    do throws(IdentityProblem) { try roster.requireNoRefusal(of: right, to: name) } catch { throw .identity(error) }
  }
}

extension Roster {
  /// Whether `name` may take a case up: see ``refusalToTakeUp(_:)``.
  ///
  /// - Throws: `identity` with what stands against it.
  package func requireMayTakeUp(_ name: String) throws(CaseStoreFailure) {
    if let problem = refusalToTakeUp(name) { throw .identity(problem) }
  }

  /// Whether the key of `signer` signs cases, under that name.
  ///
  /// - Throws: `identity` with the rule that stands against it.
  package func requireSigner(_ signer: EntrySigner?, under name: String) throws(CaseStoreFailure) {
    do throws(IdentityProblem) { try require(.sign, under: name, key: signer?.fingerprint) } catch {
      throw .identity(error)
    }
  }

  /// What the ledger will say of somebody who is to be admitted.
  ///
  /// - Throws: `badKey` where the sealed key is not of the public one.
  package func admission(
    of new: NewReviewer, signer: EntrySigner, digest: Digest
  ) throws(IdentityProblem) -> ReviewerAdmission {
    let fingerprint = digest(new.publicKey)
    guard new.sealed.fingerprint == fingerprint else { throw .badKey }
    let name = Reviewer.name(new.name)
    return ReviewerAdmission(
      name: name, role: new.role, publicKey: new.publicKey, fingerprint: fingerprint, admittedBy: signer.fingerprint,
      replaces: new.isReplacing ? try requireActive(named: name).fingerprint : nil,
      sealedDigest: digest(new.sealed.storedBytes))
  }

  /// What the ledger will say of a key that was sealed anew.
  ///
  /// - Throws: `unknownKey` where it is the key of nobody who may sign.
  package func resealing(_ sealed: SealedKey, digest: Digest) throws(IdentityProblem) -> KeyResealing {
    let reviewer = try requireActive(key: sealed.fingerprint)
    return KeyResealing(key: ReviewerKeyNote(reviewer), sealedDigest: digest(sealed.storedBytes))
  }
}
