import Basics
import Microscopy
import TerminalKit

/// What of a heat map is drawn as lines, which leave the tissue to be seen.
public enum HeatLines: Hashable, Sendable {
  /// Lines about what stands out.
  case outline(HeatOutline)
  /// Nested lines.
  case contours(HeatContours)
  /// Frames about single tiles.
  case frames(HeatFrames)

  /// `picture` with the lines in it, each inside of what it goes around.
  func drawn(over picture: RGBAImage) -> RGBAImage {
    switch self {
    case .outline(let outline): outline.drawn(over: picture)
    case .contours(let contours): contours.drawn(over: picture)
    case .frames(let frames): frames.drawn(over: picture)
    }
  }
}

/// Where the tiles of a slide lie in a picture of a part of it.
struct TilePlacing {
  /// Of a tile, level-0 px.
  let side: Int
  /// What the picture shows, level-0 px.
  let region: SlideRegion
  /// The size of the picture, px.
  let picture: PixelSize

  /// The tiles at `sites` with their `values`, in the same order; `nil` where none of them lies in the region.
  ///
  /// - Parameter neighbours: with those beside the picture, so that a line does not know where it ends.
  func grid(_ sites: [TileSite], _ values: [Float], neighbours: Bool = false) -> HeatGrid? {
    HeatGrid(
      tiles: zip(sites, values).map { (Double($0.x), Double($0.y), $1) }, edge: Double(side),
      region: (region.x, region.y, region.width, region.height), width: picture.width, height: picture.height,
      margin: neighbours ? Double(side) : 0)
  }

  /// The tiles at `sites`, all alike.
  func grid(_ sites: [TileSite]) -> HeatGrid? { grid(sites, [Float](repeating: 1, count: sites.count)) }
}
