/// Where tiles lie, column by column, as files keep it.
public struct TileColumns: Hashable, Sendable {
  /// Upper left corners, level-0 px: x, y, x, y ...
  public let corners: [Int64]
  /// The sides of the tiles, level-0 px.
  public let sides: [Int64]

  /// Number of tiles.
  public var count: Int { sides.count }

  /// Columns of `sides.count` tiles; traps where there are not two numbers of a corner for each.
  public init(corners: [Int64] = [], sides: [Int64] = []) {
    precondition(corners.count == sides.count * 2, "a corner for each side")
    self.corners = corners
    self.sides = sides
  }

  /// The columns of `sites`.
  public init(_ sites: some Collection<TileSite>) {
    self.init(corners: sites.flatMap { [Int64($0.x), Int64($0.y)] }, sides: sites.map { Int64($0.side) })
  }

  /// The tile at `index`, which must be one of them.
  public subscript(index: Int) -> TileSite {
    TileSite(x: Int(corners[2 * index]), y: Int(corners[2 * index + 1]), side: Int(sides[index]))
  }
}
