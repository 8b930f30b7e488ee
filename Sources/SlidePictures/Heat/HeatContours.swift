import Basics
import TerminalKit

/// Nested lines about what stands out more and more, like those of a map of mountains: over a picture.
///
/// Each goes around the same tiles as an outline with that threshold, through the middles between tiles, so that it is
/// round where an outline has corners.
public struct HeatContours: Hashable, Sendable {
  /// A line: of which tiles, and how it looks.
  struct Level: Hashable, Sendable {
    /// Marks: 1 among the highest, -1 among the lowest, 0 between, not a number where there is no tile.
    let marks: HeatGrid
    let line: HeatLegend.ContourLine
  }

  /// From the widest to the narrowest.
  private let levels: [Level]

  /// Lines of `levels`, the narrowest first.
  init(_ levels: [Level]) {
    self.levels = levels.reversed().map {
      Level(marks: $0.marks.coarsened(toEdge: HeatOutline.edge), line: $0.line)
    }
  }

  /// The shares that lines are drawn about, percent of the tiles, where `share` of them stands out: as many, twice and
  /// four times as many.
  static func shares(_ share: Int) -> [Int] {
    [share, 2 * share, 4 * share].filter { $0 < 100 || $0 == share }
  }

  /// Lines about `shares` of the tiles in the colours of `map`: its two sides where the numbers are signed, else from
  /// its last colour to its first.
  static func lines(_ shares: [Int], signed: Bool, colors map: HeatMap) -> [HeatLegend.ContourLine] {
    shares.enumerated().map { index, share in
      let part = shares.count < 2 ? 0 : Double(index) / Double(shares.count - 1)
      return signed
        ? .init(share: share, high: map.color(1 - part / 4), low: map.color(part / 4))
        : .init(share: share, high: map.color(1 - part), low: map.color(1 - part))
    }
  }

  /// `picture` with the lines in it, each inside of what it goes around.
  func drawn(over picture: RGBAImage) -> RGBAImage {
    var result = picture
    for level in levels {
      result.draw(Field(level.marks, sign: 1, over: picture), with: level.line.high)
      result.draw(Field(level.marks, sign: -1, over: picture), with: level.line.low)
    }
    return result
  }
}

/// Where a picture is inside of a contour: for every square of ``step`` px, from the tiles whose middles lie about it.
private struct Field {
  let columns: Int
  let rows: Int
  /// Row-major; empty where nothing is inside.
  private var inside: [Bool] = []

  /// Side of a square, px: half a line.
  static let step = HeatOutline.line / 2

  /// Inside of what has a mark of `sign` in `grid`.
  init(_ grid: HeatGrid, sign: Float, over picture: RGBAImage) {
    columns = (picture.width + Self.step - 1) / Self.step
    rows = (picture.height + Self.step - 1) / Self.step
    let marked = grid.values.map { $0 * sign >= HeatOutline.third ? Float(1) : 0 }
    guard marked.contains(1) else { return }
    let across = (0..<columns).map { Self.place($0, grid.left, grid.tileWidth, of: grid.columns) }
    let mark = { (row: Int, column: Int) -> Float in
      guard (0..<grid.rows).contains(row), (0..<grid.columns).contains(column) else { return 0 }
      return marked[row * grid.columns + column]
    }
    inside = [Bool](repeating: false, count: columns * rows)
    for y in 0..<rows {
      guard let (row, down) = Self.place(y, grid.top, grid.tileHeight, of: grid.rows) else { continue }
      for x in 0..<columns {
        guard let (column, right) = across[x] else { continue }
        let upper = mark(row, column) * (1 - right) + mark(row, column + 1) * right
        let lower = mark(row + 1, column) * (1 - right) + mark(row + 1, column + 1) * right
        inside[y * columns + x] = upper * (1 - down) + lower * down >= 0.5
      }
    }
  }

  /// The tile whose middle lies before that of a square, and how far behind it the square is, in tiles; `nil` far from
  /// all tiles.
  private static func place(_ square: Int, _ start: Double, _ length: Double, of count: Int) -> (Int, Float)? {
    let place = ((Double(square) + 0.5) * Double(step) - start) / length - 0.5
    guard place >= -1, place < Double(count) else { return nil }
    return (Int(place.rounded(.down)), Float(place - place.rounded(.down)))
  }

  /// The squares that lie inside, at most a line away from what does not; the picture's own border is none.
  var line: [(x: Int, y: Int)] {
    guard !inside.isEmpty else { return [] }
    var squares: [(x: Int, y: Int)] = []
    for y in 0..<rows {
      for x in 0..<columns where inside[y * columns + x] && isAtBorder(x, y) { squares.append((x, y)) }
    }
    return squares
  }

  private func isAtBorder(_ x: Int, _ y: Int) -> Bool {
    let reach = HeatOutline.line / Self.step
    return !inside[y * columns + max(0, x - reach)] || !inside[y * columns + min(columns - 1, x + reach)]
      || !inside[max(0, y - reach) * columns + x] || !inside[min(rows - 1, y + reach) * columns + x]
  }
}

extension RGBAImage {
  fileprivate mutating func draw(_ field: Field, with color: RGB) {
    let step = Field.step
    for square in field.line {
      let (x, y) = (square.x * step, square.y * step)
      fill((x..<(x + step), y..<(y + step)), with: color)
    }
  }
}
