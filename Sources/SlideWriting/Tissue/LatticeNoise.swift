import Basics

/// Value noise: random values in [-1, 1] on a square lattice, joined by a smooth cubic. It needs no table and no state,
/// so any place of a slide can be drawn without its neighbours.
struct LatticeNoise: Sendable {
  private let seed: UInt32
  private let frequency: Float
  /// Turns the lattice, so that no two noises share its axes and none shows them.
  private let turn: SIMD2<Float>

  /// - Parameter wavelength: distance of the lattice points, px.
  init(seed: UInt64, salt: UInt64, wavelength: Float) {
    var generator = SeededDraws(seed: seed, salt: salt)
    self.seed = UInt32(truncatingIfNeeded: generator.next())
    frequency = 1 / wavelength
    turn = Directions.random(&generator)
  }

  /// The value at (`x`, `y`) px, in [-1, 1].
  func value(_ x: Float, _ y: Float) -> Float {
    let along = (x * turn.x + y * turn.y) * frequency
    let beside = (y * turn.x - x * turn.y) * frequency
    let column = along.rounded(.down)
    let row = beside.rounded(.down)
    let across = Self.ease(along - column)
    let down = Self.ease(beside - row)
    let ix = UInt32(bitPattern: Int32(column))
    let iy = UInt32(bitPattern: Int32(row))
    let top = lattice(ix, iy) * (1 - across) + lattice(ix &+ 1, iy) * across
    let bottom = lattice(ix, iy &+ 1) * (1 - across) + lattice(ix &+ 1, iy &+ 1) * across
    return top * (1 - down) + bottom * down
  }

  private static func ease(_ t: Float) -> Float { t * t * (3 - 2 * t) }

  private func lattice(_ x: UInt32, _ y: UInt32) -> Float {
    var mixed = x &* 0x85EB_CA6B ^ (y &* 0xC2B2_AE35) ^ seed
    mixed = (mixed ^ (mixed >> 15)) &* 0x2C1B_3C6D
    mixed = (mixed ^ (mixed >> 12)) &* 0x297A_2D39
    mixed ^= mixed >> 15
    return Float(mixed >> 8) * 0x1p-23 - 1
  }
}
