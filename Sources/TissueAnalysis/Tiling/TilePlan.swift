import Basics
import Microscopy

/// Which squares of a slide are encoded, and from which level they are read.
///
/// The grid is anchored at level-0 (0, 0): tile (i, j) starts at (i, j) times the exact side, each rounded to whole px,
/// so that it is the same grid whatever the tissue. Tiles that stick out of the slide are left out.
public struct TilePlan: Sendable {
  /// The tiles, in the order that decodes each of the file's own tiles once: blocks of 8 x 8 sites, row-major, and
  /// row-major within.
  public let sites: [TileSite]
  /// Side of a tile, um.
  public let tileMicrons: Double
  /// Side of the picture that the encoder gets, px.
  public let pixels: Int
  /// The pyramid level to read.
  public let level: Int
  /// Where the survey saw the tissue of these tiles; `nil` where they were chosen elsewhere, and are tissue all over.
  public let tissue: TissueMask?

  /// Sites in a block, along each axis: at 224 px a site, 13 MB of pixels, less than the cache of a reader (32 MB).
  private static let blockSide = 8

  /// All tiles with at least `minimumTissue` of tissue, by default as the published pipelines of this family cut them:
  /// 112 um, 224 px, 60 %.
  public init(
    mask: TissueMask, slide: SlideDescription, mpp: MicronsPerPixel, tileMicrons: Double = 112, pixels: Int = 224,
    minimumTissue: Double = 0.6
  ) {
    let side = tileMicrons / mpp.mean
    let grid = TileGrid(side: side, size: slide.size)
    let columnBlocks = grid.columns.cut(every: Self.blockSide)
    let blocks = grid.rows.cut(every: Self.blockSide).flatMap { rows in columnBlocks.map { (rows: rows, columns: $0) } }
    let found = blocks.flatMap { block in
      block.rows.flatMap { row in
        block.columns.compactMap { column -> TileSite? in
          mask.fraction(of: grid.exactRegion(column, row)) >= minimumTissue ? grid.site(column, row) : nil
        }
      }
    }
    self.init(
      sites: found, tileMicrons: tileMicrons, pixels: pixels,
      level: slide.bestLevel(forDownsample: side / Double(pixels)), tissue: mask)
  }

  /// Tiles that were chosen elsewhere, in the order in which they are to be read.
  public init(sites: [TileSite], tileMicrons: Double, pixels: Int, level: Int, tissue: TissueMask? = nil) {
    self.sites = sites
    self.tileMicrons = tileMicrons
    self.pixels = pixels
    self.level = level
    self.tissue = tissue
  }
}

/// The grid of tiles over a slide, before anything is known of its tissue.
private struct TileGrid {
  /// Exact side, level-0 px.
  let side: Double
  let columns: Range<Int>
  let rows: Range<Int>

  init(side: Double, size: PixelSize) {
    self.side = side
    let whole = { (length: Int) in 0..<Int(((Double(length) + 0.5) / side).rounded(.down)) }
    columns = whole(size.width)
    rows = whole(size.height)
  }

  func exactRegion(_ column: Int, _ row: Int) -> SlideRegion {
    SlideRegion(x: Double(column) * side, y: Double(row) * side, width: side, height: side)
  }

  func site(_ column: Int, _ row: Int) -> TileSite {
    TileSite(
      x: Int((Double(column) * side).rounded()), y: Int((Double(row) * side).rounded()), side: Int(side.rounded()))
  }
}

extension Range<Int> {
  /// Pieces of `step`, the last one shorter.
  fileprivate func cut(every step: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: step).map { $0..<Swift.min(upperBound, $0 + step) }
  }
}
