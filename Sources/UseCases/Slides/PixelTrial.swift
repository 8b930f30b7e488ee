import Basics
import Casework
import Microscopy

/// A slide to be registered, and what was noticed when a few of its pixels were read.
package struct ExaminedSlide: Sendable {
  package var record: CaseSlide
  package let trial: PixelTrial
  /// Levels of the file that are not read.
  package let leftOut: [LeftOutLevel]

  /// The same with what a manifest says that the slide's label must say.
  func labelled(_ label: String?) -> ExaminedSlide {
    var slide = self
    slide.record.expectedLabel = label
    return slide
  }
}

/// Reads level 0 of a slide at a few places, so that a slide that cannot be read is known before it is scored.
package struct PixelTrial: Sendable {
  /// Places that were tried and those that could not be read.
  package private(set) var tried = 0
  package private(set) var failed = 0
  private var firstFailure: SlideReadFailure?

  /// The centre and the middles of the four quarters; then 16 more, where not one of these could be read.
  private static let first: [(Double, Double)] = [(0.5, 0.5), (0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
  private static let more: [(Double, Double)] = (0..<16).map { cell in
    let (column, row) = (Double(cell % 4), Double(cell / 4))
    return (column * 0.25 + 0.1, row * 0.25 + 0.1)
  }
  /// Side of what is read at a place, px: small, since a whole tile is decoded for it in any case.
  private static let side = 16

  /// How many places are tried of a slide that can be read.
  package static var places: Int { first.count }

  package init(of slide: any SlideSource) {
    for place in Self.first { attempt(place, slide) }
    guard failed == tried else { return }
    for place in Self.more { attempt(place, slide) }
  }

  private mutating func attempt(_ place: (x: Double, y: Double), _ slide: any SlideSource) {
    let size = slide.description.size
    tried += 1
    do {
      _ = try slide.read(
        level: 0, x: Int(place.x * Double(size.width)), y: Int(place.y * Double(size.height)),
        size: PixelSize(width: Self.side, height: Self.side))
    } catch {
      failed += 1
      firstFailure = firstFailure ?? error
    }
  }

  /// The first failure, where no place could be read.
  package var nothingRead: SlideReadFailure? { failed == tried ? firstFailure : nil }
}
