import Basics

/// What the coordinates of a file of regions are counted from. Raw values are codes, which files hold too.
public enum RegionOrigin: String, CaseIterable, Sendable {
  /// The upper left corner of what QuPath shows of the slide: see ``SlideDescription/quPathCorner``.
  case quPath = "qupath"
  /// The upper left corner of level 0.
  case level0
}

/// How the coordinates of a file of regions lie on a slide.
public struct RegionFrame: Hashable, Sendable {
  /// The corner of what QuPath shows of the slide, level-0 px.
  public var corner: RegionPoint
  /// What the file's coordinates are counted from; `nil` for what the file itself says, else for QuPath's corner.
  public var origin: RegionOrigin?
  /// Whether a file says it even where both corners are the same, or that of QuPath is not known.
  public var isStated: Bool
  /// Of which slide the file is to be: one that Coverslip wrote of another is not taken; `nil` where any will do.
  public var subject: Subject?

  /// A slide of a case.
  public struct Subject: Hashable, Sendable {
    /// The case's name.
    public var caseID: String
    /// From 1.
    public var slide: Int

    /// Slide number `slide`, from 1, of a case.
    public init(caseID: String, slide: Int) {
      self.caseID = caseID
      self.slide = slide
    }
  }

  /// Coordinates from `origin` on a slide of which QuPath shows what begins at `corner`, level-0 px.
  public init(corner: RegionPoint, origin: RegionOrigin? = nil, isStated: Bool = false) {
    self.corner = corner
    self.origin = origin
    self.isStated = isStated
  }

  /// Coordinates from the upper left corner of level 0, whatever the file says.
  public static let level0 = RegionFrame(corner: RegionPoint(x: 0, y: 0), origin: .level0)

  /// Where a file's coordinates begin, level-0 px.
  ///
  /// - Parameter stated: what the file says of itself.
  func start(stated: RegionOrigin? = nil) -> RegionPoint {
    switch origin ?? stated ?? .quPath {
    case .quPath: corner
    case .level0: RegionPoint(x: 0, y: 0)
    }
  }

  /// What a file says of its coordinates: mostly nothing where both corners are the same.
  var statement: [JSONMember] {
    guard isStated || corner != RegionPoint(x: 0, y: 0) else { return [] }
    return [JSONMember(Self.originKey, .string((origin ?? .quPath).rawValue))]
  }

  /// The member of a collection in which Coverslip says something of the file.
  static let key = "coverslip"
  /// The member of that with the code of a ``RegionOrigin``.
  static let originKey = "origin"
}

extension SlideDescription {
  /// The upper left corner of what QuPath shows of the slide, level-0 px: of the part with tissue, where the file names
  /// one (MIRAX and others), else of level 0.
  ///
  /// QuPath's reader of slides by OpenSlide (`OpenslideImageServer`, 0.2 and later) crops to the four properties
  /// `openslide.bounds-x`, `-y`, `-width` and `-height`, where all are there and whole numbers.
  public var quPathCorner: RegionPoint {
    let bounds = ["x", "y", "width", "height"].map { properties["openslide.bounds-\($0)"].flatMap { Int32($0) } }
    guard bounds.allSatisfy({ $0 != nil }), let x = bounds[0], let y = bounds[1] else { return RegionPoint(x: 0, y: 0) }
    return RegionPoint(x: Double(x), y: Double(y))
  }
}
