import ArgumentParser
import Arguments
import CasebookStore
import Console
import Files
import Sentences
import UseCases

/// `coverslip casebook`: the casebook's file as a whole.
struct CasebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook", abstract: "Back up, check or restore the casebook.",
    subcommands: [Backup.self, Check.self, Restore.self])

  /// `casebook backup PATH`.
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup", abstract: "Copy the casebook, also while others use it, and check the copy.")

    @OptionGroup var options: CasebookOptions

    @Argument(help: "A file that is not there yet.")
    var path: String

    func run() throws {
      let backup = try options.vault.backUp(to: FilePaths.absolute(path))
      Standard.output(CasebookText.text(backup, without: CasebookCompanions.names(beside: options.path)))
    }
  }

  /// `casebook check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Look at everything that belongs to the casebook, one line each.")

    @OptionGroup var options: CasebookOptions

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      let (vault, shelf) = (options.vault, LogFiles(beside: options.path))
      let checks = try CheckCasebook(vault, shelf: shelf, cryptography: .system).run(resultDigest: options.resultDigest)
      Standard.output(json ? CheckText.json(checks) : CheckText.text(checks))
      if checks.contains(where: \.isBroken) { throw Exit.badData.code }
    }
  }

  /// `casebook restore BACKUP`.
  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore", abstract: "Put a copy of a backup in the casebook's place; the casebook is kept beside.")

    @OptionGroup var options: CasebookOptions

    @Argument(help: "A backup, which stays as it is.")
    var backup: String

    func run() throws {
      let restored = try options.vault.restore(
        from: FilePaths.absolute(backup), at: WallClock.system.timestamp())
      Standard.output(CasebookText.text(restored, from: backup))
    }
  }
}
