import Basics
import Microscopy
import TerminalKit

/// The heat map of one slide over one region, with the numbers that its colours stand for.
public struct HeatLayer: Sendable {
  /// The places of tiles among the colours, not a number for those below the threshold; `nil` where no tile lies in
  /// the region: the legend still says what the colours would mean.
  public let grid: HeatGrid?
  /// Which tiles stand out: 1 among the highest, -1 among the lowest, 0 between; `nil` where no tile is in the region.
  let marks: HeatGrid?
  /// What is drawn as lines; `nil` where nothing is, or no tile lies in the region.
  public let lines: HeatLines?
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
  ///   - reference: what the numbers are held to; default: what is usual for the quantity.
  ///   - limits: the threshold and the range; default: what is usual for the manner.
  ///   - region: what the picture shows, level-0 px.
  ///   - picture: size of the picture, px.
  ///   - tissue: the mean colour of the slide's tissue, over which the legend shows the colours; default: not known,
  ///     and the legend shows them pure.
  ///   - note: how the numbers were found, for the legend.
  ///   - depth: of the terminal that shows the legend.
  public init?(
    _ tiles: SlideTiles, quantity: HeatQuantity, manner: HeatManner, reference: HeatReference? = nil,
    limits: HeatLimits = HeatLimits(), region: SlideRegion, picture: PixelSize, tissue: RGB? = nil,
    note: String? = nil, depth: ColorDepth
  ) {
    guard let side = tiles.side else { return nil }
    let placing = TilePlacing(side: side, region: region, picture: picture)
    let reference = (reference ?? quantity.usualReference).known(tiles.cohort, for: quantity)
    let scale = HeatScale(
      reference.tiles(of: tiles), quantity: quantity, reference: reference, cohort: tiles.cohort)
    let (share, sites) = (limits.share ?? manner.usualShare, tiles.read.map(\.site))
    let marks = scale.marks(signed: quantity.isSigned, share: share)
    let isAbove = marks.map { share >= 100 || $0 != 0 }
    let window = HeatWindow(
      scale.values, marks: share < 100 ? marks : nil, ceiling: limits.ceiling, signed: quantity.isSigned)
    grid = placing.grid(sites, zip(scale.values, isAbove).map { $1 ? window.position($0) : .nan })
    self.marks = placing.grid(sites, marks)
    unread = placing.grid(tiles.unread)
    (map, self.manner) = (scale.map, manner)
    let drawn = Self.lines(manner, share, scale, signed: quantity.isSigned)
    lines = Self.drawing(manner, drawn, scale, signed: quantity.isSigned, placing, sites)
    let left = HeatLegend.Unread(
      tiles: tiles.unread.count, of: tiles.read.count + tiles.unread.count, swatch: Hatch.swatch(depth))
    let ends = window.ends(scale.lowest, scale.highest)
    var legend = HeatLegend(
      quantity: quantity, colors: Self.shown(map.ramp(16), manner, over: tissue), lowest: ends.0, highest: ends.1,
      reference: reference, note: note, unread: tiles.unread.isEmpty ? nil : left)
    legend.signs = HeatLegend.Signs(depth)
    (legend.share, legend.lines, legend.isCut) = (share, drawn, limits.ceiling < 100)
    legend.cohort = tiles.cohort?.name
    legend.isNowhere = reference.isOfCohort && share < 100 && !marks.prefix(sites.count).contains { $0 > 0 || $0 < 0 }
    self.legend = legend
  }

  /// What lines there are: what each goes around, and in which colours.
  private static func lines(
    _ manner: HeatManner, _ share: Int, _ scale: HeatScale, signed: Bool
  ) -> [HeatLegend.ContourLine] {
    switch manner {
    case .outlines: HeatContours.lines([share], signed: signed, colors: scale.map)
    case .contours: HeatContours.lines(HeatContours.shares(share), signed: signed, colors: scale.map)
    case .colours, .dimmed, .tiles: []
    }
  }

  /// The lines over the picture.
  private static func drawing(
    _ manner: HeatManner, _ drawn: [HeatLegend.ContourLine], _ scale: HeatScale, signed: Bool,
    _ placing: TilePlacing, _ sites: [TileSite]
  ) -> HeatLines? {
    let levels = drawn.compactMap { line in
      let marks = scale.marks(signed: signed, share: line.share)
      return placing.grid(sites, marks, neighbours: true).map { HeatContours.Level(marks: $0, line: line) }
    }
    switch manner {
    case .outlines: return levels.first.map { .outline(HeatOutline($0)) }
    case .contours: return levels.isEmpty ? nil : .contours(HeatContours(levels))
    case .tiles(let tiles): return .frames(HeatFrames(tiles, placing, color: scale.map.color(1)))
    case .colours, .dimmed: return nil
    }
  }

  /// The colours as the picture has them: lines are drawn pure, colours mixed with what lies under them.
  private static func shown(_ colors: [RGB], _ manner: HeatManner, over tissue: RGB?) -> [RGB] {
    switch manner {
    case .outlines, .contours, .dimmed, .tiles: return colors
    case .colours(let opacity):
      guard let tissue else { return colors }
      return colors.map { tissue.mixed(with: $0, opacity: opacity) }
    }
  }
}
