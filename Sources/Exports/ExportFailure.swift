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
  /// The folder into which files go cannot be made.
  case folder(FolderFailure)
  /// The signature that would be told cannot be proved.
  case unproved(id: String, CommandFailure)
  /// What was made of the case is not what its format allows: our fault.
  case malformed(id: String, ExportFormat, problem: String)
  /// There is no DICOM object about a slide of the case.
  case dicom(id: String, slide: String, DICOMSlideProblem)
  /// A slide or the tiles of a finding cannot be read, or are others than were recorded, for the reason that is told.
  case pictures(CommandFailure)
  /// The case changed each time while its report was made.
  case changing(id: String)
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
    case .folder(let failure): failure.words
    case .unproved(let id, let failure):
      CommandFailure(failure.exit, "the signature of case \(id.printable) cannot be proved: \(failure.sentence)")
    case .malformed(let id, let format, let problem):
      CommandFailure(
        .ourFault,
        "case \(id.printable) was not written as \(format.rawValue): \(problem.printable); this is a fault of the "
          + "program, please report it")
    case .dicom(let id, let slide, let problem):
      CommandFailure(
        problem.words.exit, "case \(id.printable), slide \(slide.printable): \(problem.words.sentence)")
    case .pictures(let words): words
    case .changing(let id):
      CommandFailure(
        .tryAgain,
        "case \(id.printable) changed each time while its report was made, and nothing was written; try again")
    case .notDrawn(let failure): failure.words
    case .noCode(let failure): failure.words
    case .oneFile(let path, let count):
      CommandFailure(.usage, "\(path.printable) names one file, and there are \(count); name a folder with --out")
    }
  }
}

extension ExportFailure {
  /// Why a slide or the tiles of a finding cannot be read.
  static func unreadable(_ error: any Error) -> ExportFailure {
    .pictures(Sentences.words(for: error) ?? CommandFailure(.ourFault, sentence(of: error)))
  }
}
