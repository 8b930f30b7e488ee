import Basics
import Labels
import UseCases
import Workstation

extension PictureFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .slide(let failure): failure.words
    case .pixels(let path, let failure): failure.words(path: path)
    case .tiles(let failure): Sentences.words(for: failure) ?? CommandFailure(.ourFault, sentence(of: failure))
    }
  }
}

extension PictureDesk.Answer {
  /// What the workstation is told.
  package var action: Action {
    switch self {
    case .drawn(let request, let picture): .pictureDrawn(request, picture)
    case .failed(let request, let failure):
      .pictureFailed(
        request,
        Problem(
          title: "The slide cannot be shown", detail: failure.words.sentence.printable,
          remedy: "Check that the file is where it was."))
    case .tiles(let caseID, let tiles, let unread, let measured, let cohort):
      .tilesLoaded(caseID: caseID, tiles, unread: unread, measured: measured, cohort: cohort)
    case .noTiles(_, let failure):
      .failed(
        Problem(
          title: "The tiles cannot be read", detail: failure.words.sentence.printable, remedy: "Score the case again."))
    case .nuclei(let request, let found): .nucleiFound(request, found)
    case .noNuclei(let request, let failure):
      .nucleiFailed(
        request,
        Problem(
          title: "Nuclei cannot be looked for", detail: failure.words.sentence.printable,
          remedy: "Check that the file is where it was."))
    }
  }
}
