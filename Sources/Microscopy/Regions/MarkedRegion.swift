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

  /// Why it was marked: the text `reason` of its ``metadata``.
  public var reason: String? {
    get { metadata["reason"] }
    set { metadata["reason"] = newValue }
  }
}
