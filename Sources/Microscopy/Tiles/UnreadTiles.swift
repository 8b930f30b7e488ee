/// Tiles of a case that a budget left unread: where they lie is all that is known of them.
public struct UnreadTiles: Hashable, Sendable {
  /// Index into the case's slides.
  public let slides: [Int32]
  /// Upper left corners, level-0 px: x, y, x, y ...
  public let corners: [Int64]
  /// Sides, level-0 px.
  public let sides: [Int64]

  /// Number of tiles.
  public var count: Int { sides.count }

  /// `sides.count` tiles; traps where the counts disagree.
  public init(slides: [Int32] = [], corners: [Int64] = [], sides: [Int64] = []) {
    precondition(slides.count == sides.count && corners.count == sides.count * 2)
    self.slides = slides
    self.corners = corners
    self.sides = sides
  }
}
