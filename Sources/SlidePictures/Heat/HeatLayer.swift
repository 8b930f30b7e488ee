import Basics
import Microscopy
import TerminalKit

/// The heat map of one slide over one region, with the numbers that its colours stand for.
public struct HeatLayer: Sendable {
  /// The tiles' colours; `nil` where no tile lies in the region: the legend still says what the colours would mean.
  public let grid: HeatGrid?
  /// What stands out, where that is outlined; `nil` where no tile lies in the region.
  public let outline: HeatOutline?
  /// The tiles that were not read; `nil` where there is none in the region.
  public let unread: HeatGrid?
  /// The colours of the scale.
  public let map: HeatMap
  /// How the map lies over the tissue.
  public let manner: HeatManner
  /// What the colours mean, for the legend.
  public let legend: HeatLegend

  /// The heat map of `quantity`; `nil` where the slide has no tile at all.
  ///
  /// - Parameters:
  ///   - manner: how it lies over the tissue.
  ///   - region: what the picture shows, level-0 px.
  ///   - picture: size of the picture, px.
  ///   - tissue: the mean colour of the slide's tissue, over which the legend shows the colours; default: not known,
  ///     and the legend shows them pure.
  ///   - note: how the numbers were found, for the legend.
  ///   - depth: of the terminal that shows the legend.
  public init?(
    _ tiles: SlideTiles, quantity: HeatQuantity, manner: HeatManner, region: SlideRegion, picture: PixelSize,
    tissue: RGB? = nil, note: String? = nil, depth: ColorDepth
  ) {
    guard let side = tiles.side else { return nil }
    let scale = HeatScale(tiles.read + tiles.elsewhere, quantity: quantity)
    let place = { (tiles: [(x: Double, y: Double, value: Float)]) in
      HeatGrid(
        tiles: tiles, edge: Double(side), region: (region.x, region.y, region.width, region.height),
        width: picture.width, height: picture.height)
    }
    grid = place(zip(tiles.read, scale.values).map { (Double($0.site.x), Double($0.site.y), $1) })
    let marks = zip(tiles.read, HeatOutline.marks(of: scale.values, signed: quantity.isSigned))
    outline = place(marks.map { (Double($0.site.x), Double($0.site.y), $1) }).map {
      HeatOutline(marks: $0, colors: scale.map)
    }
    unread = place(tiles.unread.map { (Double($0.x), Double($0.y), 1) })
    map = scale.map
    self.manner = manner
    let left = HeatLegend.Unread(
      tiles: tiles.unread.count, of: tiles.read.count + tiles.unread.count, swatch: Hatch.swatch(depth))
    var legend = HeatLegend(
      quantity: quantity, colors: Self.shown(map.ramp(16), manner, over: tissue), lowest: scale.lowest,
      highest: scale.highest, note: note, unread: tiles.unread.isEmpty ? nil : left)
    legend.signs = HeatLegend.Signs(depth)
    self.legend = legend
  }

  /// The colours as the picture has them: outlines are drawn pure, colours mixed with what lies under them.
  private static func shown(_ colors: [RGB], _ manner: HeatManner, over tissue: RGB?) -> [RGB] {
    switch manner {
    case .outlines: return colors
    case .colours(let opacity):
      guard let tissue else { return colors }
      return colors.map { tissue.mixed(with: $0, opacity: opacity) }
    }
  }
}
