import Microscopy

/// CLAM and TRIDENT: corners in level-0 px; only where the side stands differs.
///
/// TRIDENT says it (`patch_size_level0`). CLAM's `patch_size` is in px of `patch_level`, and stands in the patches
/// file; the feature file has no attributes at all.
enum PatchLayouts {
  static func tiles(_ bag: BagContent, _ context: FeatureFileContext) throws(FeatureFileFailure) -> TileFeatures {
    let attributes = try attributes(bag, context)
    let side = try side(attributes, bag, context)
    let pixels = try pixels(attributes) ?? context.tilePixels
    let frame = try frame(attributes, context)
    let derived = frame.mpp.flatMap { mpp in pixels.map { mpp * Double(side) / Double($0) } }
    return bag.tiles(
      corners: try bag.corners(), side: side,
      encoder: bag.featureAttributes.text("encoder") ?? attributes.text("encoder"),
      slide: attributes.text("name") ?? attributes.text("wsi_name") ?? bag.featureAttributes.text("name"),
      tilePixels: pixels, mpp: try attributes.positive("target_mpp") ?? derived, frame: frame)
  }

  private static func pixels(_ attributes: HDF5Attributes) throws(FeatureFileFailure) -> Int? {
    if let pixels = try attributes.positiveInteger("target_patch_size") { return pixels }
    return try attributes.positiveInteger("patch_size")
  }

  private static func attributes(
    _ bag: BagContent, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> HDF5Attributes {
    guard let path = context.patchesFile else { return bag.placeAttributes }
    return try companion(path, of: bag)
  }

  /// Level-0 px. An empty bag needs none.
  private static func side(
    _ attributes: HDF5Attributes, _ bag: BagContent, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> Int {
    if let side = try attributes.positiveInteger("patch_size_level0") { return side }
    if let size = try attributes.positive("patch_size"), let downsample = try downsample(attributes) {
      return max(1, Int((size * downsample).rounded()))
    }
    if let side = context.tileSide { return side }
    guard bag.count == 0 else { throw .missingFact(file: bag.file, layout: bag.hdf5Layout, fact: .tileSide) }
    return 1
  }

  /// Level-0 px of a px of `patch_level`; CLAM writes it as (x, y), which differ by rounding only. `custom_downsample`
  /// is from its older versions.
  private static func downsample(_ attributes: HDF5Attributes) throws(FeatureFileFailure) -> Double? {
    let custom = try attributes.positive("custom_downsample") ?? 1
    if let downsample = try attributes.positive("downsample") { return downsample * custom }
    guard case .numbers(let level)? = attributes["patch_level"], level == [0] else { return nil }
    return custom
  }

  private static func frame(
    _ attributes: HDF5Attributes, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> SlideFrame {
    SlideFrame(
      mpp: try attributes.positive("level0_mpp") ?? context.slideMPP,
      width: try attributes.positiveInteger("level0_width") ?? context.slideWidth,
      height: try attributes.positiveInteger("level0_height") ?? context.slideHeight)
  }

  /// The attributes of CLAM's patches file, whose coordinates must be those of the bag, row by row.
  private static func companion(_ path: String, of bag: BagContent) throws(FeatureFileFailure) -> HDF5Attributes {
    let (places, attributes) = try HDF5File.reading(path) { (file) throws(FeatureFileFailure) in
      _ = try BagContent.matrix(file, "coords", columns: 2)
      let attributes = try file.attributes(BagContent.placeNames, of: "coords")
      return (try BagContent.finitePlaces(file), attributes)
    }
    let differs = zip(places, bag.places).enumerated().first { $1.0 != $1.1 }?.offset
    guard differs == nil, places.count == bag.places.count else {
      let row = (differs ?? min(places.count, bag.places.count)) / 2
      throw .companionDisagrees(file: bag.file, companion: path, row: row)
    }
    return attributes
  }
}
