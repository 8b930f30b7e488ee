import TerminalKit

/// The heat of tiles where a terminal has too few colours for it: digits over the tissue.
enum HeatDigits {
  /// `cells` of a picture with a digit for every tile of `grid`, in the cell under its middle; where tiles are smaller
  /// than a cell, that of the tile under the middle of the cell.
  ///
  /// - Parameter grid: over a picture of ``BlockRenderer/pixelsPerCell`` px a cell.
  static func written(over cells: [Cell], size: TerminalSize, _ grid: HeatGrid) -> [Cell] {
    let (width, height) = BlockRenderer.pixelsPerCell
    let across = (0..<size.columns).map {
      tile(in: $0, of: width, start: grid.left, length: grid.tileWidth, count: grid.columns)
    }
    let down = (0..<size.rows).map {
      tile(in: $0, of: height, start: grid.top, length: grid.tileHeight, count: grid.rows)
    }
    return cells.indices.map { index in
      guard let column = across[index % size.columns], let row = down[index / size.columns] else { return cells[index] }
      let value = grid.values[row * grid.columns + column]
      return value.isNaN ? cells[index] : cell(value, over: cells[index])
    }
  }

  /// Which tile's digit a column or row of cells has: that with its middle in it, of tiles smaller than a cell that
  /// under the cell's middle.
  private static func tile(in cell: Int, of side: Int, start: Double, length: Double, count: Int) -> Int? {
    let middle = (Double(cell) + 0.5) * Double(side)
    let tile = ((middle - start) / length).rounded(.down)
    guard tile >= 0, tile < Double(count) else { return nil }
    guard length > Double(side) else { return Int(tile) }
    let distance = start + (tile + 0.5) * length - middle
    return distance >= -Double(side) / 2 && distance < Double(side) / 2 ? Int(tile) : nil
  }

  /// The tenth of the scale that `value`, 0 to 1, is in, in black or white, whichever is told from what is under it.
  private static func cell(_ value: Float, over cell: Cell) -> Cell {
    let digit = Character(String(min(9, max(0, Int(value * 10)))))
    guard let ground = cell.style.background else { return Cell(digit) }
    let ink = ground.relativeLuminance > 0.18 ? Palette.sixteen[0] : Palette.sixteen[15]
    return Cell(digit, style: Style(foreground: ink, background: ground))
  }
}
