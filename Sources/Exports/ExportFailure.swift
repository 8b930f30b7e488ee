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
  /// The folder into which files go cannot be made.
  case folder(FolderFailure)
}

extension ExportFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .store(let failure): failure.words
    case .given(let failure): failure.words
    case .nothingToTell(let id, let format):
      CommandFailure(.badData, "case \(id.printable) has nothing to tell as \(format.rawValue).")
    case .folder(let failure): failure.words
    }
  }
}
