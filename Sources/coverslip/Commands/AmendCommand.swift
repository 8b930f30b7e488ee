import ArgumentParser
import Arguments
import Basics
import CasebookStore
import Casework
import Console
import Labels
import Prognosis
import Sentences
import UseCases

/// `coverslip addendum CASE TEXT`: adds to a signed case.
struct AddendumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "addendum", abstract: "Add to a signed case; what was signed stays as it is.")

  @OptionGroup var what: SupplementOptions

  @Argument(help: "What is added.")
  var text: String

  func run() throws {
    try SigningInput.requireClean(text)
    try what.sign { casebook, file in .addendum(text: text, to: file.standing?.entryDigest ?? "") }
  }
}

/// `coverslip amend CASE`: changes what a signed case says.
struct AmendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Change what a signed case says; what was signed before stays readable.")

  @OptionGroup var what: SupplementOptions

  @Option(
    name: .customLong("class"), help: "Where the error lay: \(AmendmentClass.offered).",
    transform: AmendmentClass.given)
  var kind: AmendmentClass

  @OptionGroup var reading: ReadingOptions

  @Option(help: "Why it is amended, in your own words.")
  var comment: String

  @Option(help: "Who was told; leave it out where nobody was yet.")
  var told: String?

  @Option(help: ArgumentHelp("When they were told: 2026-11-02T11:20:00Z, in UTC.", valueName: "time"))
  var toldAt: String?

  @Flag(help: "Read it upon the newest finding, not the one that was signed upon.")
  var newest = false

  func validate() throws {
    guard (told == nil) == (toldAt == nil) else { throw ValidationError("Give --told and --told-at, or neither.") }
  }

  func run() throws {
    try reading.requireMeant(comment)
    if let told { try SigningInput.requireClean(told) }
    let notice = told.map { AmendmentNotice(person: $0, at: toldAt ?? "") }
    try what.sign { casebook, file in
      AmendmentRequest(
        kind: kind, decision: reading.decision, call: reading.call, reason: try reading.reason(of: casebook.reasons()),
        comment: comment, told: notice, restsOnNewest: newest
      ).draft(for: file)
    }
  }
}

/// Whose case it is that is added to or changed, and who signs.
struct SupplementOptions: ParsableArguments {
  @Argument(help: "The case.")
  var id: String

  @Option(help: "The name that signs: one of reviewer list.")
  var reviewer: String

  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions
  @OptionGroup var outbox: OutboxOptions

  /// Signs what `draft` makes of the case, and says so.
  func sign(_ draft: (Casebook, CaseFile) throws -> SupplementDraft) throws {
    let casebook = try options.open().opened(for: .reviewer(reviewer))
    let (id, reviewer, file) = (id, reviewer, try casebook.caseFile(id))
    let pattern = try casebook.labelPattern()
    let draft = try LabelChecking(.files, pattern: pattern).checked(try draft(casebook, file), of: file)
    try SupplementCase.check(draft, of: file, reviewer: reviewer, now: WallClock.system.timestamp())
    let outbox = try casebook.outbox(outbox)
    let passphrase = try passphrases.passphrase(of: reviewer, for: .amend, in: casebook)
    let signed = try waiting {
      try await SupplementCase(store: casebook, keys: .system, slides: .files, pattern: pattern)
        .sign(id, draft, reviewer: reviewer, passphrase: passphrase)
    }
    Standard.output(
      "signed \(signed.title) of \(id.printable) as \(signed.reviewer.printable) at \(signed.signedAt). "
        + signed.statement)
    outbox?.settle()
  }
}
