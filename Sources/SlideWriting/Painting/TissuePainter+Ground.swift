extension TissuePainter {
  /// Glass, collagen, loose stroma, fat and necrosis, one lattice cell of the anatomy after the other.
  func paintGround(_ canvas: Canvas) {
    let side = Anatomy.cell
    for row in max(0, canvas.top / side)...max(0, (canvas.top + canvas.height - 1) / side) {
      guard row < anatomy.rows - 1 else { break }
      for column in max(0, canvas.left / side)...max(0, (canvas.left + canvas.width - 1) / side) {
        guard column < anatomy.columns - 1 else { break }
        paintGround(canvas, GroundCell(anatomy, column: column, row: row))
      }
    }
  }

  private func paintGround(_ canvas: Canvas, _ cell: GroundCell) {
    guard cell.maximum[Anatomy.Field.tissue] > -12 else { return }
    let fat = cell.maximum[Anatomy.Field.fat] > -0.05 ? FatCells(seed: seed, aboutX: cell.x, y: cell.y) : nil
    let firstColumn = max(canvas.left, cell.x)
    let endColumn = min(canvas.left + canvas.width, cell.x + Anatomy.cell)
    let firstRow = max(canvas.top, cell.y)
    let endRow = min(canvas.top + canvas.height, cell.y + Anatomy.cell)
    guard firstColumn < endColumn, firstRow < endRow else { return }
    for y in firstRow..<endRow {
      var run = cell.row(y, from: firstColumn)
      let offset = (y - canvas.top) * canvas.width - canvas.left
      for x in firstColumn..<endColumn {
        let stains = ground(run.fields, run.flow, x, y, fat)
        canvas.haematoxylin[offset + x] = stains.x
        canvas.eosin[offset + x] = stains.y
        run.advance()
      }
    }
  }

  /// Haematoxylin and eosin of one pixel of ground.
  @inline(__always)
  private func ground(
    _ fields: SIMD8<Float>, _ flow: SIMD2<Float>, _ x: Int, _ y: Int, _ fat: FatCells?
  ) -> SIMD2<Float> {
    let mask = Textures.mask
    let here = (y & mask) * Textures.side + (x & mask)
    let wave = textures.waves.at(here)
    let grain = textures.grain.at(here)
    let cover = min(1, max(0, (fields[Anatomy.Field.tissue] + 5 * wave + 2 * grain) * 0.3 + 0.5))
    guard cover > 0 else { return .zero }
    let fatness = fields[Anatomy.Field.fat] * 60 + wave * 2.5
    if let fat, fatness > 0 { return fat.stains(x, y, wave) * cover }
    let u = floored(flow.x)
    let v = floored(flow.y)
    let dense = textures.collagen.at((v & mask) * Textures.side + (u & mask))
    let broad = textures.collagen.at(((v >> 2 &+ 91) & mask) * Textures.side + ((u >> 2 &+ 37) & mask))
    let loose = textures.loose.at((v & mask) * Textures.side + (u & mask))
    let aggregate = min(1, max(0, fields[Anatomy.Field.lymphocytes] * 6))
    let lobule = min(1, max(0, fields[Anatomy.Field.lobule] * 8 + 0.5))
    let tumour = min(1, max(0, fields[Anatomy.Field.tumour] * 8 + 0.5))
    let softness = min(0.95, max(0.05, 0.9 * lobule + tumour * 0.35 + (0.62 - broad) * 1.5))
    let firm = SIMD2<Float>(0.05 + 0.05 * dense, dense * (0.72 + 0.55 * broad) + 0.05 * grain)
    let soft = SIMD2<Float>(0.09 + 0.1 * loose + 0.03 * grain, 0.1 + 0.62 * loose + 0.05 * grain)
    var stains = firm + (soft - firm) * max(softness, aggregate * 0.8)
    stains.x += 0.1 * aggregate
    if fields[Anatomy.Field.necrosis] > -0.05 {
      let dead = min(1, max(0, fields[Anatomy.Field.necrosis] * 14 + 0.4 + 0.4 * wave))
      stains += (SIMD2(0.16 + 0.1 * grain, 0.62 + 0.22 * grain + 0.1 * wave) - stains) * dead
    }
    return stains * cover
  }
}

/// The next whole number below, without the call into the C library that older x86 needs for it.
@inline(__always)
private func floored(_ value: Float) -> Int {
  let whole = Int(value)
  return value < Float(whole) ? whole - 1 : whole
}

/// One lattice cell of the anatomy: the fields at its corners, and rows of them.
private struct GroundCell {
  let x: Int
  let y: Int
  let maximum: SIMD8<Float>
  private let corners: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)
  private let flows: (SIMD2<Float>, SIMD2<Float>, SIMD2<Float>, SIMD2<Float>)

  init(_ anatomy: Anatomy, column: Int, row: Int) {
    x = column * Anatomy.cell
    y = row * Anatomy.cell
    let upper = row * anatomy.columns + column
    let lower = upper + anatomy.columns
    let fields = anatomy.fields
    corners = (fields[upper], fields[upper + 1], fields[lower], fields[lower + 1])
    flows = (anatomy.flow[upper], anatomy.flow[upper + 1], anatomy.flow[lower], anatomy.flow[lower + 1])
    maximum = pointwiseMax(pointwiseMax(corners.0, corners.1), pointwiseMax(corners.2, corners.3))
  }

  /// The fields along one row of pixels, from `column` on; both in level-0 px.
  func row(_ row: Int, from column: Int) -> GroundRun {
    let down = Float(row - y) / Float(Anatomy.cell)
    let across = Float(column - x)
    let first = corners.0 + (corners.2 - corners.0) * down
    let step = (corners.1 + (corners.3 - corners.1) * down - first) / Float(Anatomy.cell)
    let firstFlow = flows.0 + (flows.2 - flows.0) * down
    let flowStep = (flows.1 + (flows.3 - flows.1) * down - firstFlow) / Float(Anatomy.cell)
    return GroundRun(
      fields: first + step * across, flow: firstFlow + flowStep * across, step: step, flowStep: flowStep)
  }
}

private struct GroundRun {
  var fields: SIMD8<Float>
  var flow: SIMD2<Float>
  let step: SIMD8<Float>
  let flowStep: SIMD2<Float>

  @inline(__always)
  mutating func advance() {
    fields += step
    flow += flowStep
  }
}
