/// Tiles of a case that a budget left unread: where they lie is all that is known of them.
public struct UnreadTiles: Hashable, Sendable {
  /// Index into the case's slides.
  public let slides: [Int32]
  /// Where the tiles lie.
  public let columns: TileColumns

  /// Number of tiles.
  public var count: Int { columns.count }

  /// The tiles in `columns`; traps where the counts disagree.
  public init(slides: [Int32] = [], columns: TileColumns = TileColumns()) {
    precondition(slides.count == columns.count)
    self.slides = slides
    self.columns = columns
  }
}
