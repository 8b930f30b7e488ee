import Microscopy

/// Reading the HDF5 files of CLAM, TRIDENT and STAMP, which differ in names and attributes only.
extension BagContent {
  /// Attributes of the file itself: STAMP's; `precision` and `encoder_digest` are ours, here and below.
  private static let fileNames = [
    "unit", "tile_size", "tile_size_um", "tile_size_px", "extractor", "feat_type", "precision", "encoder_digest",
  ]
  /// Attributes of the features: TRIDENT's.
  private static let featureNames = ["encoder", "name", "precision", "encoder_digest"]
  /// Attributes of the coordinates: TRIDENT's, CLAM's, and those that we add.
  static let placeNames = [
    "patch_size", "patch_size_level0", "patch_level", "downsample", "custom_downsample", "level0_magnification",
    "level0_width", "level0_height", "level_dim", "name", "wsi_name", "level0_mpp", "target_mpp",
    "target_patch_size", "encoder", "precision", "encoder_digest",
  ]

  /// Reads the bag at `path` in one pass: the features go from the file to where they stay.
  init(hdf5 path: String) throws(FeatureFileFailure) {
    self = try HDF5File.reading(path) { (file) throws(FeatureFileFailure) in
      let features = file.has("feats") ? "feats" : "features"
      guard file.has(features) || !file.has("coords") else { throw .patchesFile(file: path) }
      return try BagContent(file, features: features)
    }
  }

  /// What the file at `path` says of itself, without its features.
  static func origin(hdf5 path: String) throws(FeatureFileFailure) -> FeatureOrigin {
    try HDF5File.reading(path) { (file) throws(FeatureFileFailure) in
      let none = HDF5Attributes(file: path, values: [:])
      let name = file.has("feats") ? "feats" : "features"
      return FeatureOrigin(
        file: try file.attributes(fileNames),
        features: file.has(name) ? try file.attributes(featureNames, of: name) : none,
        places: file.has("coords") ? try file.attributes(placeNames, of: "coords") : none,
        tiles: file.has(name) ? BagShape.matrix(try file.shape(name))?.rows : nil)
    }
  }

  private init(_ file: borrowing HDF5File, features name: String) throws(FeatureFileFailure) {
    let shape = try Self.matrix(file, name)
    let placed = try Self.matrix(file, "coords", columns: 2)
    guard placed.rows == shape.rows else {
      throw .rowsDisagree(file: file.name, features: shape.rows, coordinates: placed.rows)
    }
    self.init(
      file: file.name, features: try Self.finiteFloats(file, name), count: shape.rows, width: shape.columns,
      name: name, coordinates: "coords", places: try Self.finitePlaces(file),
      fileAttributes: try file.attributes(Self.fileNames),
      featureAttributes: try file.attributes(Self.featureNames, of: name),
      placeAttributes: try file.attributes(Self.placeNames, of: "coords"),
      labels: try Self.labels(file, count: shape.rows))
  }

  static func finiteFloats(_ file: borrowing HDF5File, _ name: String) throws(FeatureFileFailure) -> [Float] {
    let values = try file.floats(name)
    if let bad = values.firstNotFinite { throw .badValue(file: file.name, tensor: name, offset: nil, index: bad) }
    return values
  }

  static func finitePlaces(_ file: borrowing HDF5File) throws(FeatureFileFailure) -> [Double] {
    let values = try file.doubles("coords")
    if let bad = values.firstNotFinite { throw .badValue(file: file.name, tensor: "coords", offset: nil, index: bad) }
    return values
  }

  /// An empty bag may say [0] of whatever matrix.
  static func matrix(
    _ file: borrowing HDF5File, _ name: String, columns: Int = -1
  ) throws(FeatureFileFailure) -> (rows: Int, columns: Int) {
    let shape = try file.shape(name)
    guard let matrix = BagShape.matrix(shape), columns == -1 || matrix.columns == columns || matrix.rows == 0 else {
      throw .unexpectedShape(file: file.name, tensor: name, offset: nil, expected: [-1, columns], found: shape)
    }
    return matrix
  }

  private static func labels(_ file: borrowing HDF5File, count: Int) throws(FeatureFileFailure) -> [UInt8]? {
    guard file.has("labels") else { return nil }
    let shape = try file.shape("labels")
    guard shape == [count] else {
      throw .unexpectedShape(file: file.name, tensor: "labels", offset: nil, expected: [count], found: shape)
    }
    return try file.bytes("labels")
  }

  /// The layout, from names and attributes. CLAM writes none beside its features; TRIDENT none on an empty bag's
  /// coordinates, but always the encoder.
  var hdf5Layout: FeatureLayout {
    guard name == "feats" else {
      let isTrident = placeAttributes["patch_size_level0"] != nil || featureAttributes["encoder"] != nil
      return isTrident && placeAttributes["patch_level"] == nil ? .trident : .clam
    }
    if fileAttributes["tile_size"] != nil, fileAttributes.text("unit") == "um" { return .stamp20 }
    return fileAttributes["tile_size_um"] == nil ? .stampHistoric : .stamp21
  }
}
