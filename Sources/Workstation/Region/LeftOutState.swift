import Basics
import Casework
import Microscopy
import TerminalKit

/// What the reader leaves out of a finding for a trial.
struct LeftOutState: Equatable, Sendable {
  /// The regions that are left out now, and what the model would say.
  var shown = LeftOutShown()
  /// The box that is drawn now; `nil` where none is.
  var drawing: BoxDrawing?

  /// Whether the question why a box is left out lies over the case.
  var isChoosing: Bool { drawing?.isChoosing ?? false }

  /// The most regions of a trial.
  static let mostBoxes = 50

  /// For the last line; `nil` where no box is drawn.
  func hints(_ keys: RegionKeys) -> [Hint]? {
    guard let drawing else { return nil }
    guard drawing.isChoosing else { return keys.drawing.hints }
    return [Hint(Array(keys.reasons.prefix(LeftOutReason.allCases.count)), "why")] + keys.reason.hints
  }
}

/// The regions that are left out, and what is known of the finding without them.
struct LeftOutShown: Equatable, Sendable {
  var boxes: [LeftOutBox] = []
  /// What the model would say; `nil` while that is not known.
  var trial: RegionTrial?
  /// Whether it is asked.
  var isAsked = false
}

/// A box between two corners on a slide, one of which moves.
struct BoxDrawing: Equatable, Sendable {
  /// Index into the case's slides.
  let slide: Int
  /// The corner that stays, level-0 px.
  var fixed: RegionPoint
  /// The corner that keys move, level-0 px.
  var moving: RegionPoint
  /// Whether the box is taken, and its reason is to be chosen.
  var isChoosing = false

  /// The corner moves by so many level-0 px, as far as the slide goes.
  mutating func move(x: Double, y: Double, on size: PixelSize) {
    moving.x = min(max(0, moving.x + x), Double(size.width))
    moving.y = min(max(0, moving.y + y), Double(size.height))
  }

  mutating func swapCorners() { swap(&fixed, &moving) }

  /// Between the corners, level-0 px.
  var region: SlideRegion {
    SlideRegion(
      x: min(fixed.x, moving.x), y: min(fixed.y, moving.y), width: abs(fixed.x - moving.x),
      height: abs(fixed.y - moving.y))
  }

  /// The whole px that it covers; `nil` where it is empty.
  func box(_ reason: LeftOutReason) -> LeftOutBox? {
    let region = region
    let (left, top) = (Int(region.x.rounded(.down)), Int(region.y.rounded(.down)))
    let (right, bottom) = (
      Int((region.x + region.width).rounded(.up)), Int((region.y + region.height).rounded(.up))
    )
    guard region.width > 0, region.height > 0 else { return nil }
    return LeftOutBox(slide: slide, x: left, y: top, width: right - left, height: bottom - top, reason: reason)
  }
}

extension LeftOutBox {
  /// Where it lies, level-0 px.
  var region: SlideRegion {
    SlideRegion(x: Double(x), y: Double(y), width: Double(width), height: Double(height))
  }
}
