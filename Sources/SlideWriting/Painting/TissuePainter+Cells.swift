import Basics

extension TissuePainter {
  /// The cells' bodies: each pixel belongs to the nearest cell, and is membrane where two are equally near.
  func paintCytoplasm(_ cells: [Cell], _ canvas: Canvas) {
    let count = canvas.width * canvas.height
    let plane = CytoplasmPlane(count: count)
    for (index, cell) in cells.enumerated() where cell.cytoplasm > 0 { plane.add(cell, index: index, canvas) }
    for y in 0..<canvas.height {
      let texture = ((canvas.top + y) & Textures.mask) * Textures.side
      for offset in (y * canvas.width)..<((y + 1) * canvas.width) where plane.nearest[offset] < 1.3 {
        let x = canvas.left + offset - y * canvas.width
        let grain = textures.grain.at(texture + (x & Textures.mask))
        shade(canvas, offset, plane, cells[Int(plane.owner[offset])], grain)
      }
    }
  }

  @inline(__always)
  private func shade(_ canvas: Canvas, _ offset: Int, _ plane: CytoplasmPlane, _ cell: Cell, _ grain: Float) {
    let nearest = plane.nearest[offset]
    if nearest >= 1 {
      // Tumour cells shrink from their stroma in fixation: a pale cleft round some of them.
      guard cell.tag & 3 == 0, cell.kind != .normalEpithelium else { return }
      let pale = (1.3 - nearest) * 1.8
      canvas.eosin[offset] *= 1 - min(0.45, pale)
      return
    }
    let look = CytoplasmLook.of(cell)
    let border = min(1, max(0, (plane.second[offset].squareRoot() - nearest.squareRoot()) * 7))
    let cover = min(1, (1 - nearest) * 6)
    let membrane = (1 - border) * 0.16
    let haematoxylin = look.haematoxylin * (1 + 0.5 * grain) + membrane * 0.5
    let eosin = look.eosin * (1 + 0.35 * grain) + membrane
    canvas.haematoxylin[offset] += (haematoxylin - canvas.haematoxylin[offset]) * cover
    canvas.eosin[offset] += (eosin - canvas.eosin[offset]) * cover
  }

  func paintNucleus(_ cell: Cell, _ canvas: Canvas) {
    let reach = max(cell.a, cell.b) * 1.25 + 3
    guard let window = canvas.window(cell.x, cell.y, reach: reach) else { return }
    let sharpness = cell.radius / (2 * cell.edge)
    let shiftX = Int(cell.tag & 511)
    let shiftY = Int(cell.tag >> 9 & 511)
    for row in window.rows {
      let dy = Float(canvas.top + row) - cell.y
      let texture = ((canvas.top + row + shiftY) & Textures.mask) * Textures.side
      for column in window.columns {
        let dx = Float(canvas.left + column) - cell.x
        let u = (dx * cell.direction.x + dy * cell.direction.y) / cell.a
        let v = (dy * cell.direction.x - dx * cell.direction.y) / cell.b
        let squared = u * u + v * v
        guard squared < 1.9 else { continue }
        let bent = squared + cell.lobes.x * (u * u - v * v) + cell.lobes.y * (u * u * u - 3 * u * v * v)
        let cover = min(1, max(0, (1 - bent) * sharpness + 0.5))
        guard cover > 0 else { continue }
        let clump = textures.chromatin.at(texture + ((canvas.left + column + shiftX) & Textures.mask))
        let rim = max(0, 1 - abs(bent - 0.8) * 4)
        let stain = cell.density * (1 + cell.clumps * clump + cell.membrane * rim)
        let offset = row * canvas.width + column
        canvas.haematoxylin[offset] += (stain - canvas.haematoxylin[offset]) * cover
        canvas.eosin[offset] += (0.26 - canvas.eosin[offset]) * cover * 0.7
      }
    }
    for index in 0..<cell.nucleoli { paintNucleolus(cell, index, canvas) }
  }

  private func paintNucleolus(_ cell: Cell, _ index: Int, _ canvas: Canvas) {
    let unit = Directions.table[Int(cell.tag >> (8 * UInt32(index))) & 255]
    let x = cell.x + unit.x * cell.radius * 0.35
    let y = cell.y + unit.y * cell.radius * 0.35
    let radius = cell.radius * 0.19
    guard let window = canvas.window(x, y, reach: radius + 2) else { return }
    for row in window.rows {
      for column in window.columns {
        let dx = Float(canvas.left + column) - x
        let dy = Float(canvas.top + row) - y
        let cover = min(1, max(0, radius + 0.5 - (dx * dx + dy * dy).squareRoot()))
        let offset = row * canvas.width + column
        canvas.haematoxylin[offset] += (1.55 - canvas.haematoxylin[offset]) * cover * 0.8
        canvas.eosin[offset] += (0.6 - canvas.eosin[offset]) * cover * 0.8
      }
    }
  }

  /// Fragments of dead nuclei in necrosis: too small to be counted as nuclei.
  func paintDebris(_ canvas: Canvas) {
    for site in canvas.area.grown(by: 8).hexagonal(spacing: 15) {
      var random = SeededDraws(seed: seed, salt: 70, x: site.column, y: site.row)
      let (x, y) = Area.site(site.column, site.row, spacing: 15, jitter: 0.45, &random)
      guard canvas.area.grown(by: 8).contains(x, y), random.float() < 0.45 else { continue }
      let here = anatomy.sample(x, y)
      guard here[Anatomy.Field.necrosis] > 0.01, here[Anatomy.Field.tissue] > 8 else { continue }
      let radius = random.float(1, 2.4)
      let fragment = Cell(
        x: x, y: y, kind: .stromal, a: radius, b: radius * 0.8, direction: Directions.random(&random),
        density: random.float(0.9, 1.6), tag: random.tag(), rank: 9)
      paintNucleus(fragment, canvas)
    }
  }
}

/// For each pixel the nearest and the second nearest cell, in squared units of the cells' radii.
private final class CytoplasmPlane {
  let nearest: UnsafeMutableBufferPointer<Float>
  let second: UnsafeMutableBufferPointer<Float>
  let owner: UnsafeMutableBufferPointer<Int32>

  init(count: Int) {
    nearest = .allocate(capacity: count)
    second = .allocate(capacity: count)
    owner = .allocate(capacity: count)
    nearest.initialize(repeating: 4)
    second.initialize(repeating: 4)
    owner.initialize(repeating: 0)
  }

  deinit {
    nearest.deallocate()
    second.deallocate()
    owner.deallocate()
  }

  func add(_ cell: Cell, index: Int, _ canvas: Canvas) {
    guard let window = canvas.window(cell.x, cell.y, reach: cell.cytoplasm * 1.15) else { return }
    let scale = 1 / (cell.cytoplasm * cell.cytoplasm)
    let waves = Textures.shared.waves
    for row in window.rows {
      let texture = ((canvas.top + row) & Textures.mask) * Textures.side
      let dy = Float(canvas.top + row) - cell.y
      for column in window.columns {
        let dx = Float(canvas.left + column) - cell.x
        let wave = waves.at(texture + ((canvas.left + column) & Textures.mask))
        let distance = (dx * dx + dy * dy) * scale * (1 + 0.45 * wave)
        let offset = row * canvas.width + column
        if distance < nearest[offset] {
          second[offset] = nearest[offset]
          nearest[offset] = distance
          owner[offset] = Int32(truncatingIfNeeded: index)
        } else if distance < second[offset] {
          second[offset] = distance
        }
      }
    }
  }
}

/// Stain of the cytoplasm by kind: more basophilic the higher the grade.
private struct CytoplasmLook {
  let haematoxylin: Float
  let eosin: Float

  @inline(__always)
  static func of(_ cell: Cell) -> CytoplasmLook {
    let vary = 1 + (Float(cell.tag >> 24) / 255 - 0.5) * 0.4
    switch cell.kind {
    case .tumourGrade1: return CytoplasmLook(haematoxylin: 0.17, eosin: 0.5 * vary)
    case .tumourGrade2: return CytoplasmLook(haematoxylin: 0.22, eosin: 0.5 * vary)
    case .tumourGrade3: return CytoplasmLook(haematoxylin: 0.3, eosin: 0.48 * vary)
    case .mitosis: return CytoplasmLook(haematoxylin: 0.12, eosin: 0.3)
    case .lymphocyte, .stromal, .normalEpithelium: return CytoplasmLook(haematoxylin: 0.2, eosin: 0.52 * vary)
    }
  }
}
