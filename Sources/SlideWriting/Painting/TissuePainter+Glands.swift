import Basics

extension TissuePainter {
  /// The wall of a gland and the sleeve of stroma round it.
  func paintWall(_ gland: Gland, _ canvas: Canvas) {
    let sleeve: (haematoxylin: Float, eosin: Float)
    switch gland.kind {
    case .vessel: sleeve = (0.08, 0.85)
    case .duct: sleeve = (0.07, 0.8)
    case .acinus: sleeve = (0.14, 0.42)
    case .tubule: sleeve = (0.1, 0.55)
    }
    let wall: (haematoxylin: Float, eosin: Float) = gland.kind == .vessel ? (0.1, 0.75) : (0.2, 0.5)
    forEachPixel(gland, canvas, limit: 1.4) { offset, squared, grain in
      let outside = min(1, max(0, (squared - 1) * 12 + 0.5))
      let fading = min(1, max(0, (1.4 - squared) * 3))
      let cover = outside * 0.55 * fading + (1 - outside)
      let h = wall.haematoxylin + (sleeve.haematoxylin - wall.haematoxylin) * outside
      let e = wall.eosin + (sleeve.eosin - wall.eosin) * outside
      canvas.haematoxylin[offset] += (h * (1 + 0.3 * grain) - canvas.haematoxylin[offset]) * cover
      canvas.eosin[offset] += (e * (1 + 0.3 * grain) - canvas.eosin[offset]) * cover
    }
  }

  /// The hollow of a gland: glass, secretion or blood.
  func paintLumen(_ gland: Gland, _ canvas: Canvas) {
    let limit = gland.lumen * gland.lumen
    let sharpness = gland.lumen * (gland.a + gland.b) * 0.12 / max(limit, 0.01)
    let secretion: Float = gland.isFilled && gland.kind != .vessel ? 0.2 : 0.015
    forEachPixel(gland, canvas, limit: limit * 1.3) { offset, squared, grain in
      let cover = min(1, max(0, (limit - squared) * sharpness + 0.5))
      canvas.haematoxylin[offset] *= 1 - cover
      canvas.eosin[offset] += (secretion * (1 + 0.25 * grain) - canvas.eosin[offset]) * cover
    }
    if gland.kind == .vessel, gland.isFilled { paintBlood(gland, canvas) }
  }

  /// Erythrocytes: discs of 7 um, strongly eosinophilic, paler in the middle.
  private func paintBlood(_ gland: Gland, _ canvas: Canvas) {
    let spacing: Float = 13
    let limit = gland.lumen * gland.lumen * 0.86
    let reach = max(gland.a, gland.b)
    let area = Area(left: gland.x, top: gland.y, right: gland.x, bottom: gland.y).grown(by: reach)
    for site in area.hexagonal(spacing: spacing) {
      var random = SeededDraws(seed: gland.tag, salt: 71, x: site.column, y: site.row)
      let (x, y) = Area.site(site.column, site.row, spacing: spacing, jitter: 0.18, &random)
      guard gland.squaredRadius(x, y) < limit, random.float() < 0.8 else { continue }
      paintErythrocyte(x, y, radius: random.float(5.6, 6.8), canvas)
    }
  }

  private func paintErythrocyte(_ x: Float, _ y: Float, radius: Float, _ canvas: Canvas) {
    guard let window = canvas.window(x, y, reach: radius + 1) else { return }
    for row in window.rows {
      for column in window.columns {
        let dx = Float(canvas.left + column) - x
        let dy = Float(canvas.top + row) - y
        let squared = (dx * dx + dy * dy) / (radius * radius)
        let cover = min(1, max(0, (1 - squared) * radius * 0.6 + 0.5))
        let offset = row * canvas.width + column
        let stain = 1.05 + 0.3 * min(1, squared)
        canvas.eosin[offset] += (stain - canvas.eosin[offset]) * cover
      }
    }
  }

  /// Calls `body` with the canvas offset, the squared radius and the grain of each pixel within `limit`.
  private func forEachPixel(_ gland: Gland, _ canvas: Canvas, limit: Float, _ body: (Int, Float, Float) -> Void) {
    guard let window = canvas.window(gland.x, gland.y, reach: gland.reach) else { return }
    for row in window.rows {
      let y = canvas.top + row
      let texture = (y & Textures.mask) * Textures.side
      for column in window.columns {
        let x = canvas.left + column
        let place = texture + (x & Textures.mask)
        let squared = gland.squaredRadius(Float(x), Float(y)) * (1 + 0.22 * textures.waves.at(place))
        guard squared < limit else { continue }
        body(row * canvas.width + column, squared, textures.grain.at(place))
      }
    }
  }
}
