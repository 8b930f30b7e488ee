import Microscopy
import TerminalKit

/// What options of a picture take.
package enum PictureOptions {
  /// Columns and rows: `160x48`.
  ///
  /// - Throws: how it is written.
  package static func size(_ text: String) throws(CommandFailure) -> TerminalSize {
    if let size = TerminalSize(parsing: text) { return size }
    throw CommandFailure(.usage, "\(text.quoted) is not a size; write columns and rows, as in 160x48")
  }

  /// Part of a slide, level-0 px: `x,y,w,h`.
  ///
  /// - Throws: how it is written.
  package static func region(_ text: String) throws(CommandFailure) -> SlideRegion {
    if let region = SlideRegion(parsing: text) { return region }
    throw CommandFailure(
      .usage, "\(text.quoted) is not a part of a slide; write left, top, width and height, as in 0,0,4096,4096")
  }
}
