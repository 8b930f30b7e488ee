import ArgumentParser
import Arguments
import CasebookStore
import Casework
import Console
import Files
import Labels
import Sentences
import UseCases

/// `coverslip reviewer`: who may sign.
struct ReviewerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviewer", abstract: "Admit and retire those who sign, and change passphrases.",
    subcommands: [Add.self, List.self, Retire.self, ChangePassphrase.self])

  /// `reviewer add`: a key for somebody, sealed with their passphrase.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Admit somebody: make their key, sealed with a passphrase of their own.",
      discussion: CommandHelp.addReviewer)

    @Argument(help: "The name that is printed under signatures.")
    var name: String

    @Option(help: "One of \(ReviewerRole.offered).", transform: ReviewerRole.given)
    var role: ReviewerRole

    @Option(help: ArgumentHelp("Who admits; default: the only one who may.", valueName: "name"))
    var by: String?

    @Flag(help: "They are a reviewer already: retire the key that they have, and give them a new one.")
    var replace = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var options: CasebookOptions

    func run() throws {
      let roster = FilePaths.isFile(options.path) ? try options.openToRead().roster() : Roster()
      let admitter = roster.isEmpty ? nil : try roster.admitter(by)
      let request = AdmitReviewers.Request(
        name: name, role: role, passphrase: try passphrases.newPassphrase(of: name), isReplacing: replace)
      try request.check(among: roster)
      let actor = try admitter.map { try passphrases.actor($0) }
      let casebook = try options.open(create: true)
      let reviewer = try waiting {
        try await AdmitReviewers(store: casebook, keys: .system).admit(request, by: actor)
      }
      Standard.output(
        "admitted \(reviewer.name.printable) as \(reviewer.role.label), key \(reviewer.shortFingerprint)")
    }
  }

  /// `reviewer list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all who were ever admitted.")

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var options: CasebookOptions

    func run() throws {
      let roster = try options.openToRead().roster()
      Standard.output(json ? ReviewerTable.json(roster) : ReviewerTable.text(roster))
    }
  }

  /// `reviewer retire`: a key signs nothing more.
  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire", abstract: "Retire somebody: their key signs nothing more; what it signed stays signed.")

    @Argument(help: "Who is retired.")
    var name: String

    @Option(help: ArgumentHelp("Who retires them; default: the only one who may.", valueName: "name"))
    var by: String?

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var options: CasebookOptions

    func run() throws {
      let casebook = try options.open()
      let actor = try passphrases.actor(try casebook.roster().admitter(by, retiring: name))
      let name = name
      let reviewer = try waiting { try await AdmitReviewers(store: casebook, keys: .system).retire(name, by: actor) }
      Standard.output("retired \(reviewer.name.printable), key \(reviewer.shortFingerprint)")
    }
  }

  /// `reviewer passphrase`: the same key under another passphrase.
  struct ChangePassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "passphrase", abstract: "Change one's passphrase; the key stays the same.",
      discussion: "With --passphrase-fd the first line is the passphrase until now, the second the new one.")

    @Argument(help: "Whose passphrase.")
    var name: String

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var options: CasebookOptions

    func run() throws {
      let casebook = try options.open()
      let old = try passphrases.passphrase(of: name, for: nil, in: casebook)
      let actor = AdmitReviewers.Actor(name: name, passphrase: old)
      let next = try passphrases.newPassphrase(of: name)
      try waiting { try await AdmitReviewers(store: casebook, keys: .system).changePassphrase(of: actor, to: next) }
      Standard.output("the passphrase of \(name.printable) is changed; the old one opens nothing")
    }
  }
}
