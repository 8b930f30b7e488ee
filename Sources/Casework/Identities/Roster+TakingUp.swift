import Basics

/// Who may take a case up, to give a first call or to sign it: whoever is admitted, not retired, and of a role that has
/// the right to. Where nobody was ever admitted, everybody may.
///
/// A store asks this before it writes a claim, and of every claim and request that lies there: those of somebody who
/// was retired since count for nothing at once. The ledger is not held to it, so that one that was begun before this
/// rule stays whole.
extension Roster {
  /// Whether `name` may take a case up.
  package func mayTakeUp(_ name: String) -> Bool { isEmpty || active(named: name)?.may(.takeUp) ?? false }

  /// The same.
  ///
  /// - Throws: `identity` with `retired`, `noSuchReviewer` or `noRight`.
  package func requireMayTakeUp(_ name: String) throws(CaseStoreFailure) {
    guard !mayTakeUp(name) else { return }
    throw .identity(refusal(of: Reviewer.name(name)))
  }

  private func refusal(of name: String) -> IdentityProblem {
    if let reviewer = active(named: name) { return .noRight(.takeUp, reviewer.role) }
    if reviewers.contains(where: { $0.name == name }) { return .retired(name: name) }
    return .noSuchReviewer(name: name, nearest: NearestNames.nearest(to: name, among: active.map(\.name)))
  }

  /// Whether the key of `signer` signs cases, under that name.
  ///
  /// - Throws: `identity` with the rule that stands against it.
  package func requireSigner(_ signer: EntrySigner?, under name: String) throws(CaseStoreFailure) {
    do throws(IdentityProblem) { try require(.sign, under: name, key: signer?.fingerprint) } catch {
      throw .identity(error)
    }
  }

  /// Whether second opinions wait for `audience`: it may ask for one or give one.
  package func isHeard(_ audience: Audience) -> Bool {
    rights(of: audience).map { !$0.isDisjoint(with: [.askOpinion, .giveOpinion]) } ?? true
  }

  /// What `audience` may do; `nil` where it is no reader, or nobody was ever admitted.
  package func rights(of audience: Audience) -> Set<ReviewerRight>? {
    guard let name = audience.reader, !isEmpty else { return nil }
    return active(named: name)?.role.rights ?? []
  }
}

extension CaseFile {
  /// Whether whoever the case is told to may do something; everybody may where no rights are told.
  public func readerMay(_ right: ReviewerRight) -> Bool { readerRights?.contains(right) ?? true }
}
