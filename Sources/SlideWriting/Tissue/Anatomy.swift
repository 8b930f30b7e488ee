import Basics
import Microscopy

/// The layout of a section: smooth fields on a lattice of 8 um, from which every label and texture follows.
///
/// A field is above zero where its tissue is. Shares are exact whatever the noise: each threshold is a quantile of the
/// field over the lattice points that it applies to.
struct Anatomy: Sendable {
  /// Side of a lattice cell, level-0 px.
  static let cell = 16

  /// Index of a field in ``fields``.
  enum Field {
    /// Distance to the outline in px, roughly; positive inside.
    static let tissue = 0
    static let fat = 1
    static let tumour = 2
    /// Above zero: grade 3.
    static let highGrade = 3
    static let lymphocytes = 4
    static let necrosis = 5
    static let lobule = 6
    /// Above zero: grade 2, unless grade 3.
    static let moderateGrade = 7
  }

  /// Lattice points across, one more than cells.
  let columns: Int
  /// Lattice points down.
  let rows: Int
  /// [rows * columns], see ``Field``.
  private(set) var fields: [SIMD8<Float>]
  /// [rows * columns] coordinates across and along the fibres, px: level sets of the first are fibres.
  private(set) var flow: [SIMD2<Float>]

  init(_ recipe: SlideRecipe) {
    columns = (recipe.size.width + Self.cell - 1) / Self.cell + 1
    rows = (recipe.size.height + Self.cell - 1) / Self.cell + 1
    let raw = AnatomyNoise(recipe)
    fields = []
    flow = []
    fields.reserveCapacity(columns * rows)
    flow.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let x = Float(column * Self.cell)
        let y = Float(row * Self.cell)
        fields.append(raw.fields(x, y))
        flow.append(raw.flow(x, y))
      }
    }
    settle(recipe)
  }

  /// Shifts each field so that zero is the threshold that gives its share, from the outermost tissue to the innermost.
  private mutating func settle(_ recipe: SlideRecipe) {
    shift(Field.tumour, share: recipe.tumourFraction) { $0[Field.tissue] > 40 }
    let tumour: (SIMD8<Float>) -> Bool = { $0[Field.tissue] > 40 && $0[Field.tumour] > 0 }
    shift(Field.highGrade, share: recipe.highGradeFraction, among: tumour)
    shift(Field.moderateGrade, share: recipe.moderateGradeFraction) { tumour($0) && $0[Field.highGrade] <= 0 }
    shift(Field.necrosis, share: 0.05) { tumour($0) && $0[Field.highGrade] > 0.03 }
    restrict(Field.necrosis) { min($0[Field.highGrade] - 0.03, $0[Field.tumour]) }
    let normal: (SIMD8<Float>) -> Bool = { $0[Field.tissue] > 0 && $0[Field.tumour] < -0.04 }
    shift(Field.fat, share: recipe.fatFraction, among: normal)
    restrict(Field.fat) { -0.04 - $0[Field.tumour] }
    shift(Field.lobule, share: recipe.lobuleFraction) { normal($0) && $0[Field.fat] <= 0 }
    restrict(Field.lobule) { min(-0.04 - $0[Field.tumour], -$0[Field.fat], ($0[Field.tissue] - 60) / 500) }
    shift(Field.lymphocytes, share: recipe.lymphocyteFraction) { $0[Field.tissue] > 0 && $0[Field.fat] <= 0 }
  }

  private mutating func shift(_ field: Int, share: Double, among isCounted: (SIMD8<Float>) -> Bool) {
    var values = fields.filter(isCounted).map { $0[field] }
    values.sort()
    let below = min(values.count, max(0, Int((Double(values.count) * (1 - share)).rounded())))
    let threshold: Float
    if values.isEmpty || below == values.count {
      threshold = .infinity
    } else {
      threshold = below == 0 ? values[0] - 1 : (values[below - 1] + values[below]) / 2
    }
    let offset = threshold == .infinity ? 100 : threshold
    for index in fields.indices { fields[index][field] -= offset }
  }

  private mutating func restrict(_ field: Int, to limit: (SIMD8<Float>) -> Float) {
    for index in fields.indices { fields[index][field] = min(fields[index][field], limit(fields[index])) }
  }

  /// The fields at (`x`, `y`) level-0 px, between the four lattice points; outside the slide those of its edge.
  func sample(_ x: Float, _ y: Float) -> SIMD8<Float> {
    let place = place(x, y)
    return fields.withUnsafeBufferPointer { fields in
      let top = fields[place.index] + (fields[place.index + 1] - fields[place.index]) * place.across
      let under = place.index + columns
      let bottom = fields[under] + (fields[under + 1] - fields[under]) * place.across
      return top + (bottom - top) * place.down
    }
  }

  /// The fibre coordinates at (`x`, `y`) and the unit direction along the fibres there.
  func fibre(_ x: Float, _ y: Float) -> (across: Float, direction: SIMD2<Float>) {
    let place = place(x, y)
    let (a, b) = (flow[place.index], flow[place.index + 1])
    let (c, d) = (flow[place.index + columns], flow[place.index + columns + 1])
    let top = a + (b - a) * place.across
    let bottom = c + (d - c) * place.across
    let slopeX = (b.x - a.x) * (1 - place.down) + (d.x - c.x) * place.down
    let slopeY = (c.x - a.x) * (1 - place.across) + (d.x - b.x) * place.across
    let length = max(1e-3, (slopeX * slopeX + slopeY * slopeY).squareRoot())
    return (top.x + (bottom.x - top.x) * place.down, SIMD2(-slopeY / length, slopeX / length))
  }

  private func place(_ x: Float, _ y: Float) -> (index: Int, across: Float, down: Float) {
    let column = max(0, min(Float(columns - 1) - 0.001, x / Float(Self.cell)))
    let row = max(0, min(Float(rows - 1) - 0.001, y / Float(Self.cell)))
    let left = min(columns - 2, Int(column))
    let top = min(rows - 2, Int(row))
    return (top * columns + left, column - Float(left), row - Float(top))
  }
}

/// The noise under an ``Anatomy``, before thresholds.
private struct AnatomyNoise {
  private let center: SIMD2<Float>
  private let radius: SIMD2<Float>
  private let irregularity: Float
  private let rotation: SIMD2<Float>
  private let noises: [LatticeNoise]

  init(_ recipe: SlideRecipe) {
    let seed = recipe.seed
    center = SIMD2(Float(recipe.size.width), Float(recipe.size.height)) / 2
    radius = center * Float(recipe.tissueExtent)
    irregularity = Float(recipe.outlineIrregularity)
    let scale = max(500, min(2400, center.min() * 0.55))
    var generator = SeededDraws(seed: seed, salt: 1)
    rotation = Directions.random(&generator)
    let wavelengths: [Float] = [
      scale, scale * 0.35, scale * 0.8, 420, scale * 0.6, 260, 700, 260, 330, 150, 360, 160, 760, 240, 64, 900, 300,
      90,
    ]
    noises = wavelengths.enumerated().map {
      LatticeNoise(seed: seed, salt: 100 + UInt64($0.offset), wavelength: $0.element)
    }
  }

  func fields(_ x: Float, _ y: Float) -> SIMD8<Float> {
    let noise = { (index: Int) in noises[index].value(x, y) }
    let tissue = outline(x, y, noise(0), noise(1), noise(17))
    let central = 0.25 - 0.45 * squaredDistance(x, y)
    let tumour = noise(2) + 0.35 * noise(3) + 0.12 * noise(11) + central
    let grade = noise(4) + 0.3 * noise(5)
    let fat = noise(6) + 0.35 * noise(7) - central * 1.3
    let border = tumour < 0.5 ? tumour : 1 - tumour
    let lymphocytes = noise(8) + 0.4 * noise(9) + 0.2 * noise(17) + 0.35 * border
    let necrosis = grade + 0.5 * noise(9) + 0.3 * noise(11)
    let lobule = noise(10) + 0.25 * noise(11)
    return SIMD8(tissue, fat, tumour, grade, lymphocytes, necrosis, lobule, grade + 0.15 * noise(7))
  }

  private func squaredDistance(_ x: Float, _ y: Float) -> Float {
    let offset = (SIMD2(x, y) - center) / radius
    return (offset * offset).sum()
  }

  /// A rounded rectangle (superellipse of exponent 4) with waves of three sizes.
  private func outline(_ x: Float, _ y: Float, _ large: Float, _ middle: Float, _ small: Float) -> Float {
    let offset = (SIMD2(x, y) - center) / radius
    let squared = offset * offset
    let distance = (squared * squared).sum().squareRoot().squareRoot()
    let waves = irregularity * (0.16 * large + 0.08 * middle + 0.02 * small)
    return (1 - distance + waves - irregularity * 0.05) * radius.min()
  }

  func flow(_ x: Float, _ y: Float) -> SIMD2<Float> {
    let noise = { (index: Int) in noises[index].value(x, y) }
    let across = x * rotation.y - y * rotation.x
    let along = x * rotation.x + y * rotation.y
    let bends = 230 * noise(12) + 58 * noise(13) + 8 * noise(14)
    return SIMD2(across + bends, along + 160 * noise(15) + 30 * noise(16))
  }
}
