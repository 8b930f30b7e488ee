/// What a feature file says of where its features come from. Of the file only its header or attributes are read, so
/// that a large cohort is looked through in no time.
///
/// ```swift
/// let origin = try FeatureOrigin(path: "features/p1.safetensors")
/// if let slide = origin.slide, slide != "p1.svs" { print("another slide") }
/// ```
public struct FeatureOrigin: Hashable, Sendable {
  /// Name of the encoder, where the file says it.
  public let encoder: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  public let encoderDigest: String?
  /// File name of the slide, where the file says it: other tools leave the ending away.
  public let slide: String?
  /// Tiles of the file, where its header says it; a NumPy array has to be read for it.
  public let tiles: Int?
  /// The most tiles that were to be encoded, where the file says it; only our own layout does.
  public let maxTiles: Int?

  /// Reads what the file at `path` says of itself; a NumPy array says nothing. Its features are not checked: reading
  /// them does.
  public init(path: String) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(SafetensorsFile(path: path))
    case .numPy: self.init()
    case .hdf5: self = try BagContent.origin(hdf5: path)
    }
  }

  /// The origin of a file that says nothing.
  private init() { (encoder, encoderDigest, slide, tiles, maxTiles) = (nil, nil, nil, nil, nil) }

  private init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    encoder = file.metadata["encoder"]
    encoderDigest = file.metadata["encoder_digest"]
    slide = file.metadata["slide"]
    tiles = file.entries.first { $0.name == "features" }.flatMap { BagShape.matrix($0.shape)?.rows }
    maxTiles = file.metadata["max_tiles"] == nil ? nil : Int(try file.positive("max_tiles"))
  }

  /// The attributes of an HDF5 file, of its features and of its coordinates.
  init(file: HDF5Attributes, features: HDF5Attributes, places: HDF5Attributes, tiles: Int? = nil) {
    self.tiles = tiles
    encoder = features.text("encoder") ?? file.text("extractor") ?? places.text("encoder")
    encoderDigest = [file, features, places].lazy.compactMap { $0.text("encoder_digest") }.first
    slide = places.text("name") ?? places.text("wsi_name") ?? features.text("name")
    maxTiles = nil
  }
}
