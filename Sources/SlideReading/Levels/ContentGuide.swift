import Basics
import Microscopy

/// Where on a slide there is something to see, by a small picture of it: a hint where to look, never a proof.
struct ContentGuide {
  /// Shares of the slide's width and height, the most telling place of each ninth of it first.
  let places: [(x: Double, y: Double)]

  /// Cells along the longer side of the picture.
  private static let cells = 160

  /// - Parameter picture: of the whole slide.
  init(_ picture: RGBAImage) {
    let plane = LuminancePlane(picture).smoothed
    var best = [(contrast: Float, x: Int, y: Int)?](repeating: nil, count: 9)
    for y in 1..<max(1, plane.height - 1) {
      for x in 1..<max(1, plane.width - 1) {
        let contrast = plane.part(x: x - 1, y: y - 1, width: 3, height: 3).deviation
        let zone = y * 3 / plane.height * 3 + x * 3 / plane.width
        if contrast >= WindowComparison.leastContrast, contrast > best[zone]?.contrast ?? 0 {
          best[zone] = (contrast, x, y)
        }
      }
    }
    // A wrong scale shows the more the farther from the corner where both begin.
    let sorted = best.reversed().compactMap { $0 }.sorted { first, second in
      Self.weight(first, plane) > Self.weight(second, plane)
    }
    places = sorted.map {
      ((Double($0.x) + 0.5) / Double(plane.width), (Double($0.y) + 0.5) / Double(plane.height))
    }
  }

  private static func weight(_ place: (contrast: Float, x: Int, y: Int), _ plane: LuminancePlane) -> Float {
    place.contrast * (0.5 + Float(place.x) / Float(plane.width) + Float(place.y) / Float(plane.height))
  }

  /// The size of the picture that a guide is made of.
  static func pictureSize(of slide: PixelSize) -> PixelSize {
    let scale = min(1, Double(cells) / Double(max(slide.width, slide.height)))
    let side = { (length: Int) in max(1, Int((Double(length) * scale).rounded())) }
    return PixelSize(width: side(slide.width), height: side(slide.height))
  }
}
