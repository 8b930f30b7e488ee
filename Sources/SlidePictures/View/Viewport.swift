import Basics
import Microscopy
import TerminalKit

/// What part of a slide is looked at, and how large.
public struct Viewport: Hashable, Sendable {
  /// The x of the centre, level-0 px.
  public var centerX: Double
  /// The y of the centre, level-0 px.
  public var centerY: Double
  /// Level-0 px that one cell column shows; a row shows ``cellAspect`` times as many.
  public var pixelsPerColumn: Double

  /// Height of a cell over its width.
  public static let cellAspect = 2.0

  /// A view of ``pixelsPerColumn`` level-0 px a column around a centre in level-0 px.
  public init(centerX: Double, centerY: Double, pixelsPerColumn: Double) {
    self.centerX = centerX
    self.centerY = centerY
    self.pixelsPerColumn = pixelsPerColumn
  }

  /// The whole of a slide of `slide` level-0 px, as large as a pane of `pane` cells allows.
  public init(whole slide: PixelSize, in pane: TerminalSize) {
    let across = Double(slide.width) / Double(max(1, pane.columns))
    let down = Double(slide.height) / (Double(max(1, pane.rows)) * Self.cellAspect)
    self.init(
      centerX: Double(slide.width) / 2, centerY: Double(slide.height) / 2, pixelsPerColumn: max(across, down, 1e-6))
  }

  /// This view at `pixelsPerColumn`, the point (`x`, `y`) of the slide, level-0 px, where it is on the screen.
  public func scaled(to pixelsPerColumn: Double, about point: (x: Double, y: Double)) -> Viewport {
    let scale = pixelsPerColumn / self.pixelsPerColumn
    return Viewport(
      centerX: point.x + (centerX - point.x) * scale, centerY: point.y + (centerY - point.y) * scale,
      pixelsPerColumn: pixelsPerColumn)
  }

  /// What a pane of `pane` cells shows, level-0 px; may reach beyond the slide.
  public func region(in pane: TerminalSize) -> SlideRegion {
    let width = Double(pane.columns) * pixelsPerColumn
    let height = Double(pane.rows) * pixelsPerColumn * Self.cellAspect
    return SlideRegion(x: centerX - width / 2, y: centerY - height / 2, width: width, height: height)
  }
}
