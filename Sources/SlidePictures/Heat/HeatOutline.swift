import Basics
import TerminalKit

/// Which tiles of a slide stand out, over a picture: what is outlined.
///
/// A tile stands out where it is among the highest of the case's tiles, usually their tenth, or, of signed numbers,
/// among the lowest too, if it is not next to nothing there: at least a fifth of the largest. Where a tile is smaller
/// than what a line can go around, tiles are taken together, and of them a third must stand out. Neither depends on
/// what part of the slide is shown.
public struct HeatOutline: Hashable, Sendable {
  /// Marks: 1 among the highest, -1 among the lowest, 0 between, not a number where there is no tile.
  private let grid: HeatGrid
  /// The colour about the highest.
  private let high: RGB
  /// The colour about the lowest.
  private let low: RGB

  /// How near 0.5 a signed number is as good as nothing.
  private static let nothing: Float = 0.1

  /// Of tiles taken together, the share that must stand out.
  static let third: Float = 1.0 / 3

  /// The shortest edge of what a line goes around, px: the tissue inside is seen.
  static let edge = 1.5 * Double(BlockRenderer.pixelsPerCell.rows)

  /// Thickness of a line, px: half the width of a cell, so that a quadrant shows it.
  static let line = BlockRenderer.pixelsPerCell.columns / 2

  /// What stands out in the marks of a level, as ``marks(of:signed:share:)`` makes them of a slide's tiles.
  init(_ level: HeatContours.Level) {
    grid = level.marks.coarsened(toEdge: Self.edge)
    (high, low) = (level.line.high, level.line.low)
  }

  /// One mark per value: 1 among the highest `share` percent, of signed numbers -1 among the lowest. None where all are
  /// alike, and of signed numbers none that is near 0.5, which is nothing, or on its other side.
  static func marks(of values: [Float], signed: Bool, share: Int = 10) -> [Float] {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, lowest < highest else {
      return values.map { $0.isNaN ? .nan : 0 }
    }
    let count = min(sorted.count, max(1, Int((Double(sorted.count * share) / 100).rounded())))
    let (upper, lower) = (sorted[sorted.count - count], sorted[count - 1])
    return values.map { value in
      if value.isNaN { return .nan }
      if value >= upper, signed ? value >= 0.5 + nothing : value > lowest { return 1 }
      return signed && value <= lower && value <= 0.5 - nothing ? -1 : 0
    }
  }

  /// `picture` with the lines in it, each inside of what it goes around.
  func drawn(over picture: RGBAImage) -> RGBAImage {
    var result = picture
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        guard let side = side(row, column) else { continue }
        let color = side ? high : low
        for (down, across) in Self.neighbours where self.side(row + down, column + across) != side {
          result.fill(edge(row, column, down, across), with: color)
        }
      }
    }
    return result
  }

  /// Steps to the eight tiles around one: rows, columns.
  private static let neighbours = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]

  /// What a tile is among: the highest (true), the lowest (false), neither or no tile (`nil`).
  private func side(_ row: Int, _ column: Int) -> Bool? {
    guard (0..<grid.rows).contains(row), (0..<grid.columns).contains(column) else { return nil }
    let mark = grid.values[row * grid.columns + column]
    if mark >= Self.third { return true }
    return mark <= -Self.third ? false : nil
  }

  /// The strip of a tile, or its corner, that lies towards a neighbour: columns and rows of pixels.
  private func edge(_ row: Int, _ column: Int, _ down: Int, _ across: Int) -> (x: Range<Int>, y: Range<Int>) {
    let x = Self.strip(grid.left + Double(column) * grid.tileWidth, grid.tileWidth, across)
    let y = Self.strip(grid.top + Double(row) * grid.tileHeight, grid.tileHeight, down)
    return (x, y)
  }

  /// From where a tile begins and how long it is, the part towards -1, 0 (all of it) or 1.
  private static func strip(_ start: Double, _ length: Double, _ towards: Int) -> Range<Int> {
    let (first, end) = (Int(start.rounded()), Int((start + length).rounded()))
    switch towards {
    case ..<0: return first..<min(end, first + line)
    case 0: return first..<end
    default: return max(first, end - line)..<end
    }
  }
}

extension RGBAImage {
  /// Gives the pixels of a rectangle, as far as it lies in the picture, one colour.
  mutating func fill(_ rectangle: (x: Range<Int>, y: Range<Int>), with color: RGB) {
    let (columns, rows) = (rectangle.x.clamped(to: 0..<width), rectangle.y.clamped(to: 0..<height))
    for y in rows {
      for x in columns {
        let offset = (y * width + x) * 4
        (pixels[offset], pixels[offset + 1], pixels[offset + 2]) = (color.red, color.green, color.blue)
      }
    }
  }
}

extension HeatGrid {
  /// This grid, its tiles taken together until they measure at least `edge` px of the picture: each the mean of those
  /// that are there.
  func coarsened(toEdge edge: Double) -> HeatGrid {
    let count = Int((edge / min(tileWidth, tileHeight)).rounded(.up))
    guard count > 1 else { return self }
    let (across, down) = ((columns + count - 1) / count, (rows + count - 1) / count)
    var values = [Float](repeating: .nan, count: across * down)
    for row in 0..<down {
      for column in 0..<across { values[row * across + column] = mean(row * count, column * count, count) }
    }
    return HeatGrid(
      columns: across, rows: down, values: values, left: left, top: top, tileWidth: tileWidth * Double(count),
      tileHeight: tileHeight * Double(count))
  }

  /// The mean of `count` by `count` tiles from (`row`, `column`); not a number where there is none.
  private func mean(_ row: Int, _ column: Int, _ count: Int) -> Float {
    var (sum, tiles) = (Float(0), Float(0))
    for row in row..<min(row + count, rows) {
      for column in column..<min(column + count, columns) where !values[row * columns + column].isNaN {
        sum += values[row * columns + column]
        tiles += 1
      }
    }
    return sum / tiles
  }
}
