/// The features of a bag alone, for aggregators that do not ask where the tiles are.
public struct FeatureMatrix: Hashable, Sendable {
  /// The features, row-major [count, width], finite.
  public let values: [Float]
  /// Number of tiles.
  public let count: Int
  /// Features per tile.
  public let width: Int
  /// How the file was laid out.
  public let layout: FeatureLayout
  /// Name of the encoder, where the file says it.
  public let encoder: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  public let encoderDigest: String?

  /// The features of `count` tiles; traps where the counts disagree.
  public init(
    values: [Float], count: Int, width: Int, layout: FeatureLayout, encoder: String? = nil, encoderDigest: String? = nil
  ) {
    precondition(values.count == count * width, "features of other tiles")
    self.values = values
    self.count = count
    self.width = width
    self.layout = layout
    self.encoder = encoder
    self.encoderDigest = encoderDigest
  }
}
