import Basics

/// A circle of 256 unit vectors, so that nothing that is drawn needs sine or cosine.
enum Directions {
  static let count = 256

  /// Built from the Taylor series on the first octant and mirrored: plain IEEE arithmetic, the same bits everywhere.
  static let table: [SIMD2<Float>] = (0..<count).map { index in
    let quadrant = index / 64
    let (sine, cosine) = sineCosine(Double(index % 64) / 64 * (Double.pi / 2))
    switch quadrant {
    case 0: return SIMD2(Float(cosine), Float(sine))
    case 1: return SIMD2(Float(-sine), Float(cosine))
    case 2: return SIMD2(Float(-cosine), Float(-sine))
    default: return SIMD2(Float(sine), Float(-cosine))
    }
  }

  static func random(_ generator: inout SeededDraws) -> SIMD2<Float> { table[Int(generator.next() >> 56)] }

  private static func sineCosine(_ angle: Double) -> (Double, Double) {
    var sine = 0.0
    var cosine = 0.0
    var term = 1.0
    for order in 0..<24 {
      switch order % 4 {
      case 0: cosine += term
      case 1: sine += term
      case 2: cosine -= term
      default: sine -= term
      }
      term *= angle / Double(order + 1)
    }
    return (sine, cosine)
  }
}
