import Basics
import Microscopy

/// Finds the glass of a scan: the brightest of its even colours that lies beside tissue.
///
/// Glass is even over many pixels of 8 um and lets more light through than anything on it. Padding that a scanner or a
/// converter added is even and bright too; it has straight edges and exactly one value, and is set aside where another
/// bright colour lies beside the tissue. A stain may be even and bright as well (colloid, pale collagen): a colour is
/// taken for glass from a share of the scan that grows with how far it is from white.
enum GlassFinder {
  /// The glass, or `nil` where there is none to be seen.
  static func find(in scan: SurveyScan, slide: PixelSize) -> Glass? {
    let found = GlassModes(scan, where: isPlausible)
    guard let mode = choose(found) else { return nil }
    return surface(of: scan, about: mode.color, slide: slide, found) ?? Glass(color: mode.color)
  }

  /// What surrounds tissue meets it at least a quarter as often as what meets it most: uneven glass is several colours.
  private static let surrounding = 0.25
  /// Least share of the scan: of white glass, of glass with a cast, and of glass in a colour that a stain has.
  private static let leastShare = (white: 0.003, cast: 0.03, stain: 0.1)

  private static func choose(_ found: GlassModes) -> GlassModes.Mode? {
    let open = found.modes.filter { !($0.isExact && $0.isStraight && $0.color.saturation < 3) && !isShape($0) }
    return brightest(open) ?? brightest(found.modes)
  }

  /// Saturation from which on a colour of haematoxylin or eosin is a stain: pale collagen begins here.
  private static let stained: Float = 40

  /// Whether a colour that a stain has is an even shape of tissue on a ground as even: strongly stained, or beside
  /// nothing uneven, where there would be no tissue beside it.
  private static func isShape(_ mode: GlassModes.Mode) -> Bool {
    isStainLike(mode.color) && (mode.color.saturation >= stained || mode.meetings == 0)
  }

  /// Haematoxylin and eosin take green first.
  private static func isStainLike(_ color: SIMD3<Float>) -> Bool { color.y + 4 < min(color.x, color.z) }

  private static func brightest(_ modes: [GlassModes.Mode]) -> GlassModes.Mode? {
    let most = modes.map(\.meetings).max() ?? 0
    let beside = modes.filter { Double($0.meetings) >= surrounding * Double(most) }
    return beside.max { $0.color.sum() < $1.color.sum() }
  }

  private static func isPlausible(_ color: SIMD3<Float>, share: Double) -> Bool {
    // From this saturation on, glass would be taken for tissue if it were not divided by.
    guard color.saturation >= Float(SaturationThreshold.range.lowerBound) || color.max() < 200 else {
      return share >= leastShare.white
    }
    return share >= (isStainLike(color) ? leastShare.stain : leastShare.cast)
  }
}

// MARK: Uneven glass

extension GlassFinder {
  /// Cells across the longer side of a slide, each of which has a word in the surface.
  private static let cells = 48
  /// Cells that a surface needs, more than twice its terms.
  private static let fewestCells = 16
  /// Levels from the surface within which a cell belongs to the glass.
  private static let reach: Float = 6

  /// A surface through the cells that are glass, grown outwards from those with the colour of the mode; `nil` where the
  /// glass is even, or where there is too little of it.
  private static func surface(
    of scan: SurveyScan, about color: SIMD3<Float>, slide: PixelSize, _ found: GlassModes
  ) -> Glass? {
    let samples = samples(of: scan, found)
    var inside = samples.filter { near($0.color, color) }
    for round in 0..<12 {
      guard inside.count >= fewestCells else { return nil }
      let count = round < 4 ? 3 : GlassSurface.termCount
      guard let terms = GlassSurface.fit(inside, terms: count) else { return nil }
      let next = samples.filter { near($0.color, GlassSurface.value(terms, x: $0.x, y: $0.y)) }
      if round >= 4, next.count <= inside.count { return uneven(terms, next, slide) }
      inside = next
    }
    return GlassSurface.fit(inside, terms: GlassSurface.termCount).flatMap { uneven($0, inside, slide) }
  }

  private static func near(_ one: SIMD3<Float>, _ other: SIMD3<Float>) -> Bool {
    let difference = one - other
    return pointwiseMax(difference, -difference).max() <= reach
  }

  private static func uneven(_ terms: [SIMD3<Float>], _ cells: [GlassSurface.Sample], _ slide: PixelSize) -> Glass? {
    let fitted = cells.map { GlassSurface.value(terms, x: $0.x, y: $0.y) }
    guard let first = fitted.first else { return nil }
    let (low, high) = fitted.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    guard (high - low).max() > Glass.tolerance else { return nil }
    return Glass(terms: terms, low: low, high: high, slide: slide)
  }

  /// The brightest even colour of each cell that has enough of it.
  private static func samples(of scan: SurveyScan, _ found: GlassModes) -> [GlassSurface.Sample] {
    let side = max(8, max(scan.size.width, scan.size.height) / cells)
    return stride(from: 0, to: scan.size.height, by: side).flatMap { top in
      stride(from: 0, to: scan.size.width, by: side).compactMap { left -> GlassSurface.Sample? in
        let columns = left..<min(scan.size.width, left + side)
        let rows = top..<min(scan.size.height, top + side)
        guard let color = brightest(columns, rows, scan, found) else { return nil }
        let x = Double(columns.lowerBound + columns.upperBound) / 2 / Double(scan.size.width)
        let y = Double(rows.lowerBound + rows.upperBound) / 2 / Double(scan.size.height)
        return GlassSurface.Sample(x: x, y: y, color: color)
      }
    }
  }

  /// The mean of the even pixels within ``reach`` of the brightest of them; `nil` where they are less than a quarter.
  private static func brightest(
    _ columns: Range<Int>, _ rows: Range<Int>, _ scan: SurveyScan, _ found: GlassModes
  ) -> SIMD3<Float>? {
    let step = max(1, columns.count / 12)
    var colors: [SIMD3<Float>] = []
    for y in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      for x in stride(from: columns.lowerBound, to: columns.upperBound, by: step)
      where scan.opaque[x, y] && found.isEven(x, y) {
        let color = scan.color(x: x, y: y)
        colors.append(SIMD3(Float(color.red), Float(color.green), Float(color.blue)))
      }
    }
    let looked = (columns.count / step + 1) * (rows.count / step + 1)
    guard colors.count * 4 >= looked, let top = colors.map({ $0.sum() }).sorted().dropLast(colors.count / 10).last
    else { return nil }
    let bright = colors.filter { abs($0.sum() - top) <= 3 * reach }
    return bright.reduce(.zero, +) / Float(bright.count)
  }
}
