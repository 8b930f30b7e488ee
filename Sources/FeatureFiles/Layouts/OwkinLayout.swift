import Microscopy

/// Owkin's array [n, 3 + d]: the first three columns are the level and the address of a tile in Deep Zoom.
///
/// `openslide.deepzoom.DeepZoomGenerator(slide, tile_size, overlap: 0)` halves the slide, rounding up, until one px is
/// left; level 0 is that px, and address (x, y) counts tiles. So a tile covers tile_size * 2^(top - level) level-0 px,
/// top being the level of the slide's own size. Source: owkin/HistoSSLscaling, README; openslide-python deepzoom.py.
enum OwkinLayout {
  static func tiles(_ bag: BagContent, _ context: FeatureFileContext) throws(FeatureFileFailure) -> TileFeatures {
    try requireAddresses(bag)
    let sides = try sides(bag, context)
    var corners: [Int64] = []
    for (row, side) in sides.enumerated() {
      for axis in 1...2 {
        let place = bag.places[row * 3 + axis] * Double(side)
        guard place <= Double(Int32.max) else { throw bag.badPlace(row * 3 + axis) }
        corners.append(Int64(place))
      }
    }
    return TileFeatures(
      features: bag.features, width: bag.width, columns: TileColumns(corners: corners, sides: sides), encoder: nil,
      slide: nil,
      mpp: mpp(sides, context), tilePixels: context.tilePixels,
      frame: SlideFrame(mpp: context.slideMPP, width: context.slideWidth, height: context.slideHeight))
  }

  /// Whole numbers from 0 on, levels of a slide that can be: else the columns are features.
  private static func requireAddresses(_ bag: BagContent) throws(FeatureFileFailure) {
    let bad = bag.places.indices.first { index in
      let value = bag.places[index]
      return value != value.rounded() || value < 0 || (index % 3 == 0 && value > 31)
    }
    if let bad { throw bag.badPlace(bad) }
  }

  /// Level-0 px, a tile each.
  private static func sides(
    _ bag: BagContent, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> [Int64] {
    let levels = stride(from: 0, to: bag.places.count, by: 3).map { Int(bag.places[$0]) }
    if let side = context.tileSide, Set(levels).count <= 1 { return levels.map { _ in Int64(side) } }
    guard !levels.isEmpty else { return [] }
    guard let width = context.slideWidth, let height = context.slideHeight else {
      throw .missingFact(file: bag.file, layout: .owkin, fact: .slideSizeOrTileSide)
    }
    guard let pixels = context.tilePixels else { throw .missingFact(file: bag.file, layout: .owkin, fact: .tilePixels) }
    let top = topLevel(longestSide: max(width, height))
    if let row = levels.firstIndex(where: { $0 > top }) { throw bag.badPlace(row * 3) }
    return levels.map { Int64(pixels) << ($0 - top).magnitude }
  }

  /// How often a side is halved, rounding up, until 1 is left.
  static func topLevel(longestSide: Int) -> Int {
    var (side, level) = (longestSide, 0)
    while side > 1 { (side, level) = ((side + 1) / 2, level + 1) }
    return level
  }

  /// As encoded, where all tiles are of one level.
  private static func mpp(_ sides: [Int64], _ context: FeatureFileContext) -> Double? {
    guard let mpp = context.slideMPP, let pixels = context.tilePixels, let side = sides.first,
      Set(sides).count == 1
    else { return nil }
    return mpp * Double(side) / Double(pixels)
  }
}
