import Basics
import Microscopy
import TerminalKit

/// Frames about single tiles, over a picture.
public struct HeatFrames: Hashable, Sendable {
  /// Picture px.
  private let squares: [SlideRegion]
  private let color: RGB

  /// Frames about `sites`, as far as a picture shows them. One that would be too small to see the tissue in it is
  /// larger.
  init(_ sites: [TileSite], _ placing: TilePlacing, color: RGB) {
    let (region, picture) = (placing.region, placing.picture)
    let (across, down) = (Double(picture.width) / region.width, Double(picture.height) / region.height)
    self.color = color
    squares = sites.map { site in
      let (width, height) = (Double(site.side) * across, Double(site.side) * down)
      let (wide, high) = (max(width, HeatOutline.edge), max(height, HeatOutline.edge))
      return SlideRegion(
        x: (Double(site.x) - region.x) * across - (wide - width) / 2,
        y: (Double(site.y) - region.y) * down - (high - height) / 2, width: wide, height: high)
    }
    .filter {
      $0.x < Double(picture.width) && $0.y < Double(picture.height) && $0.x + $0.width > 0 && $0.y + $0.height > 0
    }
  }

  /// `picture` with the frames in it, each inside of what it goes around.
  func drawn(over picture: RGBAImage) -> RGBAImage {
    let line = HeatOutline.line
    var result = picture
    for square in squares {
      let x = Int(square.x.rounded())..<Int((square.x + square.width).rounded())
      let y = Int(square.y.rounded())..<Int((square.y + square.height).rounded())
      result.fill((x, y.prefix(line)), with: color)
      result.fill((x, y.suffix(line)), with: color)
      result.fill((x.prefix(line), y), with: color)
      result.fill((x.suffix(line), y), with: color)
    }
    return result
  }
}
