/// Contributions of networks whose score is not a sum over tiles: what the score loses when a tile is left out.
enum LeaveOneOut {
  /// Tiles of a bag that is taken apart: one evaluation a tile, at most about a second.
  static let limit = 2...64

  /// `logits` answers for a bag with at least one tile.
  static func contributions(_ bag: Bag, rule: SlideScoreRule, logits: (Bag) -> [Float]) -> TileContributions {
    guard rule != .none else { return .unavailable(.noSlideScore) }
    guard limit.contains(bag.count) else { return .unavailable(.tiles(found: bag.count, limit: limit)) }
    let whole = rule(logits(bag)) ?? 0
    let parts = (0..<bag.count).map { tile in
      bag.without(tile).map { Float(whole - (rule(logits($0)) ?? 0)) } ?? 0
    }
    return .parts(parts, method: .leaveOneOut, baseline: nil)
  }
}

extension Bag {
  fileprivate func without(_ tile: Int) -> Bag? {
    Bag(
      features: Array(features[..<(tile * width)] + features[((tile + 1) * width)...]), count: count - 1, width: width)
  }
}
