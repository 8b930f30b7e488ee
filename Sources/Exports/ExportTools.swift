import Casework
import Cryptography
import Evaluation
import UseCases

/// What an export takes besides the casebook.
package struct ExportTools: Sendable {
  /// The casebook's ledger as a log, which proves the entry of a signature.
  package var log: LedgerLog
  /// How the log hashes.
  package var cryptography: LogCryptography
  /// Slides and the tiles of findings, read for pictures.
  package var pictures: PictureAccess
  /// Where the result files of findings are.
  package var results: ResultFiles
  /// SHA-256 of a result file, 64 hexadecimal digits; `nil` where it cannot be read.
  package var resultDigest: @Sendable (String) -> String?
  /// What is known of the model bundle at hand; `nil` where none can be read.
  package var model: ModelSummary?
  /// When it is.
  package var clock: WallClock
  /// Name and version of the program.
  package var software: String
  /// Whether the laboratory takes signed results as final.
  package var finalResults = false

  package init(
    log: LedgerLog, cryptography: LogCryptography, pictures: PictureAccess, results: ResultFiles, model: ModelSummary?,
    clock: WallClock, software: String
  ) {
    self.log = log
    self.cryptography = cryptography
    self.pictures = pictures
    self.results = results
    resultDigest = { FileDigest.sha256(results.place(of: $0)) }
    self.model = model
    self.clock = clock
    self.software = software
  }
}
