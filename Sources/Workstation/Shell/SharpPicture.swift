import SlidePictures
import TerminalKit

/// The slide in pixels: while nothing moves, where the terminal takes pictures in pixels.
extension WorkstationState {
  /// Whether it is waited for that nothing is typed for a moment, so that ``Action/rested`` may follow.
  public var awaitsRest: Bool { !isResting && isPictureBare }

  /// Whether the picture of an open case can be shown in pixels and is to be.
  private var mayBeSharp: Bool {
    isPictureBare && reading?.showsPixels == true && reading?.companion == nil && terminal?.pixelCell != nil
  }

  /// Whether nothing lies over the picture of an open case.
  var isPictureBare: Bool {
    guard let reading, reading.gallery == nil else { return false }
    return modelScreen == nil && popup == nil && !isPopupCovered && lock == nil && !isTooSmall
  }

  /// The picture of the open case in pixels; `nil` where the one in block characters is shown.
  var sharpPicture: TerminalKit.PlacedPicture? {
    guard mayBeSharp, isResting, let reading, let sharp = pictures.sharp else { return nil }
    return TerminalKit.PlacedPicture(
      id: sharp.id, pixels: sharp.pixels, area: reading.layout(in: surroundings).picture)
  }
}
