import Sentences
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
    try picture(of: slide, region, size: size).pixels
  }

  /// The same with the number of parts that are damaged in every level of the slide.
  func picture(
    of slide: any SlideSource, _ region: SlideRegion, size: TerminalSize
  ) throws(SlideReadFailure) -> (pixels: PixelBuffer, damaged: Int) {
    let (columns, rows) = BlockRenderer.pixelsPerCell
    let output = PixelSize(width: size.columns * columns, height: size.rows * rows)
    let picture = try slide.picture(of: region, output: output)
    let pixels = PixelBuffer(width: output.width, height: output.height, rgba: picture.image.pixels)
    return (pixels.flattened(over: background), picture.unreadable)
  }

  /// The cells of `pixels`, under the heat map where there is one, hatched where tiles were not read.
  func cells(_ pixels: PixelBuffer, heat: HeatLayer?, size: TerminalSize, symbols: BlockSymbols) -> [Cell] {
    var picture = pixels
    if let heat, let grid = heat.grid {
      picture = picture.overlaid(by: grid, colors: heat.map, opacity: heat.opacity)
    }
    if let unread = heat?.unread { picture = picture.hatched(over: unread) }
    let cells = BlockRenderer.render(picture, size: size, symbols: symbols, background: background, depth: depth)
    return heat?.unread.map { Hatch.strokes(cells, size: size, over: $0, depth: depth) } ?? cells
  }
}

/// The heat map of one slide over one region, with the numbers that its colours stand for.
struct HeatLayer {
  /// `nil` where no tile lies in the region: the legend still says what the colours would mean.
  let grid: HeatGrid?
  /// The tiles that were not read; `nil` where there is none in the region.
  let unread: HeatGrid?
  let map: HeatMap
  let opacity: Double
  let legend: HeatLegend

  /// `nil` where the slide has no tile at all.
  ///
  /// - Parameter depth: of the terminal that shows the legend.
  init?(
    _ tiles: PictureTiles, quantity: HeatQuantity, opacity: Double, region: SlideRegion, width: Int, height: Int,
    depth: ColorDepth
  ) {
    let scale = HeatScale(tiles, quantity: quantity)
    guard let side = tiles.read.first?.side ?? tiles.unread.first?.site.side else { return nil }
    let place = { (tiles: [(x: Double, y: Double, value: Float)]) in
      HeatGrid(
        tiles: tiles, edge: Double(side), region: (region.x, region.y, region.width, region.height), width: width,
        height: height)
    }
    grid = place(zip(tiles.read, scale.values).map { (Double($0.x), Double($0.y), $1) })
    unread = place(tiles.unread.map { (Double($0.site.x), Double($0.site.y), 1) })
    map = scale.map
    self.opacity = opacity
    let left = HeatLegend.Unread(
      tiles: tiles.unread.count, of: tiles.read.count + tiles.unread.count, swatch: Hatch.swatch(depth))
    legend = HeatLegend(
      quantity: quantity, colors: map.ramp(16), lowest: scale.lowest, highest: scale.highest,
      note: tiles.provenance.words(for: quantity), unread: tiles.unread.isEmpty ? nil : left)
  }
}

/// Numbers of tiles put on the scale of a heat map.
struct HeatScale {
  /// 0 to 1, in the order of the tiles.
  let values: [Float]
  let lowest: Double
  let highest: Double
  let map: HeatMap

  init(_ tiles: PictureTiles, quantity: HeatQuantity) {
    switch quantity {
    case .attention:
      values = Self.percentiles(tiles.read.map(\.attention), weights: tiles.weights)
      (lowest, highest, map) = (0, 100, .cividis)
    case .contribution:
      let largest = tiles.read.compactMap(\.contribution).map(abs).max() ?? 0
      values = tiles.read.map { $0.contribution.map { largest > 0 ? 0.5 + 0.5 * $0 / largest : 0.5 } ?? .nan }
      (lowest, highest, map) = (-Double(largest), Double(largest), .blueOrange)
    }
  }

  /// The share of the other tiles of the slide whose value each one exceeds, ties halved: 0 lowest, 1 highest. A tile
  /// that was read counts as many times as it speaks for tiles, lest what was read more often there shift the ranks.
  static func percentiles(_ values: [Float], weights: [Float]) -> [Float] {
    guard values.count > 1 else { return values.map { _ in 0.5 } }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let total = weights.reduce(0.0) { $0 + Double($1) }
    var result = [Float](repeating: 0, count: values.count)
    var below = 0.0
    for tied in order.chunked(whileEqual: { values[$0] }) {
      let equal = tied.reduce(0.0) { $0 + Double(weights[$1]) }
      for tile in tied {
        let own = Double(weights[tile])
        result[tile] = Float((below + (equal - own) / 2) / (total - own))
      }
      below += equal
    }
    return result
  }
}

extension [Int] {
  /// Runs of neighbours with the same value.
  fileprivate func chunked(whileEqual value: (Int) -> Float) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = []
    var start = startIndex
    for place in indices where place + 1 == endIndex || value(self[place + 1]) != value(self[place]) {
      chunks.append(self[start...place])
      start = place + 1
    }
    return chunks
  }
}
