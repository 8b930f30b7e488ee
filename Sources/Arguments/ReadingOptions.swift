import ArgumentParser
import Casework
import Labels
import Prognosis
import Sentences
import UseCases

/// What is signed of a case, at first or in an amendment.
package struct ReadingOptions: ParsableArguments {
  @Option(help: "What you sign: \(Decision.offered).", transform: Decision.given)
  package var decision: Decision

  @Option(help: "Your own call: high or low.", transform: Call.given)
  package var call: Call?

  @Option(
    name: .customLong("reason"),
    help: ArgumentHelp("Why, as a code; a wrong one is answered with all of them.", valueName: "code"))
  package var code: String?

  package init() {}

  /// Holds what was given together against the decision.
  ///
  /// - Throws: ``CommandFailure`` where a call or a comment is given that the decision has no use for, or is missing.
  package func requireMeant(_ comment: String) throws {
    try SigningInput(decision).requireMeant(call, comment: comment)
  }

  /// The reason by its code.
  ///
  /// - Throws: ``CommandFailure`` with all codes, for one that the decision does not take.
  package func reason(of reasons: ReasonList) throws -> SignOffReason? {
    try SigningInput(decision).reason(code, of: reasons)
  }
}
