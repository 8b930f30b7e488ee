/// What a block character inks of its cell: boxes, and polygons where its edges slant.
///
/// Coordinates are 24ths of the cell's width, from the left, and of its height, from the top: halves, thirds, quarters
/// and eighths of both are whole numbers.
struct BlockShape: Sendable {
  /// A corner of a polygon.
  struct Corner: Sendable {
    let x: Double
    let y: Double
  }

  /// A rectangle with sides along the cell's.
  struct Box: Sendable {
    let left: Int
    let top: Int
    let right: Int
    let bottom: Int
  }

  /// 24ths of a side of the cell.
  static let side = 24

  /// Boxes that do not overlap.
  var boxes: [Box] = []
  /// Convex polygons that do not overlap.
  var polygons: [[Corner]] = []

  /// The part of each of `columns` by `rows` equal pixels that is ink, 0 to 1, row-major.
  func coverage(columns: Int, rows: Int) -> [Float] {
    let (width, height) = (Double(Self.side) / Double(columns), Double(Self.side) / Double(rows))
    return (0..<(columns * rows)).map { pixel in
      let (x, y) = (Double(pixel % columns) * width, Double(pixel / columns) * height)
      let area =
        boxes.reduce(0) { $0 + $1.area(x, y, x + width, y + height) }
        + polygons.reduce(0) { $0 + Self.area(of: $1, x, y, x + width, y + height) }
      return Float(area / (width * height))
    }
  }

  // MARK: Areas

  private static func area(
    of polygon: [Corner], _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> Double {
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)].map { Corner(x: $0.0, y: $0.1) }
    if corners.allSatisfy({ contains(polygon, $0) }) { return (right - left) * (bottom - top) }
    var rest = clipped(polygon) { $0.x - left }
    rest = clipped(rest) { right - $0.x }
    rest = clipped(rest) { $0.y - top }
    rest = clipped(rest) { bottom - $0.y }
    return area(of: rest)
  }

  /// Whether a convex polygon contains `corner`, its rim included.
  private static func contains(_ polygon: [Corner], _ corner: Corner) -> Bool {
    let sides = polygon.indices.map { index in
      let (start, end) = (polygon[index], polygon[(index + 1) % polygon.count])
      return (end.x - start.x) * (corner.y - start.y) - (end.y - start.y) * (corner.x - start.x)
    }
    return sides.allSatisfy { $0 >= 0 } || sides.allSatisfy { $0 <= 0 }
  }

  /// The part of a convex polygon where `inside` is not negative (Sutherland and Hodgman, 1974).
  private static func clipped(_ polygon: [Corner], where inside: (Corner) -> Double) -> [Corner] {
    var result: [Corner] = []
    for (index, corner) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      let (here, there) = (inside(corner), inside(next))
      if here >= 0 { result.append(corner) }
      guard here * there < 0 else { continue }
      let part = here / (here - there)
      result.append(Corner(x: corner.x + part * (next.x - corner.x), y: corner.y + part * (next.y - corner.y)))
    }
    return result
  }

  /// By the shoelace formula.
  private static func area(of polygon: [Corner]) -> Double {
    var doubled = 0.0
    for (index, corner) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      doubled += corner.x * next.y - next.x * corner.y
    }
    return abs(doubled) / 2
  }
}

extension BlockShape.Box {
  fileprivate func area(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Double {
    let width = min(right, Double(self.right)) - max(left, Double(self.left))
    let height = min(bottom, Double(self.bottom)) - max(top, Double(self.top))
    return max(0, width) * max(0, height)
  }
}
