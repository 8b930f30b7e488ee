import Microscopy

/// STAMP: corners in micrometres, so that the slide's micrometres per px are needed; rounded as STAMP's heatmaps round.
///
/// Three variants (KatherLab/STAMP, modeling/data.py, `get_coords`): from 2.1 on `tile_size_um` and `tile_size_px`; 2.0
/// had `tile_size` with `unit` um; before, no attributes, and px of which 224 are 256 um.
enum StampLayout {
  private static let historicPixels = 224
  private static let historicMicrons = 256.0

  static func tiles(_ bag: BagContent, _ context: FeatureFileContext) throws(FeatureFileFailure) -> TileFeatures {
    let layout = bag.hdf5Layout
    try requireTiles(bag)
    let grid = try grid(bag, layout)
    guard let mpp = context.slideMPP, mpp > 0, mpp.isFinite else {
      guard bag.count == 0 else { throw .missingFact(file: bag.file, layout: layout, fact: .slideMPP) }
      return tiles(bag, grid, corners: [], side: 1, context)
    }
    let side = Int(min(1e6, max(1, (grid.side / mpp).rounded(.toNearestOrEven))))
    return tiles(bag, grid, corners: try bag.corners(scale: grid.unit / mpp), side: side, context)
  }

  private struct Grid {
    /// Side of a tile, um.
    var side: Double
    /// Unit of the coordinates, um.
    var unit: Double
    var tilePixels: Int?
  }

  private static func grid(_ bag: BagContent, _ layout: FeatureLayout) throws(FeatureFileFailure) -> Grid {
    let attributes = bag.fileAttributes
    let pixels = try attributes.positiveInteger("tile_size_px")
    guard layout == .stampHistoric else {
      let name = layout == .stamp20 ? "tile_size" : "tile_size_um"
      guard let side = try attributes.positive(name) else { throw .badMetadata(file: bag.file, key: name, value: nil) }
      return Grid(side: side, unit: 1, tilePixels: pixels)
    }
    let stated = try attributes.positive("tile_size")
    let step = stated ?? smallestStep(bag.places)
    guard bag.count == 0 || (step ?? 0).rounded() == Double(historicPixels) else {
      throw .badMetadata(file: bag.file, key: "tile_size_um", value: nil)
    }
    return Grid(side: historicMicrons, unit: historicMicrons / Double(historicPixels), tilePixels: historicPixels)
  }

  /// Files of slides and of patients look the same but for `feat_type`.
  private static func requireTiles(_ bag: BagContent) throws(FeatureFileFailure) {
    let kind = bag.fileAttributes.text("feat_type")
    guard kind == nil || kind == "tile" else { throw .badMetadata(file: bag.file, key: "feat_type", value: kind) }
    let unit = bag.fileAttributes.text("unit")
    guard bag.hdf5Layout == .stampHistoric || unit == nil || unit == "um" else {
      throw .badMetadata(file: bag.file, key: "unit", value: unit)
    }
  }

  private static func tiles(
    _ bag: BagContent, _ grid: Grid, corners: [Int64], side: Int, _ context: FeatureFileContext
  ) -> TileFeatures {
    let pixels = grid.tilePixels ?? context.tilePixels
    return bag.tiles(
      corners: corners, side: side, encoder: bag.fileAttributes.text("extractor"), slide: nil, tilePixels: pixels,
      mpp: pixels.map { grid.side / Double($0) },
      frame: SlideFrame(mpp: context.slideMPP, width: context.slideWidth, height: context.slideHeight))
  }

  /// The smallest step between two columns or two rows; `nil` where there is one of each.
  private static func smallestStep(_ places: [Double]) -> Double? {
    let steps = [0, 1].flatMap { axis -> [Double] in
      let sorted = Set(stride(from: axis, to: places.count, by: 2).map { places[$0] }).sorted()
      return zip(sorted.dropFirst(), sorted).map { $0 - $1 }
    }
    return steps.min()
  }
}
