import Casework
import FeatureFiles
import Foundation
import Microscopy
import SlideReading
import TerminalKit
import Workstation

/// A slide's pixels made a picture of cells, with the heat map over it: what the workstation and `render` both show.
struct PictureDrawing {
  let depth: ColorDepth
  let background: RGB

  /// The pixels of `region` for `size` cells; what is damaged shows as background.
  func pixels(of slide: any SlideSource, _ region: SlideRegion, size: TerminalSize) throws(SlideReadFailure)
    -> PixelBuffer
  {
    let (columns, rows) = BlockRenderer.pixelsPerCell
    let output = PixelSize(width: size.columns * columns, height: size.rows * rows)
    let picture = try slide.picture(of: region, output: output)
    return PixelBuffer(width: output.width, height: output.height, rgba: picture.image.pixels)
      .flattened(over: background)
  }

  /// The cells of `pixels`, under the heat map where there is one.
  func cells(_ pixels: PixelBuffer, heat: HeatLayer?, size: TerminalSize, symbols: BlockSymbols) -> [Cell] {
    var picture = pixels
    if let heat, let grid = heat.grid {
      picture = picture.overlaid(by: grid, colors: heat.map, opacity: heat.opacity)
    }
    return BlockRenderer.render(picture, size: size, symbols: symbols, background: background, depth: depth)
  }
}

/// The heat map of one slide over one region, with the numbers that its colours stand for.
struct HeatLayer {
  /// `nil` where no tile lies in the region: the legend still says what the colours would mean.
  let grid: HeatGrid?
  let map: HeatMap
  let opacity: Double
  let legend: HeatLegend

  /// `nil` where the slide has no tile at all.
  init?(
    _ tiles: [TileFinding], quantity: HeatQuantity, opacity: Double, region: SlideRegion, width: Int, height: Int
  ) {
    let scale = HeatScale(tiles, quantity: quantity)
    guard let side = tiles.first?.side else { return nil }
    grid = HeatGrid(
      tiles: zip(tiles, scale.values).map { (Double($0.x), Double($0.y), $1) }, edge: Double(side),
      region: (region.x, region.y, region.width, region.height), width: width, height: height)
    map = scale.map
    self.opacity = opacity
    legend = HeatLegend(quantity: quantity, colors: map.ramp(16), lowest: scale.lowest, highest: scale.highest)
  }
}

/// Numbers of tiles put on the scale of a heat map.
struct HeatScale {
  /// 0 to 1, in the order of the tiles.
  let values: [Float]
  let lowest: Double
  let highest: Double
  let map: HeatMap

  init(_ tiles: [TileFinding], quantity: HeatQuantity) {
    switch quantity {
    case .attention:
      values = Self.percentiles(tiles.map(\.attention))
      (lowest, highest, map) = (0, 100, .cividis)
    case .contribution:
      let largest = tiles.map { abs($0.contribution) }.max() ?? 0
      values = tiles.map { largest > 0 ? 0.5 + 0.5 * $0.contribution / largest : 0.5 }
      (lowest, highest, map) = (-Double(largest), Double(largest), .blueOrange)
    }
  }

  /// The share of the other values that each one exceeds, ties halved: 0 lowest, 1 highest.
  static func percentiles(_ values: [Float]) -> [Float] {
    guard values.count > 1 else { return values.map { _ in 0.5 } }
    let sorted = values.sorted()
    return values.map { value in
      let below = sorted.partitioningIndex { $0 >= value }
      let notAbove = sorted.partitioningIndex { $0 > value }
      return Float(below + notAbove - 1) / 2 / Float(values.count - 1)
    }
  }
}

extension Array {
  /// The first index whose element satisfies `condition`, in an array where all that do stand last.
  fileprivate func partitioningIndex(_ condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension TileFinding {
  /// The tiles of a result file, in its order.
  static func all(in path: String) throws(FeatureFileFailure) -> [TileFinding] {
    let file = try TileFindings(path: path)
    return (0..<file.count).map { index -> TileFinding in
      let (x, y) = (Int(file.corners[index * 2]), Int(file.corners[index * 2 + 1]))
      return TileFinding(
        slide: Int(file.slides[index]), x: x, y: y, side: Int(file.sides[index]), attention: file.attention[index],
        contribution: file.contribution[index])
    }
  }
}
