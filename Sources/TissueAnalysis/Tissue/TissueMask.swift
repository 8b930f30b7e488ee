import Basics
import Microscopy

/// Where a slide has tissue, on a grid of about 8 um.
public struct TissueMask: Sendable {
  /// Smallest object that is tissue: 200 x 200 um (WSInfer, wsinfer/patchlib/segment.py).
  static let smallestObject = 200.0 * 200.0
  /// Largest hole that is still tissue: 190 x 190 um (the same).
  static let largestHole = 190.0 * 190.0

  /// Size of the grid in mask px.
  public let size: PixelSize
  /// Side of a mask px, um.
  public let micronsPerPixel: Double
  /// Side of a mask px, level-0 px; not always a whole number.
  public let level0PerPixel: Double
  private let plane: BitPlane

  init(plane: BitPlane, micronsPerPixel: Double, level0PerPixel: Double) {
    self.plane = plane
    self.micronsPerPixel = micronsPerPixel
    self.level0PerPixel = level0PerPixel
    size = PixelSize(width: plane.width, height: plane.height)
  }

  /// A mask that somebody else drew.
  ///
  /// - Parameter tissue: row-major, `size.width * size.height` values.
  public init(size: PixelSize, micronsPerPixel: Double, level0PerPixel: Double, tissue: [Bool]) {
    precondition(tissue.count == size.width * size.height, "one value a mask px")
    var plane = BitPlane(width: size.width, height: size.height)
    for index in tissue.indices where tissue[index] { plane[index % size.width, index / size.width] = true }
    self.init(plane: plane, micronsPerPixel: micronsPerPixel, level0PerPixel: level0PerPixel)
  }

  /// Whether mask px (`x`, `y`) is tissue; outside the grid there is none.
  public func isTissue(x: Int, y: Int) -> Bool {
    x >= 0 && y >= 0 && x < size.width && y < size.height && plane[x, y]
  }

  /// The share of a rectangle (level-0 px) that is tissue, 0 to 1. Edges are rounded to mask px; what lies outside the
  /// slide is not tissue.
  public func fraction(of region: SlideRegion) -> Double {
    let columns = pixels(from: region.x, length: region.width)
    let rows = pixels(from: region.y, length: region.height)
    guard !columns.isEmpty, !rows.isEmpty else { return 0 }
    return Double(plane.count(columns: columns, rows: rows)) / Double(columns.count * rows.count)
  }

  private func pixels(from start: Double, length: Double) -> Range<Int> {
    let limit = 1e12
    guard length > 0, abs(start) < limit, length < limit else { return 0..<0 }
    let first = Int((start / level0PerPixel).rounded())
    return first..<max(first + 1, Int(((start + length) / level0PerPixel).rounded()))
  }

  /// The tissue px of row `y`, in runs from left to right.
  func runs(inRow y: Int) -> [Range<Int>] { plane.runs(inRow: y) }

  /// The columns and rows of mask px that a rectangle (level-0 px) covers, as ``fraction(of:)`` rounds its edges.
  func pixels(of region: SlideRegion) -> (columns: Range<Int>, rows: Range<Int>) {
    (pixels(from: region.x, length: region.width), pixels(from: region.y, length: region.height))
  }

  /// Mask px that are tissue, of these columns and rows.
  func tissuePixels(columns: Range<Int>, rows: Range<Int>) -> Int { plane.count(columns: columns, rows: rows) }

  /// Mask px that are tissue.
  public var tissuePixels: Int { plane.count }

  /// All tissue, mm2.
  public var areaMM2: Double { Double(tissuePixels) * micronsPerPixel * micronsPerPixel / 1e6 }
}
