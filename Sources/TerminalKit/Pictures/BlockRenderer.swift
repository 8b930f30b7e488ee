import Basics

/// Pictures in block characters: for every cell the split into two colours that is nearest to its pixels.
///
/// For a split into ink S and ground, with `s` the sum of the centred colours in S and `a` the share of S, the squared
/// error falls by `|s|^2 / (a (1 - a))` against one colour a cell; the search tries every split that a glyph draws.
/// Only sums over parts matter, so it costs the same whatever the number of pixels.
///
/// Colours lie halfway between the mean of the sRGB values, which has the least squared error, and their quadratic
/// mean, which is nearly that of the light: the latter keeps the perceived brightness of small dark nuclei.
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
  ///     terminal's own colour; else cells are in true colour, and the writer takes the nearest of 256.
  public static func render(
    _ picture: RGBAImage, size: TerminalSize, symbols: BlockSymbols = .blockElements,
    background: RGB = RGB(255, 255, 255), depth: ColorDepth = .trueColor
  ) -> [Cell] {
    guard size.columns > 0, size.rows > 0 else { return [] }
    switch depth {
    case .trueColor, .palette256: break
    case .palette16, .monochrome: return ShadeRenderer(depth: depth).render(picture, size, background)
    }
    let pixels = fitting(picture, size).flattened(over: background)
    let search = PartitionSearch(symbols)
    return [Cell](unsafeUninitializedCapacity: size.columns * size.rows) { cells, count in
      search.render(pixels, size, into: cells)
      count = size.columns * size.rows
    }
  }

  /// `picture` with 8 columns and 8, 16 or 24 rows of pixels per cell.
  private static func fitting(_ picture: RGBAImage, _ size: TerminalSize) -> RGBAImage {
    let fits = picture.width == 8 * size.columns && (1...3).contains { picture.height == 8 * $0 * size.rows }
    return fits ? picture : picture.resampled(width: 8 * size.columns, height: 24 * size.rows)
  }
}
