import Basics

/// Where a region of a slide lies, level-0 px: points, lines or pieces, at least one of them.
public enum RegionShape: Hashable, Sendable, Codable {
  /// Points, such as a bookmark.
  case points([RegionPoint])
  /// Lines of at least two points each, such as a length that was measured.
  case lines([[RegionPoint]])
  /// Pieces of the slide.
  case polygons([RegionPolygon])

  /// A rectangle with edges along the axes.
  public static func rectangle(_ region: SlideRegion) -> RegionShape { .polygons([RegionPolygon(region)]) }

  /// Whether the point (`x`, `y`), level-0 px, lies inside; a point or line has no inside.
  public func contains(x: Double, y: Double) -> Bool {
    switch self {
    case .points, .lines: false
    case .polygons(let polygons): polygons.contains { $0.contains(x: x, y: y) }
    }
  }

  /// The smallest rectangle around it; without width or height where it is a point or a line along an axis.
  public var bounds: SlideRegion { Self.bounds(outline) }

  /// The area, square level-0 px; pieces that overlap count twice.
  public var area: Double {
    switch self {
    case .points, .lines: 0
    case .polygons(let polygons): polygons.reduce(0) { $0 + $1.area }
    }
  }

  /// Whether a part of it lies within a slide of `size` level-0 px, as far as its ``bounds`` say.
  public func touches(slideOf size: PixelSize) -> Bool {
    let bounds = bounds
    return bounds.x < Double(size.width) && bounds.y < Double(size.height) && bounds.x + bounds.width >= 0
      && bounds.y + bounds.height >= 0
  }

  /// How many points it has, those of holes among them.
  public var pointCount: Int {
    switch self {
    case .points(let points): points.count
    case .lines(let lines): lines.reduce(0) { $0 + $1.count }
    case .polygons(let polygons): polygons.reduce(0) { $1.holes.reduce($0 + $1.outer.count) { $0 + $1.count } }
    }
  }

  /// The same so far to the right and down, level-0 px.
  public func moved(x: Double, y: Double) -> RegionShape {
    let move = { (points: [RegionPoint]) in points.map { RegionPoint(x: $0.x + x, y: $0.y + y) } }
    return switch self {
    case .points(let points): .points(move(points))
    case .lines(let lines): .lines(lines.map(move))
    case .polygons(let polygons):
      .polygons(polygons.map { RegionPolygon(outer: move($0.outer), holes: $0.holes.map(move)) })
    }
  }

  /// How far a coordinate may lie from where it was and still be the same, level-0 px: QuPath writes two digits behind
  /// the point.
  public static let rounding = 0.01

  /// Whether `other` is this shape, but for what a program rounded that it went through.
  public func matches(_ other: RegionShape) -> Bool {
    guard self != other else { return true }
    let (own, others) = (rings, other.rings)
    return own.kind == others.kind && own.rings.count == others.rings.count
      && zip(own.rings, others.rings).allSatisfy { one, two in
        one.count == two.count
          && zip(one, two).allSatisfy { abs($0.x - $1.x) <= Self.rounding && abs($0.y - $1.y) <= Self.rounding }
      }
  }

  /// Its points, in the order in which a file has them; of polygons that differ in which rings are holes the kind
  /// differs.
  private var rings: (kind: [Int], rings: [[RegionPoint]]) {
    switch self {
    case .points(let points): ([-1], [points])
    case .lines(let lines): ([-2], lines)
    case .polygons(let polygons): (polygons.map(\.holes.count), polygons.flatMap { [$0.outer] + $0.holes })
    }
  }

  private var outline: [RegionPoint] {
    switch self {
    case .points(let points): points
    case .lines(let lines): lines.flatMap { $0 }
    case .polygons(let polygons): polygons.flatMap(\.outer)
    }
  }

  static func bounds(_ points: [RegionPoint]) -> SlideRegion {
    guard let first = points.first else { return SlideRegion(x: 0, y: 0, width: 0, height: 0) }
    var (left, top, right, bottom) = (first.x, first.y, first.x, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (top, bottom) = (min(top, point.y), max(bottom, point.y))
    }
    return SlideRegion(x: left, y: top, width: right - left, height: bottom - top)
  }
}

/// What QuPath calls an object: how it treats the region.
public enum RegionKind: String, CaseIterable, Sendable {
  case annotation, detection, tile, cell, tmaCore
}

/// A region of a slide with what is said of it, as it is exchanged with QuPath.
public struct MarkedRegion: Equatable, Sendable {
  /// Its identity in the file, which QuPath wants to be a UUID; `nil` where it has none.
  public var id: String?
  /// Where it lies, level-0 px.
  public var shape: RegionShape
  /// How QuPath treats it.
  public var kind: RegionKind
  /// What it is called.
  public var name: String?
  /// Its class, parts of a class apart by `: `, as QuPath shows it.
  public var classification: String?
  /// Numbers that belong to it, by their names, which hold their units.
  public var measurements: [String: Double]
  /// Texts that belong to it, by their keys.
  public var metadata: [String: String]

  /// A region; where nothing is said of it, an annotation without a name.
  public init(
    _ shape: RegionShape, id: String? = nil, kind: RegionKind = .annotation, name: String? = nil,
    classification: String? = nil, measurements: [String: Double] = [:], metadata: [String: String] = [:]
  ) {
    self.id = id
    self.shape = shape
    self.kind = kind
    self.name = name
    self.classification = classification
    self.measurements = measurements
    self.metadata = metadata
  }

  /// Whether somebody has marked it: it is no tile of a grid, and nothing that Coverslip itself says in a file.
  public var isForMarks: Bool {
    guard metadata[Self.statementKey] == nil else { return false }
    return switch kind {
    case .annotation, .detection, .cell, .tmaCore: true
    case .tile: false
    }
  }

  /// The key in the metadata of what Coverslip says in a file, and nobody has marked.
  package static let statementKey = "coverslip"

  /// Why it was marked: the text `reason` of its ``metadata``.
  public var reason: String? {
    get { metadata["reason"] }
    set { metadata["reason"] = newValue }
  }
}
