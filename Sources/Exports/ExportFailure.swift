import Casework
import Sentences
import UseCases

/// Why nothing leaves.
package enum ExportFailure: Error, Sendable {
  /// The casebook does not tell the case.
  case store(CaseStoreFailure)
  /// A file cannot be written.
  case given(GivenFileFailure)
  /// The case has nothing to tell in this format.
  case nothingToTell(id: String, ExportFormat)
  /// A slide or the tiles of a finding cannot be read, for the reason that is told.
  case pictures(CommandFailure)
}

extension ExportFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .store(let failure): failure.words
    case .given(let failure): failure.words
    case .nothingToTell(let id, let format):
      CommandFailure(.badData, "case \(id.printable) has nothing to tell as \(format.rawValue).")
    case .pictures(let words): words
    }
  }
}

extension ExportFailure {
  /// Why a slide or the tiles of a finding cannot be read.
  static func unreadable(_ error: any Error) -> ExportFailure {
    .pictures(Sentences.words(for: error) ?? CommandFailure(.ourFault, sentence(of: error)))
  }
}
