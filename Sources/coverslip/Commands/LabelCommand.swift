import ArgumentParser
import Arguments
import CasebookStore
import Casework
import Console
import Documents
import Labels
import Sentences
import UseCases

/// `coverslip label CASE`: whether the labels of a case's slides are the case's own.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Hold the labels of a case's slides against the case, or resolve a mismatch.",
    discussion: CommandHelp.label)

  @Argument(help: "The case.") var id: String
  @Option(help: "Why the slide may be read: \(LabelReason.offered).", transform: LabelReason.given)
  var resolve: LabelReason?
  @Option(help: "The name that signs: one of reviewer list.") var reviewer: String?
  @Option(help: "Which slide, from 1; default: the only one with a mismatch.", transform: WholeNumber.from(1))
  var slide: Int?
  @Option(help: "Your own words.") var comment: String = ""
  @Flag(help: "As JSON.") var json = false
  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func validate() throws {
    let signs = resolve != nil
    guard signs == (reviewer != nil), signs || comment.isEmpty && slide == nil else {
      throw ValidationError("Give --resolve and --reviewer, or none; --comment and --slide go with them.")
    }
  }

  func run() throws {
    guard let resolve, let reviewer else { return try tell() }
    try SigningInput.requireClean(comment)
    let casebook = try options.open().opened(for: .reviewer(reviewer))
    let label = ResolveLabel(store: casebook, keys: .system, slides: .files, pattern: try casebook.labelPattern())
    try waiting { try await casebook.requireNoRefusal(of: .sign, to: reviewer) }
    let (id, slide, comment) = (id, slide, comment)
    let draft = try waiting { try await label.draft(id, slide: slide, reason: resolve, comment: comment) }
    let passphrase = try passphrases.passphrase(of: reviewer, for: .sign, in: casebook)
    let resolution = try waiting { try await label.sign(id, draft, reviewer: reviewer, passphrase: passphrase) }
    Standard.output(LabelLines.done(resolution, of: try casebook.caseFile(id)))
  }

  private func tell() throws {
    let casebook = try options.openToRead()
    let labels = LabelChecking(.files, pattern: try casebook.labelPattern())
    let file = try labels.checked(try casebook.caseFile(id))
    Standard.output(json ? CaseJSON.labels(of: file) : LabelLines.text(file))
  }
}
