/// Files of any tool.
extension TileFeatures {
  /// Reads the file at `path`, whose layout is recognised from its content. Coordinates and sides come out in level-0
  /// px.
  ///
  /// What the file leaves open is taken from `context`, and nothing is guessed:
  /// ``FeatureFileFailure/missingFact(file:layout:fact:)`` names what both leave open. A feature that is not finite is
  /// refused with its place.
  public init(path: String, context: FeatureFileContext = FeatureFileContext()) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(safetensors: path)
    case .numPy: self = try OwkinLayout.tiles(BagContent(numPy: path), context)
    case .hdf5: self = try Self.tiles(BagContent(hdf5: path), context)
    }
  }

  private static func tiles(
    _ bag: BagContent, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> TileFeatures {
    bag.name == "feats" ? try StampLayout.tiles(bag, context) : try PatchLayouts.tiles(bag, context)
  }
}

/// The features of a bag alone, for aggregators that do not ask where the tiles are.
public struct FeatureMatrix: Hashable, Sendable {
  /// Row-major [count, width], finite.
  public let values: [Float]
  /// Number of tiles.
  public let count: Int
  /// Features a tile.
  public let width: Int
  /// How the file was laid out.
  public let layout: FeatureLayout
  /// Name of the encoder, where the file says it.
  public let encoder: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  public let encoderDigest: String?

  /// Reads the file at `path`, of any layout; of safetensors the tensor `features`, [n, d] or [1, n, d], which is all
  /// that such a file needs. Nothing but the file is needed, because no coordinate is converted.
  public init(path: String) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(safetensors: path)
    case .numPy: try self.init(BagContent(numPy: path), .owkin)
    case .hdf5:
      let bag = try BagContent(hdf5: path)
      self.init(bag, bag.hdf5Layout)
    }
  }

  private init(_ bag: BagContent, _ layout: FeatureLayout) {
    values = bag.features
    count = bag.count
    width = bag.width
    self.layout = layout
    let origin = FeatureOrigin(
      file: bag.fileAttributes, features: bag.featureAttributes, places: bag.placeAttributes)
    (encoder, encoderDigest) = (origin.encoder, origin.encoderDigest)
  }

  private init(safetensors path: String) throws(FeatureFileFailure) {
    let file = try SafetensorsFile(path: path)
    let entry = try file.entry("features")
    guard let shape = BagShape.matrix(entry.shape) else {
      throw .unexpectedShape(
        file: path, tensor: entry.name, offset: entry.bytes.lowerBound, expected: [-1, -1], found: entry.shape)
    }
    values = try file.finiteFloats("features", shape: entry.shape)
    (count, width) = shape
    layout = .coverslip
    encoder = file.metadata["encoder"]
    encoderDigest = file.metadata["encoder_digest"]
  }
}
