/// What a cohort asks of the file system and of feature files, so that a use case knows neither.
package struct CohortFiles: Sendable {
  /// The bytes of a whole file; `nil` where it is not there, or may not be read.
  package var contents: @Sendable (String) -> [UInt8]?
  /// Whether there is a file.
  package var isFile: @Sendable (String) -> Bool
  /// Whether there is a folder.
  package var isFolder: @Sendable (String) -> Bool
  /// What a feature file says of where its features come from; the features are not read.
  package var origin: @Sendable (String) throws -> FeatureFileOrigin
  /// The features of a file.
  package var matrix: @Sendable (String) throws -> FeatureFileMatrix
  /// Whether the tiles of a file hold the same tissue several times.
  package var hasOverlaps: @Sendable (String) throws -> Bool
  /// What the tiles of a file truly hold, where it was simulated and says it.
  package var labels: @Sendable (String) throws -> [UInt8]?

  package init(
    contents: @escaping @Sendable (String) -> [UInt8]?, isFile: @escaping @Sendable (String) -> Bool,
    isFolder: @escaping @Sendable (String) -> Bool,
    origin: @escaping @Sendable (String) throws -> FeatureFileOrigin = { _ in FeatureFileOrigin() },
    matrix: @escaping @Sendable (String) throws -> FeatureFileMatrix = { _ in FeatureFileMatrix(values: [], width: 0) },
    hasOverlaps: @escaping @Sendable (String) throws -> Bool = { _ in false },
    labels: @escaping @Sendable (String) throws -> [UInt8]? = { _ in nil }
  ) {
    self.contents = contents
    self.isFile = isFile
    self.isFolder = isFolder
    self.origin = origin
    self.matrix = matrix
    self.hasOverlaps = hasOverlaps
    self.labels = labels
  }
}

/// What a feature file says of where its features come from.
package struct FeatureFileOrigin: Hashable, Sendable {
  /// Name of the encoder, where the file says it.
  package var encoder: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  package var encoderDigest: String?
  /// File name of the slide, where the file says it: other tools leave the ending away.
  package var slide: String?
  /// Tiles of the file, where it says it without being read whole.
  package var tiles: Int?
  /// The most tiles that were to be encoded, where the file says it.
  package var maxTiles: Int?

  package init(
    encoder: String? = nil, encoderDigest: String? = nil, slide: String? = nil, tiles: Int? = nil, maxTiles: Int? = nil
  ) {
    self.encoder = encoder
    self.encoderDigest = encoderDigest
    self.slide = slide
    self.tiles = tiles
    self.maxTiles = maxTiles
  }
}

/// The features of a file, one row per tile.
package struct FeatureFileMatrix: Hashable, Sendable {
  /// Row after row, `count * width`.
  package var values: [Float]
  /// Tiles.
  package var count: Int
  /// Features per tile.
  package var width: Int
  /// Name of the encoder, where the file says it.
  package var encoder: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  package var encoderDigest: String?

  package init(values: [Float], width: Int, encoder: String? = nil, encoderDigest: String? = nil) {
    self.values = values
    self.width = width
    count = width > 0 ? values.count / width : 0
    self.encoder = encoder
    self.encoderDigest = encoderDigest
  }
}
