import ArgumentParser
import Casework
import Cryptography
import Sentences

/// `coverslip ledger`: the audit trail.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Verify or export the audit trail.", subcommands: [Verify.self, Export.self])

  /// `ledger verify`: recomputes every digest.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Recompute every digest and compare every projected record with the ledger.")

    @OptionGroup var options: CasebookOptions

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      let verification = try options.openToRead().verify(resultDigest: FileDigest.sha256)
      Standard.output(json ? VerificationJSON.text(verification) : VerificationText.text(verification))
      if !verification.isIntact { throw Exit.badData.code }
    }
  }

  /// `ledger export`: one JSON object a line.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every entry, one JSON object a line.")

    @OptionGroup var options: CasebookOptions

    func run() throws {
      let casebook = try options.openToRead()
      var last = 0
      while let end = Self.print(try casebook.entries(after: last, limit: 256)) { last = end }
    }

    /// Prints entries; the number of the last one, `nil` where there is none.
    private static func print(_ entries: [LedgerEntry]) -> Int? {
      for entry in entries { Standard.output(entry.exportLine) }
      return entries.last?.sequence
    }
  }
}
