import Basics

/// The fat cells about one lattice cell: a Voronoi pattern of jittered sites, of which only the membranes hold stain.
struct FatCells {
  private static let spacing: Float = 104
  /// The nearest sites; further ones cannot matter within the lattice cell.
  private let sites: [SIMD2<Float>]

  init(seed: UInt64, aboutX x: Int, y: Int) {
    let center = SIMD2(Float(x + Anatomy.cell / 2), Float(y + Anatomy.cell / 2))
    let area = Area(left: center.x, top: center.y, right: center.x, bottom: center.y).grown(by: Self.spacing)
    let all = area.hexagonal(spacing: Self.spacing).map { site in
      var random = SeededDraws(seed: seed, salt: 60, x: site.column, y: site.row)
      let place = Area.site(site.column, site.row, spacing: Self.spacing, jitter: 0.27, &random)
      return SIMD2(place.x, place.y)
    }
    let distance = { (site: SIMD2<Float>) in ((site - center) * (site - center)).sum().squareRoot() }
    let nearest = all.map(distance).min() ?? 0
    sites = all.filter { distance($0) < nearest + 42 }
  }

  /// Haematoxylin and eosin at a level-0 px; `wave` (-1...1) varies the membrane's thickness.
  func stains(_ x: Int, _ y: Int, _ wave: Float) -> SIMD2<Float> {
    let gap = membraneDistance(SIMD2(Float(x), Float(y)))
    let thickness = 1.5 + 0.7 * wave
    let cover = min(1, max(0, thickness - gap + 0.5))
    return SIMD2(0.1, 0.55) * cover
  }

  /// Distance to the membrane; shorter in the corners, where three cells meet, so that they are round.
  private func membraneDistance(_ point: SIMD2<Float>) -> Float {
    var first = Float.infinity
    var second = Float.infinity
    var third = Float.infinity
    for site in sites {
      let offset = site - point
      let distance = (offset * offset).sum()
      if distance < first {
        (first, second, third) = (distance, first, second)
      } else if distance < second {
        (second, third) = (distance, second)
      } else if distance < third {
        third = distance
      }
    }
    guard second < .infinity else { return 100 }
    let nearest = first.squareRoot()
    let edge = (second.squareRoot() - nearest) * 0.5
    guard third < .infinity else { return edge }
    let corner = (third.squareRoot() - nearest) * 0.5
    return edge - 9 / (corner + edge + 4)
  }
}
