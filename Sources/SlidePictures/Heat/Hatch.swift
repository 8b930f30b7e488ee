import Basics
import TerminalKit

/// How tissue is drawn that nobody has looked at: without its colours and hatched, so that it is told from glass, which
/// is bright and plain, and from what a heat map calls low.
///
/// In true colour every other quadrant of a cell is darker; what is in the tissue still shows. With 16 colours or none
/// there is no such grey, and a cell of which most is hatched is a stroke.
public enum Hatch {
  /// A cell of it, for a legend.
  public static func swatch(_ depth: ColorDepth) -> Cell {
    switch depth {
    case .trueColor, .palette256:
      Cell("▚", style: Style(foreground: RGB(200, 200, 200), background: RGB(150, 150, 150)))
    case .palette16: Cell("/", style: Style(foreground: Palette.sixteen[8], background: Palette.sixteen[7]))
    case .monochrome: Cell("/")
    }
  }

  /// `cells` as ``BlockRenderer`` made them of a hatched picture, with strokes over the tiles of `grid` where the depth
  /// wants them.
  ///
  /// - Parameter grid: over a picture of ``BlockRenderer/pixelsPerCell`` px a cell.
  public static func strokes(_ cells: [Cell], size: TerminalSize, over grid: HeatGrid, depth: ColorDepth) -> [Cell] {
    guard depth == .palette16 || depth == .monochrome else { return cells }
    let stroke = swatch(depth)
    return cells.indices.map { isCovered($0 % size.columns, $0 / size.columns, by: grid) ? stroke : cells[$0] }
  }

  /// Whether a tile lies under most of the cell: under 8 of 16 points.
  private static func isCovered(_ column: Int, _ row: Int, by grid: HeatGrid) -> Bool {
    let (width, height) = BlockRenderer.pixelsPerCell
    let points = (0..<16).count { point in
      let x = (Double(column) + (Double(point % 4) + 0.5) / 4) * Double(width)
      let y = (Double(row) + (Double(point / 4) + 0.5) / 4) * Double(height)
      return grid.value(x: x, y: y) != nil
    }
    return points >= 8
  }

  /// The luma of a colour (ITU-R BT.709), of 256 parts.
  static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    UInt8((Int(red) * 54 + Int(green) * 183 + Int(blue) * 19) >> 8)
  }

  /// The grey of the darker quadrants.
  static func darker(_ luma: UInt8) -> UInt8 { UInt8(Int(luma) * 3 / 4) }
}

extension RGBAImage {
  /// This picture, of ``BlockRenderer/pixelsPerCell`` px a cell, hatched where `grid` has a tile.
  public func hatched(over grid: HeatGrid) -> RGBAImage {
    let across = (0..<width).map { grid.column(at: Double($0) + 0.5) }
    let (cellWidth, cellHeight) = BlockRenderer.pixelsPerCell
    var result = self
    result.pixels.withUnsafeMutableBufferPointer { bytes in
      for y in 0..<height {
        guard let row = grid.row(at: Double(y) + 0.5) else { continue }
        for x in 0..<width {
          guard let column = across[x], !grid.values[row * grid.columns + column].isNaN else { continue }
          let offset = (y * width + x) * 4
          let luma = Hatch.luma(bytes[offset], bytes[offset + 1], bytes[offset + 2])
          let isDark = (x * 2 / cellWidth + y * 2 / cellHeight) % 2 == 1
          for channel in 0..<3 { bytes[offset + channel] = isDark ? Hatch.darker(luma) : luma }
        }
      }
    }
    return result
  }
}
