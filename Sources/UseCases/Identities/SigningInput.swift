import Basics
import Casework
import Labels
import Prognosis

/// What somebody gives to a command that signs: nothing of it is left out of what is signed, or changed in it.
package struct SigningInput: Sendable {
  private let decision: Decision

  /// Of who signs `decision`.
  package init(_ decision: Decision) { self.decision = decision }

  /// - Throws: that the decision takes no call of the reviewer's own, or that the comment cannot be kept as it is.
  package func requireMeant(_ call: Call?, comment: String) throws(SigningInputFailure) {
    guard call == nil || decision.needsOwnCall else { throw .takesNoCall(decision) }
    guard CleanText.isClean(comment) else { throw .unclean(.comment) }
  }

  /// The reason of the decision that is offered under `code`, or shown so; `nil` where no code was given.
  ///
  /// - Throws: that there is no such reason.
  package func reason(_ code: String?, of reasons: ReasonList) throws(SigningInputFailure) -> SignOffReason? {
    guard let code else { return nil }
    if let found = reasons.reason(code: code, of: decision) { return found }
    let offered = reasons.offered(for: decision)
    let names = NamedCodes(offered.map { ($0.code, $0.label) })
    if let index = names.index(named: code) { return offered[index] }
    throw .unknownReason(
      code: code, decision, offered: offered.map(\.code), nearest: names.nearest(to: code))
  }

  /// - Throws: that a text that is added, or a name, cannot be kept as it is.
  package static func requireClean(_ text: String) throws(SigningInputFailure) {
    guard CleanText.isClean(text) else { throw .unclean(.text) }
  }
}

/// Why something cannot be signed as it was given.
package enum SigningInputFailure: Error, Hashable, Sendable {
  case takesNoCall(Decision)
  /// Control characters, line breaks, or marks that turn the direction.
  case unclean(Part)
  /// None is offered for the decision under that code; those that may have been meant.
  case unknownReason(code: String, Decision, offered: [String], nearest: [String])

  /// What was given.
  package enum Part: Hashable, Sendable {
    case comment, text
  }
}
