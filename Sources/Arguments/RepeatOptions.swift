import ArgumentParser
import CasebookStore
import Casework
import Console
import Labels
import ReadingQuality
import Sentences
import UseCases

/// What is asked of cases that a reader reads again.
package struct RepeatOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("plan, result, or the case that was read again.", valueName: "plan|result|case"))
  package var act: String

  @Option(help: "Whose readings: one of reviewer list.")
  package var reviewer: String

  @Option(help: "What they call the case now: \(FirstCall.offered).", transform: FirstCall.given)
  package var call: FirstCall?

  @Option(
    parsing: .unconditional,
    help: "plan, result: only the cases that pass: words, age, grade, size, nodes, slides, received.")
  package var cases = ""

  @Option(
    help: "plan: how many cases, with those that are read again already.", transform: WholeNumber.within(1...100_000))
  package var count = RepeatabilityDesign.cases

  @Option(help: "plan: what the draw follows from; the workstation draws by the usual one.")
  package var seed = RepeatabilityPlan.usualSeed

  @Flag(help: "plan, result: as JSON.") package var json = false

  package init() {}

  package func validate() throws {
    guard isReading == (call != nil) else {
      throw ValidationError("Give repeat plan, repeat result, or repeat CASE with --call.")
    }
    if let term = try? CaseFilter(cases).terms.first(where: { !$0.condition.isOfRegistration }) {
      throw ValidationError(
        "--cases: while cases are read again \(term) tells nothing; cases are chosen by what was registered, by words, "
          + "age, grade, size, nodes, slides, received.")
    }
  }

  /// The case that was read again, and its call; `nil` where the plan or the result is asked for.
  package var reading: (caseID: String, draft: RepeatDraft)? { call.map { (act, RepeatDraft(call: $0)) } }

  /// How the plan is drawn; `nil` where the result is asked for.
  package var draw: (count: Int, seed: UInt64)? {
    switch told {
    case .plan?: (count, seed)
    case .result?, nil: nil
    }
  }

  /// What the reader has read and read again of the cases that are asked for. It is told to nobody else: the reader's
  /// passphrase says that they are it, where the casebook has reviewers.
  ///
  /// - Throws: a sentence on a filter that cannot be read; `identity` where the reader is not known, may not take cases
  ///   up, or the passphrase is not theirs.
  package func repeatable(in casebook: Casebook, _ passphrases: PassphraseOptions) throws -> RepeatableCases {
    let query = CaseQuery(filter: try CaseFilter(cases))
    try passphrases.requireReader(reviewer, in: casebook)
    return try waiting { [reviewer] in try await casebook.repeatableCases(of: reviewer, passing: query) }
  }

  private enum Told: String { case plan, result }

  /// What is told; `nil` where a case is named.
  private var told: Told? { Told(rawValue: act) }

  private var isReading: Bool { told == nil }
}
