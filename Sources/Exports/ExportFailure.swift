import Casework
import QRCoding
import Reports
import Sentences
import UseCases

/// Why nothing leaves.
package enum ExportFailure: Error, Equatable, Sendable {
  /// The casebook does not tell the case.
  case store(CaseStoreFailure)
  /// A file cannot be written.
  case given(GivenFileFailure)
  /// The case has nothing to tell in this format.
  case nothingToTell(id: String, ExportFormat)
  /// The case changed each time while its report was made.
  case changing(id: String)
  /// The ledger's log proves nothing, for the reason that is told.
  case notProved(CommandFailure)
  /// The report cannot be drawn.
  case notDrawn(ReportFailure)
  /// There is no QR code of the seal.
  case noCode(QRFailure)
  /// One file is named, and there are `count`.
  case oneFile(path: String, count: Int)
}

extension ExportFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .store(let failure): failure.words
    case .given(let failure): failure.words
    case .nothingToTell(let id, let format):
      CommandFailure(.badData, "case \(id.printable) has nothing to tell as \(format.rawValue).")
    case .changing(let id):
      CommandFailure(
        .tryAgain,
        "case \(id.printable) changed each time while its report was made, and nothing was written; try again")
    case .notProved(let failure): failure
    case .notDrawn(let failure): failure.words
    case .noCode(let failure): failure.words
    case .oneFile(let path, let count):
      CommandFailure(.usage, "\(path.printable) names one file, and there are \(count); name a folder with --out")
    }
  }
}
