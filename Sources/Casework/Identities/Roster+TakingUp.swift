import Basics

/// Who may take a case up, to give a first call or to sign it: whoever is admitted, not retired, and of a role that has
/// the right to. Where nobody was ever admitted, everybody may.
///
/// A store asks this before it writes a claim, and of every claim and request that lies there: those of somebody who
/// was retired since count for nothing at once. The ledger is not held to it, so that one that was begun before this
/// rule stays whole.
extension Roster {
  /// Whether `name` may take a case up.
  package func mayTakeUp(_ name: String) -> Bool { refusalToTakeUp(name) == nil }

  /// Why `name` may not take a case up: `retired`, `noSuchReviewer` or `noRight`; `nil` where they may.
  package func refusalToTakeUp(_ name: String) -> IdentityProblem? {
    guard !isEmpty else { return nil }
    if let reviewer = active(named: name) { return reviewer.may(.takeUp) ? nil : .noRight(.takeUp, reviewer.role) }
    return absence(of: name)
  }

  /// Why nobody of that name is active: `retired` or `noSuchReviewer`.
  func absence(of name: String) -> IdentityProblem {
    let name = Reviewer.name(name)
    if reviewers.contains(where: { $0.name == name }) { return .retired(name: name) }
    return .noSuchReviewer(name: name, nearest: NearestNames.nearest(to: name, among: active.map(\.name)))
  }
}
