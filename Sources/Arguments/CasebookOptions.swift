import ArgumentParser
import CasebookStore
import Console
import Cryptography
import Files
import Foundation
import Sentences
import Settings
import UseCases

/// Which casebook, and how to open it.
package struct CasebookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The casebook, one SQLite file.", valueName: "path"))
  package var casebook: String?

  package init() {}

  /// Where it is, absolute.
  package var path: String { FilePaths.absolute(casebook ?? Places.current.casebook) }

  /// The casebook; made with its folder where there is none and `create` says so.
  package func open(create: Bool = false) throws -> Casebook {
    if create { try PrivateFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path) }
    return told(
      try Casebook.open(
        path: path, createIfMissing: create, now: WallClock.system.timestamp, actor: Places.current.account))
  }

  /// Where the result files of its findings are.
  package var results: ResultFiles { ResultFiles(of: path) }

  /// SHA-256 of a result file, 64 hexadecimal digits; `nil` where it cannot be read.
  package var resultDigest: @Sendable (String) -> String? { { [results] in FileDigest.sha256(results.place(of: $0)) } }

  /// The casebook's file as a whole.
  package var vault: CasebookVault { CasebookVault(path: path) }

  /// The casebook for a command that only reads: it may lie on read-only media.
  package func openToRead() throws -> Casebook {
    told(try Casebook.openToRead(path: path, now: WallClock.system.timestamp, actor: Places.current.account))
  }

  private func told(_ casebook: Casebook) -> Casebook {
    if let migration = casebook.migration { Standard.error(CasebookText.text(migration)) }
    return casebook
  }

  /// The casebook's ledger as a log, with its key beside the casebook.
  package func log() throws -> LedgerLog {
    LedgerLog(try openToRead(), shelf: LogFiles(beside: path), cryptography: .system)
  }
}
