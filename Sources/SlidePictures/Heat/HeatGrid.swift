import Basics
import TerminalKit

/// Numbers on a regular grid over a picture: one for every tile, none outside the tissue.
public struct HeatGrid: Hashable, Sendable {
  /// How many tiles the grid has across.
  public let columns: Int
  /// How many tiles the grid has down.
  public let rows: Int
  /// Row-major, 0 lowest to 1 highest; not a number where there is no tile.
  public private(set) var values: [Float]
  /// Left edge of the grid, picture px.
  public let left: Double
  /// Upper edge of the grid, picture px.
  public let top: Double
  /// Width of a tile, picture px.
  public let tileWidth: Double
  /// Height of a tile, picture px.
  public let tileHeight: Double

  /// A grid whose upper left corner lies at (`left`, `top`) of a picture, in its pixels, with `columns * rows` values.
  public init(
    columns: Int, rows: Int, values: [Float], left: Double = 0, top: Double = 0, tileWidth: Double, tileHeight: Double
  ) {
    precondition(values.count == columns * rows, "a value for every tile")
    precondition(tileWidth > 0 && tileHeight > 0, "tiles have a size")
    self.columns = columns
    self.rows = rows
    self.values = values
    self.left = left
    self.top = top
    self.tileWidth = tileWidth
    self.tileHeight = tileHeight
  }

  /// A grid of square tiles given one by one, over a picture of a region of the slide.
  ///
  /// - Parameters:
  ///   - tiles: upper left corners in level-0 px, any multiple of `edge` apart from each other, with their values.
  ///   - edge: of a tile, level-0 px.
  ///   - region: left, top, width and height of what the picture shows, level-0 px.
  ///   - width: of the picture, px.
  ///   - height: of the picture, px.
  ///   - margin: how far beside the picture tiles are kept, level-0 px; default: only those that it shows.
  public init?(
    tiles: [(x: Double, y: Double, value: Float)], edge: Double,
    region: (x: Double, y: Double, width: Double, height: Double), width: Int, height: Int, margin: Double = 0
  ) {
    guard edge > 0, region.width > 0, region.height > 0, let first = tiles.first else { return nil }
    // Only what the picture shows counts, so that a grid is as large as the picture and not as the slide.
    let shown = tiles.filter {
      $0.x + edge > region.x - margin && $0.x < region.x + region.width + margin
        && $0.y + edge > region.y - margin && $0.y < region.y + region.height + margin
    }
    guard let minX = shown.map(\.x).min(), let minY = shown.map(\.y).min() else { return nil }
    let originX = first.x + ((minX - first.x) / edge).rounded() * edge
    let originY = first.y + ((minY - first.y) / edge).rounded() * edge
    let place = { (tile: (x: Double, y: Double, value: Float)) in
      (Int(((tile.x - originX) / edge).rounded()), Int(((tile.y - originY) / edge).rounded()))
    }
    let columns = (shown.map { place($0).0 }.max() ?? 0) + 1
    let rows = (shown.map { place($0).1 }.max() ?? 0) + 1
    var values = [Float](repeating: .nan, count: columns * rows)
    for tile in shown {
      let (column, row) = place(tile)
      if column >= 0, row >= 0 { values[row * columns + column] = tile.value }
    }
    let scaleX = Double(width) / region.width
    let scaleY = Double(height) / region.height
    self.init(
      columns: columns, rows: rows, values: values, left: (originX - region.x) * scaleX,
      top: (originY - region.y) * scaleY, tileWidth: edge * scaleX, tileHeight: edge * scaleY)
  }

  /// The value under a point of the picture; `nil` outside the grid and where there is no tile.
  public func value(x: Double, y: Double) -> Float? {
    guard let column = column(at: x), let row = row(at: y) else { return nil }
    let value = values[row * columns + column]
    return value.isNaN ? nil : value
  }

  /// The column of tiles under `x`, picture px.
  func column(at x: Double) -> Int? {
    let column = ((x - left) / tileWidth).rounded(.down)
    return column >= 0 && column < Double(columns) ? Int(column) : nil
  }

  /// The row of tiles under `y`, picture px.
  func row(at y: Double) -> Int? {
    let row = ((y - top) / tileHeight).rounded(.down)
    return row >= 0 && row < Double(rows) ? Int(row) : nil
  }
}

extension RGBAImage {
  /// The mean colour of the pixels whose middle lies in a tile of `grid`; `nil` where there is none.
  func mean(under grid: HeatGrid) -> RGB? {
    var sum = (red: 0, green: 0, blue: 0)
    var count = 0
    for y in 0..<height {
      for x in 0..<width where grid.value(x: Double(x) + 0.5, y: Double(y) + 0.5) != nil {
        let color = self[color: x, y]
        sum = (sum.red + Int(color.red), sum.green + Int(color.green), sum.blue + Int(color.blue))
        count += 1
      }
    }
    guard count > 0 else { return nil }
    let mean = { (sum: Int) in UInt8((sum + count / 2) / count) }
    return RGB(mean(sum.red), mean(sum.green), mean(sum.blue))
  }

  /// This picture with the colours of `grid` over it; pixels outside its tiles stay as they are.
  ///
  /// - Parameter opacity: 0 nothing of the heat map, 1 nothing of the tissue under it.
  public func overlaid(by grid: HeatGrid, colors map: HeatMap, opacity: Double) -> RGBAImage {
    let share = Int((min(1, max(0, opacity)) * 256).rounded())
    guard share > 0, width > 0, height > 0 else { return self }
    let ramp = map.ramp(256)
    // The column of the grid over every column of pixels, -1 outside.
    let across = (0..<width).map { grid.column(at: Double($0) + 0.5) ?? -1 }
    var result = self
    result.pixels.withUnsafeMutableBufferPointer { bytes in
      for y in 0..<height {
        guard let row = grid.row(at: Double(y) + 0.5) else { continue }
        for x in 0..<width where across[x] >= 0 {
          let value = grid.values[row * grid.columns + across[x]]
          guard !value.isNaN else { continue }
          let color = ramp[Int((min(1, max(0, value)) * 255).rounded())]
          blend(color, share, into: bytes, at: (y * width + x) * 4)
        }
      }
    }
    return result
  }

  /// This picture, all of it darker but the tiles that are marked in `marks`; all of it where there are none.
  ///
  /// - Parameter opacity: 0 as it is, 1 dark.
  func dimmed(but marks: HeatGrid?, opacity: Double) -> RGBAImage {
    let share = Int((min(1, max(0, opacity)) * 256).rounded())
    let across = (0..<width).map { marks?.column(at: Double($0) + 0.5) ?? -1 }
    var result = self
    result.pixels.withUnsafeMutableBufferPointer { bytes in
      for y in 0..<height {
        let row = marks?.row(at: Double(y) + 0.5)
        for x in 0..<width {
          if let marks, let row, across[x] >= 0, abs(marks.values[row * marks.columns + across[x]]) == 1 { continue }
          blend(Self.dark, share, into: bytes, at: (y * width + x) * 4)
        }
      }
    }
    return result
  }

  /// What is dimmed turns into.
  private static let dark = RGB(40, 40, 40)

  private func blend(_ color: RGB, _ share: Int, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
    for (channel, over) in [color.red, color.green, color.blue].enumerated() {
      let under = Int(bytes[offset + channel])
      bytes[offset + channel] = UInt8((under * (256 - share) + Int(over) * share + 128) >> 8)
    }
  }
}
