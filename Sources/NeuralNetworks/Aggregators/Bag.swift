/// The tiles of a case as a model sees them: one feature vector each, in no order that matters.
public struct Bag: Hashable, Sendable {
  /// The features, row-major [count, width]; all finite.
  public let features: [Float]
  /// How many tiles the bag has.
  public let count: Int
  /// Features per tile.
  public let width: Int

  /// A bag without a tile.
  public static let empty = Bag()

  private init() { (features, count, width) = ([], 0, 1) }

  /// A bag of `count` tiles; `nil` where `features` is not `count * width` values.
  public init?(features: [Float], count: Int, width: Int) {
    guard count >= 0, width > 0, features.count == count * width else { return nil }
    self.features = features
    self.count = count
    self.width = width
  }
}

/// What one network makes of a bag.
public struct BagScore: Hashable, Sendable {
  /// Log-hazard less its mean over the training bags.
  public let score: Float
  /// Share of each tile: at least 0, sums to 1.
  public let attention: [Float]
  /// Signed part of each tile; the parts sum to the score.
  public let contributions: [Float]
}
