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

  /// This view on the grid of cells that begins at the slide's upper left corner: at most half a cell from where it is,
  /// so that a picture that is moved by whole cells has the same cells at another place. Where it reaches the end of a
  /// slide of `slide` level-0 px it still does.
  public func anchored(in pane: TerminalSize, of slide: PixelSize) -> Viewport {
    let region = region(in: pane)
    var anchored = self
    anchored.centerX += Self.shift(
      region.x, region.width, cell: pixelsPerColumn, side: Double(slide.width))
    anchored.centerY += Self.shift(
      region.y, region.height, cell: pixelsPerColumn * Self.cellAspect, side: Double(slide.height))
    return anchored
  }

  /// How far what begins at `start` is from the grid. Halves are rounded up, so that they are always rounded alike.
  private static func shift(_ start: Double, _ length: Double, cell: Double, side: Double) -> Double {
    guard cell > 0 else { return 0 }
    // A part in a million of a cell, for sums that are not exact.
    let slack = 1e-6
    let isAtEnd = start + length >= side - slack * cell
    return (isAtEnd ? (start / cell - slack).rounded(.up) : (start / cell + 0.5 + slack).rounded(.down)) * cell - start
  }
}
