import Basics

/// Pictures in block characters: for every cell the split into two colours that is nearest to its pixels.
///
/// The search tries every split that a glyph draws (``Partition``): for those of boxes it needs sums over a few parts,
/// for wedges sums from the top of each column. The split is that of least squared error in sRGB; which colours its
/// sides get is said by ``CellColors``.
public enum BlockRenderer {
  /// How many pixels to ask a slide for per cell: square where a cell is twice as high as wide, and a multiple of
  /// eighths.
  public static let pixelsPerCell = (columns: 8, rows: 16)

  /// `picture` in `size.columns * size.rows` cells, row-major.
  ///
  /// A picture of `8 * columns` by `8 k * rows` pixels, k from 1 to 3, is used as it is: ``pixelsPerCell`` is the
  /// customary choice, 8 by 24 has the thirds of sextants exactly. Any other is resampled to 8 by 24 first.
  ///
  /// - Parameters:
  ///   - symbols: glyphs to choose from; empty for plain coloured cells.
  ///   - background: shows through transparent pixels.
  ///   - depth: of the terminal. With 16 colours a cell is a shade between two of them, in monochrome a shade of the
  ///     terminal's own colour. With 256 the picture is dithered first, and the writer takes the nearest of them.
  ///   - colors: of the two sides of a cell.
  ///   - previous: the cells that are shown now; of another number they are not looked at. A cell keeps its glyph
  ///     unless another lowers the squared error by 2 %, so that pictures that change little neither twinkle nor cost
  ///     many bytes.
  public static func render(
    _ picture: RGBAImage, size: TerminalSize, symbols: BlockSymbols = .blockElements,
    background: RGB = RGB(255, 255, 255), depth: ColorDepth = .trueColor, colors: CellColors = .balanced,
    previous: [Cell]? = nil
  ) -> [Cell] {
    guard size.columns > 0, size.rows > 0 else { return [] }
    let shown = previous.flatMap { $0.count == size.columns * size.rows ? $0 : nil }
    let workers = size.columns * size.rows < smallest ? 1 : 2
    switch depth {
    case .trueColor: break
    case .palette256:
      let dithered = PaletteDither(symbols).dithered(picture.flattened(over: background), size)
      // Between the colours of the palette there is nothing to balance.
      return PartitionSearch(symbols: symbols, colors: .leastSquares, previous: shown)
        .cells(dithered, size, workers: workers) ?? []
    case .palette16, .monochrome: return ShadeRenderer(depth: depth).render(picture, size, background)
    }
    let search = PartitionSearch(symbols: symbols, colors: colors, previous: shown)
    // Cells of pixels that are not opaque are rare, and found out by the way.
    return search.cells(fitting(picture, size), size, workers: workers)
      ?? search.cells(fitting(picture.flattened(over: background), size), size, workers: workers) ?? []
  }

  /// Cells from which on a second processor is worth its waking.
  private static let smallest = 1000

  /// `picture` with 8 columns and 8, 16 or 24 rows of pixels per cell.
  private static func fitting(_ picture: RGBAImage, _ size: TerminalSize) -> RGBAImage {
    let fits = picture.width == 8 * size.columns && (1...3).contains { picture.height == 8 * $0 * size.rows }
    return fits ? picture : picture.resampled(width: 8 * size.columns, height: 24 * size.rows)
  }
}
