import Basics
import Foundation
import Microscopy

@testable import TissueAnalysis

/// H&E drawn for a test: discs of haematoxylin on eosin, by the law of Beer and Lambert.
struct DrawnTissue {
  struct Disc {
    var x: Double
    var y: Double
    /// px.
    var radius: Double
    /// Long over short axis; the long one lies along x.
    var stretch = 1.0
    /// Density of haematoxylin.
    var depth: Float = 1.6
  }

  var side = 224
  var discs: [Disc] = []
  /// Density of eosin at column x; a nucleus leaves a tenth of it.
  var eosin: (Int) -> Float = { _ in 0.7 }
  var stains = StainVectors.macenkoReference

  func image() -> RGBAImage {
    var draws = Draws(99)
    let inside = coverage()
    let columns = (0..<side).map(eosin)
    var pixels = [UInt8](repeating: 255, count: side * side * 4)
    for index in 0..<(side * side) {
      let (hematoxylin, share) = inside[index]
      let pink = columns[index % side] * (1 - 0.9 * share)
      let noise = draws.next()
      for channel in 0..<3 {
        let density = stains.hematoxylin[channel] * hematoxylin + stains.eosin[channel] * pink
        let light = 240 * exp(-density) + Float((noise >> (8 * UInt64(channel))) & 1)
        pixels[index * 4 + channel] = UInt8(min(255, max(0, light)))
      }
    }
    return RGBAImage(size: PixelSize(width: side, height: side), pixels: pixels)
  }

  /// Density of haematoxylin and share of nucleus in each pixel; edges are 1 px wide, as optics leave them.
  private func coverage() -> [(hematoxylin: Float, share: Float)] {
    var result = [(hematoxylin: Float, share: Float)](repeating: (0.1, 0), count: side * side)
    for disc in discs {
      let (a, b) = (disc.radius * disc.stretch.squareRoot(), disc.radius / disc.stretch.squareRoot())
      for y in max(0, Int(disc.y - b - 2))..<min(side, Int(disc.y + b + 3)) {
        for x in max(0, Int(disc.x - a - 2))..<min(side, Int(disc.x + a + 3)) {
          let (dx, dy) = ((Double(x) + 0.5 - disc.x) / a, (Double(y) + 0.5 - disc.y) / b)
          let share = Float(min(1, max(0, (1 - (dx * dx + dy * dy).squareRoot()) * disc.radius + 0.5)))
          guard share > result[y * side + x].share else { continue }
          result[y * side + x] = (0.1 + (disc.depth - 0.1) * share, share)
        }
      }
    }
    return result
  }

  /// Discs on a jittered grid that do not touch; as many as 32 px squares fit.
  static func scattered(seed: UInt64, radius: ClosedRange<Double>, side: Int = 224) -> [Disc] {
    var draws = Draws(seed)
    let count = side / 32
    return (0..<(count * count)).map { index in
      let (column, row) = (Double(index % count), Double(index / count))
      return Disc(
        x: 16 + 32 * column + 8 * (draws.unit() - 0.5), y: 16 + 32 * row + 8 * (draws.unit() - 0.5),
        radius: radius.lowerBound + draws.unit() * (radius.upperBound - radius.lowerBound))
    }
  }
}
