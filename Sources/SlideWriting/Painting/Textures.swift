import Basics

/// Tileable textures of 512 x 512 that every slide shares; drawn once, from a fixed seed. Looking a value up is what
/// makes drawing fast: no noise is computed for each pixel.
struct Textures: Sendable {
  static let side = 512
  static let mask = side - 1
  static let shared = Textures()

  /// Dense collagen, 0...1: across the fibres along x, along the fibres along y; low values are clefts.
  let collagen: Plane
  /// Loose stroma, 0...1.
  let loose: Plane
  /// Cytoplasm and matrix at the scale of 2 to 4 px, -1...1.
  let grain: Plane
  /// Chromatin in clumps of 3 to 8 px, -1...1.
  let chromatin: Plane
  /// Waves of 20 to 60 px, -1...1: outlines, thickness of membranes.
  let waves: Plane
  /// Noise of a scanner, standard normal, in no spatial order.
  let noise: Plane

  private init() {
    let layers = { (salt: UInt64, across: Int, along: Int) in PeriodicNoise(salt: salt, across: across, along: along) }
    let bundles = layers(1, 22, 4)
    let fibres = layers(2, 64, 5)
    let fibrils = layers(3, 170, 10)
    let wander = layers(4, 3, 9)
    let ripple = layers(5, 8, 22)
    collagen = Self.draw { x, y in
      let bent = x + 9 * wander.value(x, y) + 3.6 * ripple.value(x, y)
      let bundle = bundles.value(bent, y)
      let body = 0.56 + 0.2 * fibres.value(bent, y) + 0.15 * fibrils.value(bent, y) + 0.16 * bundle
      let cleft = max(0, -bundle - 0.5) * 2.4
      return min(1, max(0, body - cleft))
    }
    let (web, mesh, dots) = (layers(6, 40, 14), layers(7, 90, 50), layers(8, 24, 20))
    loose = Self.draw { x, y in
      let bent = x + 8 * wander.value(y, x)
      let strand = 1 - min(1, abs(web.value(bent, y)) * 3)
      let fine = 1 - min(1, abs(mesh.value(bent, y)) * 2.4)
      return min(1, max(0, 0.2 + 0.3 * strand + 0.2 * fine + 0.18 * dots.value(x, y)))
    }
    let (coarse, fine, finest) = (layers(9, 120, 120), layers(10, 210, 210), layers(11, 60, 60))
    grain = Self.draw { x, y in 0.5 * coarse.value(x, y) + 0.45 * fine.value(x, y) + 0.25 * finest.value(x, y) }
    let (clump, speck) = (layers(12, 105, 105), layers(13, 190, 190))
    chromatin = Self.draw { x, y in
      let value = 0.85 * clump.value(x, y) + 0.5 * speck.value(x, y)
      return max(-1, min(1, value * 1.3))
    }
    let (long, short) = (layers(14, 9, 9), layers(15, 24, 24))
    waves = Self.draw { x, y in 0.65 * long.value(x, y) + 0.35 * short.value(x, y) }
    var random = SeededDraws(seed: 0x4E4F_4953)
    noise = Plane((0..<8192).map { _ in random.bell() })
  }

  private static func draw(_ value: (Float, Float) -> Float) -> Plane {
    var result = [Float](repeating: 0, count: side * side)
    result.withUnsafeMutableBufferPointer { buffer in
      for y in 0..<side {
        for x in 0..<side { buffer[y * side + x] = value(Float(x), Float(y)) }
      }
    }
    return Plane(result)
  }
}

/// Values that live as long as the program and never change, so that the innermost loops read them without counting
/// references: hence also safe to share between threads.
struct Plane: @unchecked Sendable {
  private let base: UnsafePointer<Float>

  init(_ values: [Float]) {
    let copy = UnsafeMutablePointer<Float>.allocate(capacity: values.count)
    copy.initialize(from: values, count: values.count)
    base = UnsafePointer(copy)
  }

  /// The caller masks the index to the size of the plane.
  @inline(__always)
  func at(_ index: Int) -> Float { base[index] }
}

/// Value noise that repeats every 512 px, with its own number of lattice points along each axis.
private struct PeriodicNoise {
  private let across: Int
  private let along: Int
  private let lattice: [Float]

  init(salt: UInt64, across: Int, along: Int) {
    self.across = across
    self.along = along
    var random = SeededDraws(seed: 0x5445_5854, salt: salt)
    lattice = (0..<(across * along)).map { _ in random.float(-1, 1) }
  }

  func value(_ x: Float, _ y: Float) -> Float {
    let column = x * Float(across) / Float(Textures.side)
    let row = y * Float(along) / Float(Textures.side)
    let left = column.rounded(.down)
    let top = row.rounded(.down)
    let (tx, ty) = (Self.ease(column - left), Self.ease(row - top))
    let (x0, y0) = (Self.wrap(Int(left), across), Self.wrap(Int(top), along))
    let (x1, y1) = (x0 + 1 == across ? 0 : x0 + 1, y0 + 1 == along ? 0 : y0 + 1)
    return lattice.withUnsafeBufferPointer { points in
      let upper = points[y0 * across + x0] * (1 - tx) + points[y0 * across + x1] * tx
      let lower = points[y1 * across + x0] * (1 - tx) + points[y1 * across + x1] * tx
      return upper * (1 - ty) + lower * ty
    }
  }

  private static func wrap(_ index: Int, _ count: Int) -> Int {
    let rest = index % count
    return rest < 0 ? rest + count : rest
  }

  private static func ease(_ t: Float) -> Float { t * t * (3 - 2 * t) }
}
