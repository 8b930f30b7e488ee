extension Frame {
  /// The parts of a line that lie inside (Liang & Barsky, ACM Trans Graph 1984;3:1, on each segment). Points that are
  /// not finite break the line.
  func clip(line points: [Drawing.Point]) -> [[Drawing.Point]] {
    var parts: [[Drawing.Point]] = []
    for (start, end) in zip(points, points.dropFirst()) {
      guard let (from, to) = clip(start, end) else { continue }
      if let last = parts.indices.last, parts[last].last == from {
        parts[last].append(to)
      } else {
        parts.append([from, to])
      }
    }
    return parts
  }

  private func clip(_ start: Drawing.Point, _ end: Drawing.Point) -> (Drawing.Point, Drawing.Point)? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    guard dx.isFinite, dy.isFinite else { return nil }
    var (enter, leave) = (0.0, 1.0)
    let edges = [
      (-dx, start.x - left), (dx, right - start.x), (-dy, start.y - top), (dy, bottom - start.y),
    ]
    for (toward, distance) in edges {
      if toward == 0 {
        guard distance >= 0 else { return nil }
      } else if toward < 0 {
        enter = max(enter, distance / toward)
      } else {
        leave = min(leave, distance / toward)
      }
    }
    guard enter <= leave else { return nil }
    func point(_ share: Double) -> Drawing.Point {
      share == 0 ? start : share == 1 ? end : Drawing.Point(start.x + share * dx, start.y + share * dy)
    }
    return (point(enter), point(leave))
  }

  /// What of a polygon lies inside (Sutherland & Hodgman, Commun ACM 1974;17:32). Points that are not finite are left
  /// out.
  func clip(polygon points: [Drawing.Point]) -> [Drawing.Point] {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    let sides: [(Drawing.Point) -> Double] = [
      { $0.x - left }, { right - $0.x }, { $0.y - top }, { bottom - $0.y },
    ]
    return sides.reduce(finite) { Self.clip($0, inside: $1) }
  }

  /// The part of a polygon where `distance` is not negative.
  private static func clip(
    _ points: [Drawing.Point], inside distance: (Drawing.Point) -> Double
  ) -> [Drawing.Point] {
    var kept: [Drawing.Point] = []
    for (index, point) in points.enumerated() {
      let before = points[index == 0 ? points.count - 1 : index - 1]
      let (was, now) = (distance(before), distance(point))
      if (was < 0) != (now < 0) {
        let share = was / (was - now)
        kept.append(.init(before.x + share * (point.x - before.x), before.y + share * (point.y - before.y)))
      }
      if now >= 0 { kept.append(point) }
    }
    return kept
  }
}
