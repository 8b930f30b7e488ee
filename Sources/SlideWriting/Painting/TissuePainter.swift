/// Draws a rectangle of a slide, layer on layer: stroma and fat, glands, cytoplasm, lumina, nuclei.
struct TissuePainter {
  let anatomy: Anatomy
  let field: CellField
  let seed: UInt64
  let textures = Textures.shared

  /// The stains of the rectangle.
  func paint(_ canvas: Canvas) {
    let glands = field.glands.glands(in: canvas.area)
    let cells = field.cells(in: canvas.area.grown(by: 34))
    paintGround(canvas)
    for gland in glands { paintWall(gland, canvas) }
    paintCytoplasm(cells, canvas)
    for gland in glands { paintLumen(gland, canvas) }
    paintDebris(canvas)
    for cell in cells { paintNucleus(cell, canvas) }
  }
}
