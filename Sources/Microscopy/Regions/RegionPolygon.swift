/// A point of a slide, level-0 px.
public struct RegionPoint: Hashable, Sendable, Codable {
  /// From the left edge, level-0 px.
  public var x: Double
  /// From the upper edge, level-0 px.
  public var y: Double

  /// A point at (`x`, `y`), level-0 px.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A piece of a slide with straight edges, and its holes. Rings are kept open: the first point is not repeated.
public struct RegionPolygon: Hashable, Sendable, Codable {
  /// The outline, at least three points, level-0 px.
  public let outer: [RegionPoint]
  /// What is cut out of it, each at least three points, level-0 px.
  public let holes: [[RegionPoint]]

  /// A polygon of open rings, level-0 px, whose edges do not cross.
  public init(outer: [RegionPoint], holes: [[RegionPoint]] = []) {
    self.outer = outer
    self.holes = holes
  }

  /// A rectangle, in the order of points in which QuPath writes one.
  public init(_ rectangle: SlideRegion) {
    let (right, bottom) = (rectangle.x + rectangle.width, rectangle.y + rectangle.height)
    self.init(outer: [
      RegionPoint(x: rectangle.x, y: rectangle.y), RegionPoint(x: right, y: rectangle.y),
      RegionPoint(x: right, y: bottom), RegionPoint(x: rectangle.x, y: bottom),
    ])
  }

  /// Whether the point (`x`, `y`), level-0 px, lies inside, by the even-odd rule over all rings. A point on a left or
  /// upper edge is inside, one on a right or lower edge is not, so that of two neighbours exactly one has it.
  public func contains(x: Double, y: Double) -> Bool {
    ([outer] + holes).reduce(false) { inside, ring in Self.crosses(ring, x: x, y: y) != inside }
  }

  /// The smallest rectangle around it.
  public var bounds: SlideRegion { RegionShape.bounds(outer) }

  /// The polygon as a rectangle, where it is one with edges along the axes and without holes.
  public var rectangle: SlideRegion? {
    let bounds = bounds
    guard holes.isEmpty, outer.count == 4, Set(outer) == Set(RegionPolygon(bounds).outer),
      zip(outer, outer.dropFirst()).allSatisfy({ $0.x == $1.x || $0.y == $1.y })
    else { return nil }
    return bounds
  }

  /// The area without the holes, square level-0 px.
  public var area: Double { holes.reduce(Self.area(outer)) { $0 - Self.area($1) } }

  /// Whether a ray to the right meets the ring an odd number of times.
  private static func crosses(_ ring: [RegionPoint], x: Double, y: Double) -> Bool {
    var inside = false
    guard var last = ring.last else { return false }
    for point in ring {
      if (point.y > y) != (last.y > y), x < (last.x - point.x) * (y - point.y) / (last.y - point.y) + point.x {
        inside.toggle()
      }
      last = point
    }
    return inside
  }

  /// The shoelace formula.
  private static func area(_ ring: [RegionPoint]) -> Double {
    guard var last = ring.last else { return 0 }
    var twice = 0.0
    for point in ring {
      twice += last.x * point.y - point.x * last.y
      last = point
    }
    return abs(twice) / 2
  }
}
