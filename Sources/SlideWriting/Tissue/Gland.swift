/// A hollow structure: acinus, duct, tubule of a grade 1 tumour, or vessel.
struct Gland {
  enum Kind {
    case acinus, duct, tubule, vessel
  }

  let kind: Kind
  let x: Float
  let y: Float
  /// Outer semi-axes, px; `a` along `direction`.
  let a: Float
  let b: Float
  let direction: SIMD2<Float>
  /// Radius of the lumen as a share of the outer one.
  let lumen: Float
  /// Amplitudes of two and three lobes in the outline.
  let lobes: SIMD2<Float>
  /// Whether the lumen holds secretion (or, in a vessel, blood).
  let isFilled: Bool
  let tag: UInt64

  /// How far it reaches from its centre with its sleeve of stroma, px.
  var reach: Float { max(a, b) * 1.35 }

  /// Squared radius of (`x`, `y`) in units of the outline: 1 at the outline, without trigonometry: cos 3t r^3 is
  /// x^3 - 3 x y^2.
  func squaredRadius(_ x: Float, _ y: Float) -> Float {
    let dx = x - self.x
    let dy = y - self.y
    let u = (dx * direction.x + dy * direction.y) / a
    let v = (dy * direction.x - dx * direction.y) / b
    let round = u * u + v * v
    // Far outside the cubic term would win and fold the outline inside out.
    guard round < 3 else { return round }
    return round + lobes.x * (u * u - v * v) * 0.5 + lobes.y * (u * u * u - 3 * u * v * v)
  }

  /// Whether (`x`, `y`) lies in the lumen or so near that a nucleus would reach into it.
  func isHollow(_ x: Float, _ y: Float) -> Bool { squaredRadius(x, y) < lumen * lumen + 0.12 }

  /// The point at `share` of the outline in the direction of entry `turn` of the circle.
  func point(turn: Int, share: Float) -> SIMD2<Float> {
    let unit = Directions.table[turn & 255]
    let u = unit.x
    let v = unit.y
    let bulge = 1 + lobes.x * (u * u - v * v) * 0.5 + lobes.y * (u * u * u - 3 * u * v * v)
    let scale = share / max(0.5, bulge).squareRoot()
    let along = u * scale * a
    let across = v * scale * b
    return SIMD2(
      x + along * direction.x - across * direction.y, y + along * direction.y + across * direction.x)
  }
}
