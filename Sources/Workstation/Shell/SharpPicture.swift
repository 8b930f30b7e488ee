import SlidePictures
import TerminalKit

/// Slides in pixels: while nothing moves, where the terminal takes pictures in pixels.
extension WorkstationState {
  /// Whether it is waited for that nothing is typed for a moment, so that ``Action/rested`` may follow.
  public var awaitsRest: Bool { !isResting && (isCaseBare || paletteWish != nil && !isTooSmall) }

  /// Whether the pictures of an open case can be shown in pixels and are to be.
  private var mayBeSharp: Bool {
    isCaseBare && reading?.showsPixels == true && terminal?.pixelCell != nil
  }

  /// Whether nothing lies over the picture of an open case.
  var isPictureBare: Bool { isCaseBare && reading?.gallery == nil }

  /// Whether nothing lies over an open case but its gallery.
  private var isCaseBare: Bool {
    reading != nil && !isRoomCovered && popup == nil && !isPopupCovered && lock == nil && !isTooSmall
  }

  /// What of the open case is shown in pixels by now.
  var sharpPictures: SharpPictures {
    guard mayBeSharp, let reading else { return SharpPictures() }
    let around = surroundings
    guard reading.gallery == nil else { return SharpPictures(tiles: reading.sharpTiles(in: around)) }
    guard isResting else { return SharpPictures() }
    let layout = reading.layout(in: around)
    let areas: [(PictureSlot, Rect?)] = [(.sharp, layout.picture), (.sharpBeside, layout.beside)]
    var shown = SharpPictures()
    for case (let slot, let area?) in areas { shown.panes[slot] = pictures.sharp(slot)?.placed(over: area) }
    return shown
  }
}

/// The pictures of a screen that are shown in pixels, so that its cells leave them open.
struct SharpPictures: Equatable {
  /// That of the open slide, and that of the other one of two.
  var panes: [PictureSlot: TerminalKit.PlacedPicture] = [:]
  /// Those of the gallery, by their place on its page.
  var tiles: [Int: TerminalKit.PlacedPicture] = [:]

  /// All of them, in the order of their numbers.
  var all: [TerminalKit.PlacedPicture] { (Array(panes.values) + Array(tiles.values)).sorted { $0.id < $1.id } }
}

extension PictureShelf.Shown {
  /// The picture over the cells of `area`; `nil` of one that is not made of pixels.
  func placed(over area: Rect) -> TerminalKit.PlacedPicture? {
    picture.pixels.map { TerminalKit.PlacedPicture(id: request.id, pixels: $0, area: area) }
  }
}
