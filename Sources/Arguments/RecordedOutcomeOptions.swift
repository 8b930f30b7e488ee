import ArgumentParser
import Casework
import Labels
import Sentences
import UseCases

/// What became of a patient, as it is given.
package struct RecordedOutcomeOptions: ParsableArguments {
  @Option(help: "What was known at the end of follow-up: \(OutcomeEvent.offered).", transform: OutcomeEvent.given)
  package var event: OutcomeEvent

  @Option(help: "Days of follow-up.", transform: WholeNumber.within(RecordedOutcome.followUp))
  package var days: Int?

  @Option(help: ArgumentHelp("The last day of follow-up: 2026-11-02, counted from receipt.", valueName: "date"))
  package var on: String?

  @Option(help: "Where it was learned: \(OutcomeSource.offered).", transform: OutcomeSource.given)
  package var source: OutcomeSource

  @Option(help: "Your own words; other needs them.")
  package var comment: String = ""

  package init() {}

  package func validate() throws {
    guard (days == nil) != (on == nil) else { throw ValidationError("Give --days or --on, one of them.") }
  }

  /// What is to be recorded of `file`, held to its rules.
  ///
  /// - Throws: the first rule that it breaks.
  package func draft(for file: CaseFile, reviewer: String, now: String) throws -> OutcomeDraft {
    try SigningInput.requireClean(comment)
    let draft = OutcomeDraft(event: event, source: source, comment: comment)
    let followUp = days.map { RecordOutcome.FollowUp.days($0) } ?? .until(on ?? "")
    return try RecordOutcome.checked(draft, followUp, of: file, reviewer: reviewer, now: now)
  }
}
