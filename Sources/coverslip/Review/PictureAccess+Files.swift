import Basics
import FeatureFiles
import Microscopy
import SlidePictures
import SlideReading
import TerminalKit
import UseCases
import Workstation

extension PictureAccess {
  /// Slides through OpenSlide, tiles from result files.
  static let files = PictureAccess(
    opener: OpenSlideOpener { path throws(SlideOpenFailure) in
      do { return try SlideDigest.quick(path) } catch { throw SlideOpenFailure.missing(path: path) }
    },
    tiles: { path in
      let file = try TileFindings(path: path)
      let notes = HeatQuantity.allCases.map { ($0, file.provenance.words(for: $0)) }
      return PictureTiles(file, notes: Dictionary(uniqueKeysWithValues: notes).compactMapValues { $0 })
    },
    stamp: { FileStamp(path: $0) })
}

extension PictureDesk.Answer {
  /// What the workstation is told.
  var action: Action {
    switch self {
    case .drawn(let request, let picture): .pictureDrawn(request, picture)
    case .failed(let request, let failure):
      .pictureFailed(
        request,
        Problem(
          title: "The slide cannot be shown", detail: failure.words.sentence.printable,
          remedy: "Check that the file is where it was."))
    case .tiles(let caseID, let tiles): .tilesLoaded(caseID: caseID, tiles)
    case .noTiles(_, let failure):
      .failed(
        Problem(
          title: "The tiles cannot be read", detail: failure.words.sentence.printable, remedy: "Score the case again."))
    }
  }
}
