import Casework

extension Roster {
  /// Told before a passphrase is asked of somebody who was named on a command line: what
  /// `requireNoRefusal(of:to:)` tells, and that a name was mistyped. Whom `reviewer list` names is no secret.
  ///
  /// - Throws: `nobodyAdmitted` or `noRight`; `noSuchReviewer` where nobody is called so, but somebody nearly.
  func requireAskable(_ name: String, for right: ReviewerRight?) throws(IdentityProblem) {
    try requireNoRefusal(of: right, to: name)
    do throws(IdentityProblem) { _ = try requireActive(named: name) } catch {
      guard case .noSuchReviewer(_, let nearest) = error, nearest.isEmpty else { throw error }
    }
  }
}

extension ReviewerStore {
  /// Told before a passphrase is asked of somebody who was named on a command line: that they may not do something, or
  /// that the name is nearly that of somebody else.
  ///
  /// - Parameter right: what they are to do; `nil` where everybody may.
  /// - Throws: `identity` with `nobodyAdmitted`, `noRight` or `noSuchReviewer`; why the casebook cannot be read.
  package func requireAskable(_ name: String, for right: ReviewerRight?) async throws(CaseStoreFailure) {
    let roster = try await roster()
    do throws(IdentityProblem) { try roster.requireAskable(name, for: right) } catch { throw .identity(error) }
  }
}
