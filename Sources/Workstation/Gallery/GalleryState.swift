import SlidePictures

/// The gallery over the slide of an open case: which tiles it shows, which one is chosen, and their pictures.
struct GalleryState: Equatable, Sendable {
  var end = GalleryEnd.highest
  /// Index into the tiles of that end.
  var chosen = 0
  /// The pictures that came so far, those of tiles that are not shown any more too.
  private var drawn: [PictureShelf.Shown] = []
  /// The same in pixels: those of a page, and of the one before.
  private var sharp: [PictureShelf.Shown] = []
  private var failed: [Failure] = []
  /// The page whose tiles are shown in pixels: nothing was typed over it for a moment.
  var rested: GalleryPage?

  /// A picture that could not be had.
  private struct Failure: Equatable {
    let request: PictureRequest
    let problem: Problem
  }

  /// The picture that answers `request`, whatever its number; `nil` before it is drawn.
  func picture(_ request: PictureRequest) -> Picture? {
    drawn.last { $0.request.asksForSame(as: request) }?.picture
  }

  /// The picture in pixels that answers `request`, whatever its number; `nil` before it is drawn.
  func sharp(_ request: PictureRequest) -> PictureShelf.Shown? { sharp.last { $0.request.asksForSame(as: request) } }

  /// Why there is no such picture; `nil` where there is, or will be.
  func problem(_ request: PictureRequest) -> Problem? {
    failed.last { $0.request.asksForSame(as: request) }?.problem
  }

  /// Whether the picture is not here and was not asked for in vain.
  func isOpen(_ request: PictureRequest) -> Bool {
    picture(request) == nil && sharp(request) == nil && problem(request) == nil
  }

  mutating func keep(_ request: PictureRequest, _ picture: Picture) {
    let shown = PictureShelf.Shown(request: request, picture: picture)
    if request.cell == nil {
      drawn = drawn.suffix(Self.mostPictures - 1) + [shown]
    } else {
      sharp = sharp.suffix(2 * RankedTiles.limit - 1) + [shown]
    }
  }

  mutating func fail(_ request: PictureRequest, _ problem: Problem) {
    failed = failed.suffix(Self.mostPictures - 1) + [Failure(request: request, problem: problem)]
  }

  /// Both ends of both rankings.
  private static let mostPictures = 4 * RankedTiles.limit
}
