import Microscopy

extension TileCoverage {
  /// The coverage of the tiles of the file at `path`, whose features are not read; `nil` where it does not say where
  /// its tiles are, or how large they are.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or ends early; `badHeader` where its
  ///   header is broken; `hdf5`, `indirect`, `notStored`, `missingChunks` or `missingFilter` where the values of an
  ///   HDF5 file cannot be had; `unexpectedShape`, `unexpectedType` or `notNumbers` where the coordinates are not what
  ///   they must be; `badValue` where one is not finite; `badMetadata` where the side of the tiles is not a number
  ///   above 0.
  public init?(path: String) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle, .numPyArchive, .numPy: return nil
    case .safetensors:
      let file = try SafetensorsFile(path: path)
      guard ["coords", "side"].allSatisfy({ name in file.entries.contains { $0.name == name } }) else { return nil }
      let (corners, sides) = (try file.integers("coords"), try file.integers("side"))
      guard corners.count == 2 * sides.count, sides.allSatisfy(BagContent.sides.contains) else { return nil }
      self.init(corners: corners.map { Double($0) }, sides: sides.map { Double($0) })
    case .hdf5:
      guard let places = try BagContent.places(hdf5: path) else { return nil }
      self.init(
        corners: places.corners, sides: [Double](repeating: places.side, count: places.corners.count / 2))
    }
  }
}

/// Where the tiles of a file are, all of one side.
private struct FilePlaces: Sendable {
  let corners: [Double]
  let side: Double
}

extension BagContent {
  /// Corners and side in the file's own unit.
  fileprivate static func places(hdf5 path: String) throws(FeatureFileFailure) -> FilePlaces? {
    try HDF5File.reading(path) { (file) throws(FeatureFileFailure) -> FilePlaces? in
      guard file.has("coords") else { return nil }
      let attributes = try file.attributes(placeNames, of: "coords")
      let whole = try file.attributes(["tile_size", "tile_size_um"])
      guard let side = try side(attributes, whole) else { return nil }
      _ = try matrix(file, "coords", columns: 2)
      return FilePlaces(corners: try finitePlaces(file), side: side)
    }
  }

  private static func side(
    _ places: HDF5Attributes, _ file: HDF5Attributes
  ) throws(FeatureFileFailure) -> Double? {
    if let side = try places.positive("patch_size_level0") { return side }
    if let size = try places.positive("patch_size") {
      if let downsample = try places.positive("downsample") { return size * downsample }
      guard case .numbers(let level)? = places["patch_level"], level == [0] else { return nil }
      return size
    }
    if let side = try file.positive("tile_size_um") { return side }
    return try file.positive("tile_size")
  }
}
