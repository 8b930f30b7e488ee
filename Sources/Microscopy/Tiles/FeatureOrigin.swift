/// What a feature file says of where its features come from. Of the file only its header or attributes are read, so
/// that a large cohort is looked through in no time.
///
/// ```swift
/// let origin = FeatureOrigin(slide: "p1.svs")
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

  /// What a file says; nothing by default.
  public init(
    encoder: String? = nil, encoderDigest: String? = nil, slide: String? = nil, tiles: Int? = nil, maxTiles: Int? = nil
  ) {
    self.encoder = encoder
    self.encoderDigest = encoderDigest
    self.slide = slide
    self.tiles = tiles
    self.maxTiles = maxTiles
  }
}
