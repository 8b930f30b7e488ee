import Casework
import Microscopy
import SlidePictures
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

  /// A point of a slide, level-0 px: `x,y`.
  ///
  /// - Throws: how it is written.
  package static func point(_ text: String) throws(CommandFailure) -> SIMD2<Double> {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    if numbers.count == 2, let x = numbers[0], let y = numbers[1], abs(x) < 1e9, abs(y) < 1e9 { return SIMD2(x, y) }
    throw CommandFailure(.usage, "\(text.quoted) is not a point of a slide; write its x and y, as in 12000,8000")
  }

  /// How close: `20x`, or `1:1`.
  ///
  /// - Throws: how it is written.
  package static func magnification(_ text: String) throws(CommandFailure) -> PictureMagnification {
    if text == "1:1" { return .scan }
    if let power = ObjectivePower(parsing: text) { return .power(power.value) }
    throw CommandFailure(
      .usage, "\(text.quoted) is not a magnification; write 5x, 10x, 20x, 40x, or 1:1 for the pixels of the scan")
  }

  /// The characters of `--symbols`.
  ///
  /// - Throws: which there are.
  package static func symbols(_ text: String) throws(CommandFailure) -> BlockSymbols {
    if let symbols = BlockSymbols(parsing: text) { return symbols }
    throw CommandFailure(.usage, "--symbols takes \(BlockSymbols.vocabulary), joined by +, not \(text.quoted)")
  }
}
