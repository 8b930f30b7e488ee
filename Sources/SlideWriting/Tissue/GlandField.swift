import Basics

/// All glands of a slide, found place by place.
///
/// Large ones (ducts, vessels) stand on a wide jittered lattice, small ones (acini, tubules) on a narrow one; a small
/// one that a large one would cut is left out.
struct GlandField: Sendable {
  private static let wide: Float = 520
  private static let narrow: Float = 84
  /// No gland reaches further from its centre, px.
  static let reach: Float = 250

  private let anatomy: Anatomy
  private let seed: UInt64
  private let pattern: LatticeNoise

  init(anatomy: Anatomy, seed: UInt64) {
    self.anatomy = anatomy
    self.seed = seed
    pattern = LatticeNoise(seed: seed, salt: 40, wavelength: 420)
  }

  /// The glands that reach into the rectangle, in drawing order.
  func glands(in area: Area) -> [Gland] {
    let large = largeGlands(in: area.grown(by: Self.reach + Self.narrow))
    let small = area.grown(by: Self.narrow).hexagonal(spacing: Self.narrow).compactMap { site in
      smallGland(site.column, site.row, besides: large)
    }
    return large.filter { area.touches($0) } + small.filter { area.touches($0) }
  }

  private func largeGlands(in area: Area) -> [Gland] {
    area.hexagonal(spacing: Self.wide).compactMap { largeGland($0.column, $0.row) }
  }

  private func largeGland(_ column: Int, _ row: Int) -> Gland? {
    var random = SeededDraws(seed: seed, salt: 20, x: column, y: row)
    let (x, y) = Area.site(column, row, spacing: Self.wide, jitter: 0.22, &random)
    let here = anatomy.sample(x, y)
    guard here[Anatomy.Field.tissue] > 130, here[Anatomy.Field.fat] < -0.1 else { return nil }
    let direction = Directions.random(&random)
    let lobes = SIMD2(0.25 * random.bell() * 0.6, 0.05 * random.bell())
    let chance = random.float()
    if here[Anatomy.Field.tumour] < -0.12, chance < 0.55 {
      let a = random.float(70, 150)
      return Gland(
        kind: .duct, x: x, y: y, a: a, b: a * random.float(0.55, 0.95), direction: direction,
        lumen: 1 - 32 / (a * 0.8), lobes: lobes, isFilled: random.float() < 0.4, tag: random.next())
    }
    guard chance > 0.45, here[Anatomy.Field.necrosis] < 0 else { return nil }
    let a = random.float(20, 58)
    return Gland(
      kind: .vessel, x: x, y: y, a: a, b: a * random.float(0.45, 0.9), direction: direction,
      lumen: 1 - 8 / (a * 0.7), lobes: lobes * 0.5, isFilled: random.float() < 0.75, tag: random.next())
  }

  private func smallGland(_ column: Int, _ row: Int, besides large: [Gland]) -> Gland? {
    var random = SeededDraws(seed: seed, salt: 21, x: column, y: row)
    let (x, y) = Area.site(column, row, spacing: Self.narrow, jitter: 0.2, &random)
    let here = anatomy.sample(x, y)
    guard here[Anatomy.Field.tissue] > 45, here[Anatomy.Field.fat] < 0 else { return nil }
    guard let kind = smallKind(here, x, y, &random) else { return nil }
    let tumour = kind == .tubule
    let a = tumour ? random.float(22, 50) : random.float(22, 38)
    let gland = Gland(
      kind: kind, x: x, y: y, a: a, b: max(17, a * random.float(tumour ? 0.42 : 0.6, 0.95)),
      direction: Directions.random(&random),
      lumen: tumour ? random.float(0.36, 0.56) : random.float(0.2, 0.42),
      lobes: SIMD2(0.3 * (random.float() - 0.5), (tumour ? 0.16 : 0.08) * (random.float() - 0.5)),
      isFilled: random.float() < 0.35, tag: random.next())
    let isFree = large.allSatisfy { other in
      let gap = SIMD2(other.x - x, other.y - y)
      let apart = max(other.a, other.b) * 1.1 + a
      return (gap * gap).sum() > apart * apart
    }
    return isFree ? gland : nil
  }

  private func smallKind(_ here: SIMD8<Float>, _ x: Float, _ y: Float, _ random: inout SeededDraws) -> Gland.Kind? {
    let chance = random.float()
    guard here[Anatomy.Field.tumour] > 0 else { return here[Anatomy.Field.lobule] > 0 && chance < 0.93 ? .acinus : nil }
    guard here[Anatomy.Field.highGrade] <= 0 else { return nil }
    if here[Anatomy.Field.moderateGrade] > 0 { return chance < 0.07 ? .tubule : nil }
    return pattern.value(x, y) > -0.35 && chance < 0.82 ? .tubule : nil
  }
}

/// A rectangle of level-0 px that something is drawn or looked for in.
struct Area {
  var left: Float
  var top: Float
  var right: Float
  var bottom: Float

  func grown(by margin: Float) -> Area {
    Area(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  func contains(_ x: Float, _ y: Float) -> Bool { x >= left && x < right && y >= top && y < bottom }

  func touches(_ gland: Gland) -> Bool { grown(by: gland.reach).contains(gland.x, gland.y) }

  /// The lattice sites whose undisturbed place lies in the rectangle, give or take one spacing.
  func hexagonal(spacing: Float) -> [(column: Int, row: Int)] {
    let rowHeight = spacing * 0.8660254
    let firstRow = Int((top / rowHeight).rounded(.down)) - 1
    let lastRow = Int((bottom / rowHeight).rounded(.up)) + 1
    let firstColumn = Int((left / spacing).rounded(.down)) - 1
    let lastColumn = Int((right / spacing).rounded(.up)) + 1
    var sites: [(column: Int, row: Int)] = []
    sites.reserveCapacity((lastRow - firstRow + 1) * (lastColumn - firstColumn + 1))
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn { sites.append((column, row)) }
    }
    return sites
  }

  /// Where a site of a hexagonal lattice lies, moved by up to `jitter` spacings.
  static func site(
    _ column: Int, _ row: Int, spacing: Float, jitter: Float, _ random: inout SeededDraws
  ) -> (x: Float, y: Float) {
    let shift: Float = row & 1 == 0 ? 0 : 0.5
    let x = (Float(column) + shift + random.float(-jitter, jitter)) * spacing
    let y = (Float(row) * 0.8660254 + random.float(-jitter, jitter)) * spacing
    return (x, y)
  }
}
