import Basics

/// The cells by kind. Sizes after the cytology of breast carcinoma: nuclei of 6 to 8 um where normal or grade 1, to 10
/// in grade 2, 10 to 16 and of all shapes in grade 3; lymphocytes of 5 to 7 um. At 0.5 um/px a radius in px is a
/// diameter in um.
extension Cell {
  static func tumour(grade: Int, _ x: Float, _ y: Float, _ random: inout SeededDraws) -> Cell {
    let look = TumourLook(grade: grade)
    let isMitosis = random.float() < look.mitoses
    if isMitosis { return mitosis(x, y, cytoplasm: look.cytoplasm, &random) }
    let radius = look.radius * max(0.6, 1 + look.radiusSpread * random.bell())
    let ratio = random.float(look.narrowest, 1)
    let root = ratio.squareRoot()
    var cell = Cell(
      x: x, y: y, kind: look.kind, a: radius / root, b: radius * root, direction: Directions.random(&random),
      density: max(0.42, look.density * (1 + look.densitySpread * random.bell())), tag: random.tag(), rank: 2)
    cell.cytoplasm = max(look.cytoplasm * random.float(0.94, 1.08), cell.a * 1.12)
    cell.clumps = look.clumps * random.float(0.7, 1.3)
    cell.membrane = random.float(0.12, 0.34)
    cell.lobes = SIMD2(look.irregularity * random.bell(), look.irregularity * random.bell())
    cell.edge = random.float() < 0.25 ? random.float(1.6, 2.6) : random.float(0.8, 1.4)
    if cell.edge > 1.6 { cell.density *= 0.8 }
    cell.nucleoli = random.float() < look.nucleolus ? (random.float() < 0.3 ? 2 : 1) : 0
    return cell
  }

  /// A metaphase plate or a clumped figure in a clear cell.
  static func mitosis(_ x: Float, _ y: Float, cytoplasm: Float, _ random: inout SeededDraws) -> Cell {
    let isPlate = random.float() < 0.6
    let a = isPlate ? random.float(9, 12) : random.float(7, 9)
    var cell = Cell(
      x: x, y: y, kind: .mitosis, a: a, b: isPlate ? random.float(3.2, 4.4) : a * 0.75,
      direction: Directions.random(&random), density: random.float(1.75, 2.1), tag: random.tag(), rank: 1)
    cell.cytoplasm = cytoplasm * 1.06
    cell.clumps = 0.5
    cell.membrane = 0
    cell.lobes = SIMD2(0.22 * random.bell(), 0.18 * random.bell())
    cell.edge = 0.8
    return cell
  }

  static func lymphocyte(_ x: Float, _ y: Float, _ random: inout SeededDraws) -> Cell {
    let radius = random.float(5.2, 6.6)
    var cell = Cell(
      x: x, y: y, kind: .lymphocyte, a: radius * random.float(1, 1.1), b: radius, direction: Directions.random(&random),
      density: random.float(1.25, 1.6), tag: random.tag(), rank: 3)
    cell.clumps = 0.28
    cell.membrane = 0.12
    cell.lobes = SIMD2(0.05 * random.bell(), 0.04 * random.bell())
    return cell
  }

  static func fibroblast(
    _ x: Float, _ y: Float, along direction: SIMD2<Float>, _ random: inout SeededDraws
  ) -> Cell {
    let tilt = 0.18 * random.bell()
    let turned = SIMD2(direction.x - direction.y * tilt, direction.y + direction.x * tilt)
    let length = (turned * turned).sum().squareRoot()
    var cell = Cell(
      x: x, y: y, kind: .stromal, a: random.float(7.5, 15), b: random.float(2.2, 4.4), direction: turned / length,
      density: random.float(0.6, 1.25), tag: random.tag(), rank: 4)
    cell.clumps = 0.2
    cell.membrane = 0.1
    cell.lobes = SIMD2(0, 0.14 * random.bell())
    cell.edge = random.float(0.8, 1.8)
    return cell
  }
}

/// What grade does to a tumour's nuclei (Elston and Ellis 1991, Histopathology 19:403: size, shape, chromatin,
/// nucleoli, mitoses).
private struct TumourLook {
  let kind: NucleusClass
  /// Mean radius of the nucleus, px, and its relative spread.
  let radius: Float
  let radiusSpread: Float
  let narrowest: Float
  let irregularity: Float
  let density: Float
  let densitySpread: Float
  let clumps: Float
  let nucleolus: Float
  let mitoses: Float
  let cytoplasm: Float

  init(grade: Int) {
    switch grade {
    case 1:
      (kind, radius, radiusSpread, narrowest, irregularity) = (.tumourGrade1, 7.2, 0.08, 0.78, 0.04)
      (density, densitySpread, clumps) = (0.85, 0.1, 0.16)
      (nucleolus, mitoses, cytoplasm) = (0.05, 0.0005, 14)
    case 2:
      (kind, radius, radiusSpread, narrowest, irregularity) = (.tumourGrade2, 8.8, 0.13, 0.7, 0.07)
      (density, densitySpread, clumps) = (0.92, 0.15, 0.26)
      (nucleolus, mitoses, cytoplasm) = (0.3, 0.003, 16.5)
    default:
      (kind, radius, radiusSpread, narrowest, irregularity) = (.tumourGrade3, 12.4, 0.2, 0.58, 0.13)
      (density, densitySpread, clumps) = (1.02, 0.26, 0.42)
      (nucleolus, mitoses, cytoplasm) = (0.65, 0.014, 21)
    }
  }
}

extension SeededDraws {
  mutating func tag() -> UInt32 { UInt32(truncatingIfNeeded: next() >> 32) }
}
