import Basics

/// All cells of a slide, found place by place: asking for a rectangle gives the same cells as asking for the whole.
///
/// Each kind stands on its own jittered hexagonal lattice and is kept where the anatomy has its tissue. Of two nuclei
/// that would overlap the one of the lower rank stays; a candidate yields to any better candidate near it, kept or not,
/// so the answer never depends on more than one neighbourhood.
struct CellField: Sendable {
  /// No two nuclei influence each other over a greater distance, px.
  static let influence: Float = 44

  let anatomy: Anatomy
  let glands: GlandField
  let epithelium: Epithelium
  let seed: UInt64

  init(anatomy: Anatomy, seed: UInt64) {
    self.anatomy = anatomy
    self.seed = seed
    glands = GlandField(anatomy: anatomy, seed: seed)
    epithelium = Epithelium(anatomy: anatomy, seed: seed)
  }

  /// The cells whose centre lies in the rectangle.
  func cells(in area: Area) -> [Cell] {
    let wide = area.grown(by: Self.influence)
    let hollow = glands.glands(in: wide)
    var candidates: [Cell] = []
    for (index, gland) in hollow.enumerated() {
      candidates += gland.cells().filter { cell in
        wide.contains(cell.x, cell.y)
          && hollow.indices.allSatisfy { $0 == index || !hollow[$0].isHollow(cell.x, cell.y) }
      }
    }
    for kind in Lattice.allCases {
      for site in wide.hexagonal(spacing: kind.spacing) {
        guard let cell = candidate(kind, site.column, site.row, in: wide) else { continue }
        guard hollow.allSatisfy({ $0.squaredRadius(cell.x, cell.y) > 1.05 }) else { continue }
        candidates.append(cell)
      }
    }
    return NucleusSpacing(candidates, area: wide).kept.filter { area.contains($0.x, $0.y) }
  }

  /// The lattices; one per kind of cell, since the kinds differ in size.
  enum Lattice: UInt64, CaseIterable {
    case grade1 = 30
    case grade2, grade3, lymphocyte, stromal

    /// Distance of the sites, px.
    var spacing: Float {
      switch self {
      case .grade1: 18.5
      case .grade2: 22
      case .grade3: 28.5
      case .lymphocyte: 14.5
      case .stromal: 37
      }
    }
  }

  private func candidate(_ kind: Lattice, _ column: Int, _ row: Int, in area: Area) -> Cell? {
    var random = SeededDraws(seed: seed, salt: kind.rawValue, x: column, y: row)
    let (x, y) = Area.site(column, row, spacing: kind.spacing, jitter: kind == .lymphocyte ? 0.32 : 0.2, &random)
    guard area.contains(x, y) else { return nil }
    let here = anatomy.sample(x, y)
    guard here[Anatomy.Field.tissue] > 6, here[Anatomy.Field.fat] < 0 else { return nil }
    switch kind {
    case .grade1: return tumourCell(1, x, y, here, &random)
    case .grade2: return tumourCell(2, x, y, here, &random)
    case .grade3: return tumourCell(3, x, y, here, &random)
    case .lymphocyte: return lymphocyte(x, y, here, &random)
    case .stromal: return fibroblast(x, y, here, &random)
    }
  }

  private func tumourCell(
    _ grade: Int, _ x: Float, _ y: Float, _ here: SIMD8<Float>, _ random: inout SeededDraws
  ) -> Cell? {
    guard Epithelium.grade(here) == grade, epithelium.isNest(x, y, here) else { return nil }
    if here[Anatomy.Field.necrosis] > 0, random.float() < 0.94 { return nil }
    return Cell.tumour(grade: grade, x, y, &random)
  }

  private func lymphocyte(_ x: Float, _ y: Float, _ here: SIMD8<Float>, _ random: inout SeededDraws) -> Cell? {
    let inTumour = here[Anatomy.Field.tumour] > 0
    let density: Float = here[Anatomy.Field.lymphocytes] > 0 ? 0.8 : (inTumour ? 0.015 : 0.005)
    guard random.float() < density, here[Anatomy.Field.necrosis] < 0 else { return nil }
    return Cell.lymphocyte(x, y, &random)
  }

  private func fibroblast(_ x: Float, _ y: Float, _ here: SIMD8<Float>, _ random: inout SeededDraws) -> Cell? {
    let density: Float = here[Anatomy.Field.tumour] > 0 ? 0.8 : (here[Anatomy.Field.lobule] > 0 ? 0.7 : 0.42)
    guard random.float() < density, here[Anatomy.Field.necrosis] < 0, here[Anatomy.Field.lymphocytes] < 0.1,
      !epithelium.isNest(x, y, here)
    else { return nil }
    return Cell.fibroblast(x, y, along: anatomy.fibre(x, y).direction, &random)
  }
}

/// Where the tumour's cells lie within the tumour: sheets, nests, trabeculae, single files.
struct Epithelium: Sendable {
  private let anatomy: Anatomy
  private let pattern: LatticeNoise
  private let nests: LatticeNoise
  private let sheets: LatticeNoise
  private let details: LatticeNoise

  init(anatomy: Anatomy, seed: UInt64) {
    self.anatomy = anatomy
    pattern = LatticeNoise(seed: seed, salt: 50, wavelength: 640)
    nests = LatticeNoise(seed: seed, salt: 51, wavelength: 150)
    sheets = LatticeNoise(seed: seed, salt: 52, wavelength: 290)
    details = LatticeNoise(seed: seed, salt: 53, wavelength: 60)
  }

  /// 1 to 3 in the tumour, 0 outside.
  static func grade(_ here: SIMD8<Float>) -> Int {
    guard here[Anatomy.Field.tumour] > 0 else { return 0 }
    if here[Anatomy.Field.highGrade] > 0 { return 3 }
    return here[Anatomy.Field.moderateGrade] > 0 ? 2 : 1
  }

  /// Whether a tumour cell lies at (`x`, `y`), where the fields are `here`; the tubules' cells come with the tubules.
  func isNest(_ x: Float, _ y: Float, _ here: SIMD8<Float>) -> Bool {
    switch Self.grade(here) {
    case 3: return sheets.value(x, y) + 0.35 * details.value(x, y) > -0.28
    case 2: return isModerateNest(x, y)
    case 1: return pattern.value(x, y) < -0.2 && isFile(x, y)
    default: return false
    }
  }

  private func isModerateNest(_ x: Float, _ y: Float) -> Bool {
    let kind = pattern.value(x, y)
    if kind < -0.3 { return isFile(x, y) }
    let nest = nests.value(x, y) + 0.3 * details.value(x, y)
    return kind < 0.05 ? abs(nest) < 0.2 : nest > 0
  }

  /// Lines of cells between the fibres, with gaps.
  private func isFile(_ x: Float, _ y: Float) -> Bool {
    let across = anatomy.fibre(x, y).across / 54
    return across - across.rounded(.down) < 0.36 && details.value(x, y) > -0.35
  }
}
