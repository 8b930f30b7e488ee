import Basics

/// What an entry says of somebody who is admitted.
public struct ReviewerAdmission: Hashable, Sendable {
  /// Printed name.
  public var name: String
  /// What they are in the laboratory.
  public var role: ReviewerRole
  /// The Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// SHA-256 of the public key, 64 hexadecimal digits.
  public var fingerprint: String
  /// Fingerprint of whoever admits; the first one's own.
  public var admittedBy: String
  /// Fingerprint of the key that this one takes the place of, which is retired with it.
  public var replaces: String?
  /// SHA-256 of the sealed private key, 64 hexadecimal digits.
  public var sealedDigest: String

  /// Somebody with their key.
  public init(
    name: String, role: ReviewerRole, publicKey: [UInt8], fingerprint: String, admittedBy: String, replaces: String?,
    sealedDigest: String
  ) {
    self.name = name
    self.role = role
    self.publicKey = publicKey
    self.fingerprint = fingerprint
    self.admittedBy = admittedBy
    self.replaces = replaces
    self.sealedDigest = sealedDigest
  }
}

/// Everybody who was ever admitted to a casebook, as the ledger tells it.
public struct Roster: Equatable, Sendable {
  /// In the order of their admission.
  public private(set) var reviewers: [Reviewer]

  /// These reviewers, in the order of their admission.
  public init(_ reviewers: [Reviewer] = []) { self.reviewers = reviewers }

  /// Whether nobody was ever admitted.
  public var isEmpty: Bool { reviewers.isEmpty }

  /// Those who may still sign.
  public var active: [Reviewer] { reviewers.filter(\.standing.isActive) }

  /// Those who may do something now.
  public func holders(of right: ReviewerRight) -> [Reviewer] { reviewers.filter { $0.may(right) } }

  /// Whose key it is, retired or not.
  public func reviewer(_ fingerprint: String) -> Reviewer? { reviewers.first { $0.fingerprint == fingerprint } }

  /// Who reads at an account that goes by one of `names`: whoever has one of them, else the only one who may sign;
  /// `nil` where that is nobody, or one of several.
  public func reader(of names: [String]) -> Reviewer? {
    if let own = names.lazy.compactMap({ self.active(named: $0) }).first { return own }
    let signers = holders(of: .sign)
    return signers.count == 1 ? signers[0] : nil
  }

  /// Who has that name now.
  public func active(named name: String) -> Reviewer? {
    let name = Reviewer.name(name)
    return active.first { $0.name == name }
  }

  /// The same.
  ///
  /// - Throws: `noSuchReviewer` with the names that may have been meant.
  public func requireActive(named name: String) throws(IdentityProblem) -> Reviewer {
    if let reviewer = active(named: name) { return reviewer }
    throw .noSuchReviewer(name: name, nearest: NearestNames.nearest(to: name, among: active.map(\.name)))
  }

  /// What is told of `name`, who is to do something, before they have typed a passphrase: that nobody was ever
  /// admitted, that there is nobody of that name or that they are retired, or that their role does not allow it. Names
  /// are no secret.
  ///
  /// - Parameter right: what they are to do; `nil` where everybody may.
  /// - Throws: `nobodyAdmitted`, `noSuchReviewer`, `retired` or `noRight`.
  public func requireNoRefusal(of right: ReviewerRight?, to name: String) throws(IdentityProblem) {
    guard !isEmpty else { throw .nobodyAdmitted }
    guard let reviewer = active(named: name) else { throw absence(of: name) }
    guard let right, !reviewer.may(right) else { return }
    throw .noRight(right, reviewer.role)
  }

  /// The reviewer whose key signed, where they may still sign.
  ///
  /// - Throws: `unsigned` without a signer, `unknownKey` where the key was never admitted or was retired.
  public func requireActive(key: String?) throws(IdentityProblem) -> Reviewer {
    guard let key else { throw isEmpty ? .nobodyAdmitted : .unsigned }
    guard let reviewer = reviewer(key), reviewer.standing.isActive else { throw .unknownKey }
    return reviewer
  }

  /// The same of somebody who has a right.
  ///
  /// - Throws: `noRight` where their role does not allow it.
  @discardableResult
  public func require(_ right: ReviewerRight, of key: String?) throws(IdentityProblem) -> Reviewer {
    let reviewer = try requireActive(key: key)
    guard reviewer.may(right) else { throw .noRight(right, reviewer.role) }
    return reviewer
  }
}

// MARK: - Changes

extension Roster {
  /// Admits somebody: the first by themselves, all others by one who may. A key that is replaced is retired.
  ///
  /// - Parameters:
  ///   - signer: fingerprint of the key under the entry.
  ///   - sequence: the entry.
  /// - Throws: which rule stands against it.
  public mutating func admit(
    _ admission: ReviewerAdmission, signer: String?, at time: String, sequence: Int
  ) throws(IdentityProblem) {
    guard Reviewer.isName(admission.name) else { throw .badName }
    guard admission.publicKey.count == 32, reviewer(admission.fingerprint) == nil else { throw .badKey }
    guard signer == admission.admittedBy else { throw signer == nil ? .unsigned : .unknownKey }
    if isEmpty { try requireFirst(admission) } else { try require(.admit, of: signer) }
    let former = active.first { Reviewer.isAlike($0.name, admission.name) }
    guard former?.fingerprint == admission.replaces else { throw .nameTaken(former?.name ?? admission.name) }
    if let former { try retireKey(former.fingerprint, heir: admission.role, at: time, sequence: sequence) }
    reviewers.append(
      Reviewer(
        name: admission.name, role: admission.role, publicKey: admission.publicKey, fingerprint: admission.fingerprint,
        standing: .active, admittedBy: admission.admittedBy, admittedAt: time, sealedDigest: admission.sealedDigest,
        admitted: sequence, sequence: sequence))
  }

  private func requireFirst(_ admission: ReviewerAdmission) throws(IdentityProblem) {
    guard admission.admittedBy == admission.fingerprint else { throw .unknownKey }
    guard admission.role.rights.contains(.admit) else { throw .firstMayNotAdmit(admission.role) }
  }

  /// Retires a key: signed by its owner, or by one who may admit.
  ///
  /// - Throws: which rule stands against it.
  public mutating func retire(
    _ fingerprint: String, signer: String?, at time: String, sequence: Int
  ) throws(IdentityProblem) {
    let actor = try requireActive(key: signer)
    if actor.fingerprint != fingerprint { try require(.admit, of: signer) }
    _ = try requireActive(key: fingerprint)
    try retireKey(fingerprint, heir: nil, at: time, sequence: sequence)
  }

  /// - Parameter heir: the role of who takes the place at once.
  private mutating func retireKey(
    _ fingerprint: String, heir: ReviewerRole?, at time: String, sequence: Int
  ) throws(IdentityProblem) {
    guard let index = reviewers.firstIndex(where: { $0.fingerprint == fingerprint }) else { throw .unknownKey }
    let others = holders(of: .admit).contains { $0.fingerprint != fingerprint }
    guard others || heir?.rights.contains(.admit) == true else { throw .lastToAdmit(name: reviewers[index].name) }
    reviewers[index].standing = .retired(since: time)
    reviewers[index].sequence = sequence
  }

  /// Notes that a key was sealed anew, with another passphrase: signed by its owner.
  ///
  /// - Throws: which rule stands against it.
  public mutating func reseal(
    _ fingerprint: String, sealedDigest: String, signer: String?, sequence: Int
  ) throws(IdentityProblem) {
    let owner = try requireActive(key: signer)
    guard let index = reviewers.firstIndex(where: { $0.fingerprint == fingerprint }), owner.fingerprint == fingerprint
    else { throw .unknownKey }
    reviewers[index].sealedDigest = sealedDigest
    reviewers[index].sequence = sequence
  }
}
