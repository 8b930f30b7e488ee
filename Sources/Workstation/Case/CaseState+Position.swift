import Basics
import Microscopy
import SlidePictures

/// A place of a slide in micrometres from its upper left corner.
struct SlidePoint: Hashable, Sendable {
  let x: Double
  let y: Double
}

extension CaseState {
  /// Why the place is not on the open slide; `nil` where it is.
  func obstacle(to point: SlidePoint) -> String? {
    guard let slide else { return "The case has no slide." }
    let (width, height) = (Double(slide.size.width) * slide.mpp.x, Double(slide.size.height) * slide.mpp.y)
    guard (0...width).contains(point.x), (0...height).contains(point.y) else {
      let ends = [width, height].map { NumberText.screen.grouped(Int($0.rounded())) }.joined(separator: ", ")
      return "The slide ends at \(ends) µm."
    }
    return nil
  }

  /// Shows the place in the middle of the picture: as close as it is, or close enough to see cells where the whole
  /// slide was shown.
  mutating func go(to point: SlidePoint, in around: Surroundings) -> [CaseOutcome] {
    guard let slide, let view = view(in: around) else { return [] }
    let closest = around.ladder(of: slide).pixelsPerColumn(at: Self.tileMagnification)
    let target = Viewport(
      centerX: point.x / slide.mpp.x, centerY: point.y / slide.mpp.y,
      pixelsPerColumn: viewport == nil ? min(closest, view.pixelsPerColumn) : view.pixelsPerColumn)
    return jumping { $0.look(at: target, in: around) }
  }
}
