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
  /// How the slide lies on the screen.
  public var orientation: Orientation

  /// Height of a cell over its width.
  public static let cellAspect = 2.0

  /// A view of ``pixelsPerColumn`` level-0 px a column around a centre in level-0 px; default: as scanned.
  public init(centerX: Double, centerY: Double, pixelsPerColumn: Double, orientation: Orientation = .upright) {
    self.centerX = centerX
    self.centerY = centerY
    self.pixelsPerColumn = pixelsPerColumn
    self.orientation = orientation
  }

  /// The whole of a slide of `slide` level-0 px, as large as a pane of `pane` cells allows; default: as scanned.
  public init(whole slide: PixelSize, in pane: TerminalSize, orientation: Orientation = .upright) {
    let shown = orientation.shown(slide)
    let across = Double(shown.width) / Double(max(1, pane.columns))
    let down = Double(shown.height) / (Double(max(1, pane.rows)) * Self.cellAspect)
    self.init(
      centerX: Double(slide.width) / 2, centerY: Double(slide.height) / 2, pixelsPerColumn: max(across, down, 1e-6),
      orientation: orientation)
  }

  /// This view at `pixelsPerColumn`, the point (`x`, `y`) of the slide, level-0 px, where it is on the screen.
  public func scaled(to pixelsPerColumn: Double, about point: (x: Double, y: Double)) -> Viewport {
    let scale = pixelsPerColumn / self.pixelsPerColumn
    return Viewport(
      centerX: point.x + (centerX - point.x) * scale, centerY: point.y + (centerY - point.y) * scale,
      pixelsPerColumn: pixelsPerColumn, orientation: orientation)
  }

  /// This view moved over the slide by cells of the screen, to the right and down.
  public func moved(columns: Double, rows: Double) -> Viewport {
    let step = orientation.slide(columns * pixelsPerColumn, rows * pixelsPerColumn * Self.cellAspect)
    var moved = self
    (moved.centerX, moved.centerY) = (centerX + step.x, centerY + step.y)
    return moved
  }

  /// What a pane of `pane` cells shows, level-0 px of the slide; may reach beyond the slide.
  public func region(in pane: TerminalSize) -> SlideRegion {
    let (across, down) = (Double(pane.columns) * pixelsPerColumn, Double(pane.rows) * pixelsPerColumn * Self.cellAspect)
    let (width, height) = orientation.isAcross ? (down, across) : (across, down)
    return SlideRegion(x: centerX - width / 2, y: centerY - height / 2, width: width, height: height)
  }

  /// The same in the frame of the slide as it lies on the screen: see ``Orientation``.
  public func frame(in pane: TerminalSize) -> SlideRegion { orientation.shown(region(in: pane)) }

  /// What of the slide, level-0 px, lies at a place of a pane of `pane` cells: cells from its upper left corner, the
  /// middle of the first one at a half.
  public func place(column: Double, row: Double, in pane: TerminalSize) -> (x: Double, y: Double) {
    let frame = frame(in: pane)
    return orientation.slide(
      frame.x + column * pixelsPerColumn, frame.y + row * pixelsPerColumn * Self.cellAspect)
  }

  /// Where in a pane of `pane` cells a point of the slide, level-0 px, lies: cells from its upper left corner.
  public func cell(x: Double, y: Double, in pane: TerminalSize) -> (column: Double, row: Double) {
    let (frame, shown) = (frame(in: pane), orientation.shown(x, y))
    return ((shown.x - frame.x) / pixelsPerColumn, (shown.y - frame.y) / (pixelsPerColumn * Self.cellAspect))
  }

  /// This view on the grid of cells that begins at the corner of the slide as it lies on the screen.
  ///
  /// It is at most half a cell from where it is, so that a picture that is moved by whole cells has the same cells at
  /// another place. Where it reaches the end of a slide of `slide` level-0 px it still does.
  public func anchored(in pane: TerminalSize, of slide: PixelSize) -> Viewport {
    let (frame, whole) = (frame(in: pane), orientation.shown(SlideRegion(whole: slide)))
    let row = pixelsPerColumn * Self.cellAspect
    return moved(
      columns: Self.shift(frame.x - whole.x, frame.width, of: whole.width, cell: pixelsPerColumn),
      rows: Self.shift(frame.y - whole.y, frame.height, of: whole.height, cell: row))
  }

  /// How far what begins at `start` is from the grid, cells. Halves are rounded up, so that they are always rounded
  /// alike.
  private static func shift(_ start: Double, _ length: Double, of side: Double, cell: Double) -> Double {
    guard cell > 0 else { return 0 }
    // A part in a million of a cell, for sums that are not exact.
    let slack = 1e-6
    let place = start / cell
    let isAtEnd = start + length >= side - slack * cell
    return (isAtEnd ? (place - slack).rounded(.up) : (place + 0.5 + slack).rounded(.down)) - place
  }
}
