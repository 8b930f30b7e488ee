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
  /// There is no DICOM object about a slide of the case.
  case dicom(id: String, slide: String, DICOMSlideProblem)
  /// The tiles of the finding cannot be read.
  case tiles(CommandFailure)
}

extension ExportFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .store(let failure): failure.words
    case .given(let failure): failure.words
    case .nothingToTell(let id, let format):
      CommandFailure(.badData, "case \(id.printable) has nothing to tell as \(format.rawValue).")
    case .dicom(let id, let slide, let problem):
      CommandFailure(
        problem.words.exit, "case \(id.printable), slide \(slide.printable): \(problem.words.sentence)")
    case .tiles(let failure): failure
    }
  }
}
