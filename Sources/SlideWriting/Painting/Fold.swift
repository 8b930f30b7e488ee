import Basics

/// A fold of the section: a band in which the tissue lies double.
struct Fold {
  private let origin: SIMD2<Float>
  private let normal: SIMD2<Float>
  private let halfWidth: Float
  private let halfLength: Float

  init?(_ recipe: SlideRecipe) {
    guard recipe.fold else { return nil }
    var random = SeededDraws(seed: recipe.seed, salt: 91)
    let size = SIMD2(Float(recipe.size.width), Float(recipe.size.height))
    origin = size * SIMD2(random.float(0.3, 0.7), random.float(0.3, 0.7))
    normal = Directions.random(&random)
    halfWidth = size.min() * 0.012
    halfLength = size.min() * 0.32
  }

  /// Thickens the stains where the fold lies; darkest at its two edges.
  func apply(to canvas: Canvas) {
    let waves = Textures.shared.waves
    for row in 0..<canvas.height {
      let y = canvas.top + row
      for column in 0..<canvas.width {
        let x = canvas.left + column
        let offset = SIMD2(Float(x), Float(y)) - origin
        let along = offset.x * normal.y - offset.y * normal.x
        let bend = along * along / halfLength * 0.12
        let across = abs((offset * normal).sum() + bend) - halfWidth * (1 - abs(along) / halfLength)
        guard across < 6, abs(along) < halfLength else { continue }
        let wave = waves.at((y & Textures.mask) * Textures.side + (x & Textures.mask))
        let inside = min(1, max(0, (4 * wave - across) * 0.25))
        let edge = max(0, 1 - abs(across + 6) / 7)
        let factor = 1 + inside * (0.75 + 0.35 * edge)
        canvas.haematoxylin[row * canvas.width + column] *= factor
        canvas.eosin[row * canvas.width + column] *= factor
      }
    }
  }
}
