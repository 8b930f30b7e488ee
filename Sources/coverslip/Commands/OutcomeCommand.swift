import ArgumentParser
import Arguments
import Casework
import Console
import Labels
import Sentences
import UseCases

/// `coverslip outcome CASE`: what became of the patient of a closed case.
struct OutcomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome", abstract: "Record what became of the patient of a closed case.",
    discussion: CommandHelp.outcome)

  @Argument(help: "The case.") var id: String
  @Option(help: "The name that signs: one of reviewer list.") var reviewer: String
  @OptionGroup var outcome: RecordedOutcomeOptions
  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let casebook = try options.open().opened(for: .reviewer(reviewer))
    let (id, reviewer, file) = (id, reviewer, try casebook.caseFile(id))
    let draft = try outcome.draft(for: file, reviewer: reviewer, now: WallClock.system.timestamp())
    let passphrase = try passphrases.passphrase(of: reviewer, for: .recordOutcome, in: casebook)
    let recorded = try waiting {
      try await RecordOutcome(store: casebook, keys: .system).sign(
        id, draft, reviewer: reviewer, passphrase: passphrase)
    }
    Standard.output(recorded.sentence(after: file))
  }
}
