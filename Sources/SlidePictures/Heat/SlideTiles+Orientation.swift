extension SlideTiles {
  /// The same tiles where they lie on the screen, in the turned frame.
  public func turned(_ orientation: Orientation) -> SlideTiles {
    guard orientation != .upright else { return self }
    return SlideTiles(
      read: read.map {
        Tile(
          site: orientation.shown($0.site), attention: $0.attention, contribution: $0.contribution, weight: $0.weight)
      }, unread: unread.map(orientation.shown), elsewhere: elsewhere, cohort: cohort)
  }
}

extension HeatManner {
  /// The same, the tiles that it names where they lie on the screen.
  public func turned(_ orientation: Orientation) -> HeatManner {
    switch self {
    case .tiles(let tiles): .tiles(tiles.map(orientation.shown))
    case .outlines, .contours, .colours, .dimmed: self
    }
  }
}
