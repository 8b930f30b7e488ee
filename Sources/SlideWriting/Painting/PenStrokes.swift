import Basics

/// A felt-pen stroke on the glass: an arc about the tumour, as a pathologist marks a region.
struct PenStrokes {
  private let points: [SIMD2<Float>]
  private let width: Float
  private let ink: SIMD3<Float>
  private let bounds: Area

  init?(_ recipe: SlideRecipe) {
    guard let pen = recipe.pen else { return nil }
    var random = SeededDraws(seed: recipe.seed, salt: 90)
    let size = SIMD2(Float(recipe.size.width), Float(recipe.size.height))
    let center = size * SIMD2(random.float(0.4, 0.6), random.float(0.4, 0.6))
    let start = Int(random.next() & 255)
    points = (0...18).map { step in
      let unit = Directions.table[(start + step * 8) & 255]
      return center + unit * size * 0.38 + SIMD2(random.bell(), random.bell()) * 10
    }
    width = size.min() * 0.022
    switch pen {
    case .green: ink = SIMD3(1.9, 0.45, 0.95)
    case .blue: ink = SIMD3(2.1, 1.5, 0.35)
    case .black: ink = SIMD3(1.9, 1.85, 1.8)
    }
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    bounds = Area(left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0)
      .grown(by: width * 1.2)
  }

  /// Whether a stroke touches the rectangle.
  func touches(_ area: Area) -> Bool {
    bounds.left < area.right && bounds.right > area.left && bounds.top < area.bottom && bounds.bottom > area.top
  }

  /// Optical density (natural logarithm) of the ink at a level-0 px.
  func density(_ x: Int, _ y: Int) -> SIMD3<Float> {
    let point = SIMD2(Float(x), Float(y))
    guard bounds.contains(point.x, point.y) else { return .zero }
    var nearest = Float.infinity
    for index in 1..<points.count {
      nearest = min(nearest, Self.squaredDistance(point, points[index - 1], points[index]))
    }
    let wave = Textures.shared.waves.at((y >> 1 & Textures.mask) * Textures.side + (x >> 1 & Textures.mask))
    let inside = width - nearest.squareRoot() + wave * 5
    guard inside > 0 else { return .zero }
    // Ink dries darker at the border of the stroke, and streaks.
    let rim = max(0, 1 - inside / 14) * 0.35
    return ink * (min(1, inside / 9) * (0.72 + rim + 0.18 * wave))
  }

  private static func squaredDistance(_ point: SIMD2<Float>, _ from: SIMD2<Float>, _ to: SIMD2<Float>) -> Float {
    let along = to - from
    let share = min(1, max(0, ((point - from) * along).sum() / max(1e-3, (along * along).sum())))
    let offset = point - from - along * share
    return (offset * offset).sum()
  }
}
