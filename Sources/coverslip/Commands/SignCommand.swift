import ArgumentParser
import Arguments
import Basics
import CasebookStore
import Casework
import Console
import Labels
import Prognosis
import Sentences
import Settings
import UseCases

/// `coverslip sign CASE`: a signature from a shell, which shows no picture; the record says so.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a case without the workstation; the record says that no picture was shown.")

  @Argument(help: "The case.")
  var id: String

  @Option(help: "The name that signs: one of reviewer list.")
  var reviewer: String

  @OptionGroup var reading: ReadingOptions

  @Option(help: "Your own words.")
  var comment: String = ""

  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions
  @OptionGroup var outbox: OutboxOptions

  func run() throws {
    try reading.requireMeant(comment)
    let casebook = try options.open().opened(for: .reviewer(reviewer))
    let (id, reviewer) = (id, reviewer)
    let (file, finding) = try waiting { try await SignCase.begin(id, reviewer: reviewer, in: casebook) }
    let pattern = try casebook.labelPattern()
    let typed = SignOffDraft(
      decision: reading.decision, finalCall: reading.call, reason: try reading.reason(of: casebook.reasons()),
      comment: comment, shown: .noPicture)
    let draft = try LabelChecking(.files, pattern: pattern).checked(typed, of: file, upon: finding.id)
    try SignCase.check(draft, of: file, reviewer: reviewer, now: WallClock.system.timestamp())
    let outbox = try casebook.outbox(outbox)
    let passphrase = try passphrases.passphrase(of: reviewer, for: .sign, in: casebook)
    let signOff = try waiting {
      try await SignCase(store: casebook, keys: .system, slides: .files, pattern: pattern).sign(
        id, draft, findingID: finding.id, reviewer: reviewer, passphrase: passphrase)
    }
    Standard.output(
      "signed \(id.printable) as \(signOff.reviewer.printable) at \(signOff.signedAt): \(signOff.outcome). "
        + signOff.statement)
    outbox?.settle()
  }
}
