import SlidePictures
import TerminalKit

/// What is different over a slow line: pictures cost fewer bytes, the fewest while they move, and frames are fewer.
extension WorkstationState {
  /// Whether the line to the terminal is slow.
  var isOverSlowLink: Bool { terminal?.isSlow ?? false }

  /// How many bytes the picture of a case may cost by now.
  var fidelity: PictureFidelity { !isOverSlowLink ? .full : isResting ? .snapped : .coarse }

  /// Whether a frame may wait until more has happened: over a slow line, as long as nobody types into anything.
  public var spacesFrames: Bool { isOverSlowLink && isPictureBare && !awaitsQuiet }

  /// Whether a frame may wait for a picture that is under way, so that what it replaces is not sent once more.
  public var awaitsPicture: Bool { awaitedPicture != nil }

  /// The number of that picture; `nil` where none is under way, or somebody types into something.
  public var awaitedPicture: Int? {
    isPictureBare && !awaitsQuiet && pictures.isBusy(.pane) ? pictures.wanted[.pane]?.id : nil
  }

  /// Says it once, where nothing else is being said.
  mutating func tellSlowLink() {
    if notice == nil { notice = "Slow line: pictures are coarse while they move, and without pixels." }
  }
}
