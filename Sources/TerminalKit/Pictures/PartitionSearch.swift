import Basics

/// The search over all partitions of a set of symbols, row after row of cells, on both processors.
struct PartitionSearch {
  /// Variance that a split must explain, squared 8-bit levels: less cannot be seen, and one colour is written sooner.
  static let visible: Float = 0.25
  /// A cell keeps its glyph of the picture before while the squared error is at most this many times the least.
  static let patience: Float = 1.02

  let symbols: BlockSymbols
  let colors: CellColors
  /// The picture that is shown now, of as many cells.
  let previous: [Cell]?

  /// The cells of a picture of 8 columns and 8, 16 or 24 rows of pixels per cell; `nil` where not all are opaque.
  func cells(_ picture: RGBAImage, _ size: TerminalSize, workers: Int) -> [Cell]? {
    let pixelsPerEighth = picture.height / (8 * size.rows)
    let table = PartitionTable.of(symbols, pixelsPerEighth: pixelsPerEighth)
    var cells = [Cell](repeating: Cell(), count: size.columns * size.rows)
    let isOpaque = cells.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return true }
      // Each row of cells is written by the one worker that has it.
      nonisolated(unsafe) let target = start
      return WorkQueue.map(
        size.rows, workers: workers, scratch: { CellSearch(table, colors, picture, pixelsPerEighth: pixelsPerEighth) }
      ) { row, search in
        search.render(
          row, into: target + row * size.columns, columns: size.columns,
          previous: previous.map { $0[(row * size.columns)..<((row + 1) * size.columns)] })
      }.allSatisfy(\.self)
    }
    return isOpaque ? cells : nil
  }
}
