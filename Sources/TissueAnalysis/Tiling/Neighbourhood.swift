/// Tiles of which something is known, to say what tiles between them are like: inverse-distance weighting (Shepard, ACM
/// 1968) of the nearest.
struct Neighbourhood {
  /// Tiles that have a say. With 4 the score from a sample of simulated slides came out too low, with 16 and the
  /// refined tiles among them too high; with 12 of the even sample the bias was below a hundredth of the spread between
  /// slides.
  static let size = 12

  /// Column and row of the known tiles, in tiles.
  private let places: [SIMD2<Float>]

  init(_ places: [SIMD2<Float>]) { self.places = places }

  /// The nearest known tiles, nearest first, and their shares in what is at `place`: as 1 / distance^2, 1 together. Of
  /// equally near ones the earlier known.
  func shares(at place: SIMD2<Float>) -> [(known: Int, share: Float)] {
    let near = nearest(to: place)
    let total = near.reduce(0) { $0 + 1 / $1.squaredDistance }
    return near.map { ($0.known, 1 / $0.squaredDistance / total) }
  }

  private func nearest(to place: SIMD2<Float>) -> [(known: Int, squaredDistance: Float)] {
    var near: [(known: Int, squaredDistance: Float)] = []
    near.reserveCapacity(Self.size + 1)
    for known in places.indices {
      let way = places[known] - place
      // A tile is never nearer to another than its side; less only where two plans overlap.
      let squared = max(0.25, (way * way).sum())
      if near.count == Self.size, squared >= near[Self.size - 1].squaredDistance { continue }
      near.insert((known, squared), at: near.firstIndex { $0.squaredDistance > squared } ?? near.count)
      if near.count > Self.size { near.removeLast() }
    }
    return near
  }
}
