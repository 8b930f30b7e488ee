import ArgumentParser
import Arguments
import Casework
import Console
import Cryptography
import Files
import Sentences
import UseCases

/// `coverslip ledger`: the audit trail.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Verify, prove, witness or export the audit trail.",
    subcommands: [Verify.self, Export.self, Head.self, Prove.self, Witness.self, Key.self])

  /// `ledger verify`: recomputes every digest.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Recompute every digest and compare every projected record with the ledger.")

    @OptionGroup var options: CasebookOptions

    @Option(help: ArgumentHelp("Also hold it against a head that was kept elsewhere.", valueName: "head"))
    var against: String?

    @Option(help: ArgumentHelp("The log's key; default: the one beside the casebook.", valueName: "key"))
    var logKey: String?

    @Flag(help: "As JSON.")
    var json = false

    func validate() throws {
      guard logKey == nil || against != nil else { throw ValidationError("--log-key goes with --against.") }
    }

    func run() throws {
      let verification = try options.openToRead().verify(resultDigest: options.resultDigest)
      guard let against, verification.isIntact else { return try tell(verification) }
      do {
        let comparison = try compare(with: against)
        let text = VerificationText.text(verification) + "\n" + LedgerText.text(comparison, at: against)
        Standard.output(json ? VerificationJSON.text(verification, comparison) : text)
      } catch let failure as LogFailure {
        if json { Standard.output(VerificationJSON.text(against: failure.words.sentence)) }
        throw failure
      }
    }

    private func tell(_ verification: LedgerVerification) throws {
      Standard.output(json ? VerificationJSON.text(verification) : VerificationText.text(verification))
      if !verification.isIntact { throw Exit.badData.code }
    }

    private func compare(with path: String) throws -> HeadComparison {
      let (bytes, log, key) = (try GivenFile.read(path), try options.log(), logKey)
      return try waiting { try await log.compare(with: bytes, at: path, trusted: key) }
    }
  }

  /// `ledger export`: one JSON object a line, or tiles.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Print every entry, one JSON object a line, or write the tree as tiles.")

    @OptionGroup var options: CasebookOptions

    @Option(
      help: ArgumentHelp("Write the hashes as tiles of a log, and its head, into this folder.", valueName: "folder"))
    var tiles: String?

    @Flag(help: "Also the entries, with all that identifies patients: for a reviewer who may export that.")
    var entries = false

    @Option(help: ArgumentHelp("Who exports the entries: one of reviewer list.", valueName: "name"))
    var reviewer: String?

    @OptionGroup var passphrases: PassphraseOptions

    func validate() throws {
      guard !entries || tiles != nil else { throw ValidationError("--entries goes with --tiles.") }
    }

    func run() throws {
      if let tiles { return try export(to: tiles) }
      let export = ExportLedger(try options.openToRead(), digest: SHA256Hex.digest)
      try waiting { try await export { Standard.output($0) } }
    }

    private func export(to path: String) throws {
      // Entries tell who the patients are.
      if entries { try passphrases.requireMayExport(reviewer, from: try options.open()) }
      let (log, folder) = (try options.log(), TileFolder(FilePaths.absolute(path)))
      let content: TileContent = entries ? .hashesAndEntries : .hashes
      Standard.output(LedgerText.text(try waiting { try await log.export(content, to: folder) }, at: path))
    }
  }
}
