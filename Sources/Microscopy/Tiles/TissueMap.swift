import Basics

/// What a place of a slide is to a finding: tissue that it rests on, or why it does not. Raw values are codes.
public enum TissuePlace: UInt8, Sendable, CaseIterable {
  /// No tissue, and nothing that looks like any.
  case glass = 0
  /// Tissue that is read.
  case tissue = 1
  /// A pen mark, with the rim about it.
  case pen = 2
  /// Stained, but an object too small to be tissue.
  case tooSmall = 3
  /// Tissue where the tiles have too little of it.
  case tooLittle = 4
  /// What no level of the slide's file can give.
  case unreadable = 5
  /// Tissue in tiles of the plan that the finding did not read.
  case unread = 6
  /// Tissue in tiles of the plan that are none of the finding's: in a region that was left out, for one.
  case leftOut = 7

  /// Whether it lies in the tissue mask.
  public var isTissue: Bool {
    switch self {
    case .tissue, .tooLittle, .unread, .leftOut: true
    case .glass, .pen, .tooSmall, .unreadable: false
    }
  }
}

/// Where a slide has tissue and what of it a finding does not rest on, on the grid of the tissue mask.
public struct TissueMap: Hashable, Sendable {
  /// Size of the grid, in mask px.
  public let size: PixelSize
  /// Side of a mask px, um.
  public let micronsPerPixel: Double
  /// Side of a mask px, level-0 px; not always a whole number.
  public let level0PerPixel: Double
  /// Row-major, `size.width * size.height`.
  public let places: [TissuePlace]
  /// Whether the slide as a whole was found out of focus: that leaves no place out, and forbids a call.
  public let isBlurred: Bool

  /// A map of `size.width * size.height` places; traps where there are more or fewer.
  public init(
    size: PixelSize, micronsPerPixel: Double, level0PerPixel: Double, places: [TissuePlace], isBlurred: Bool = false
  ) {
    precondition(places.count == size.width * size.height, "a place for every mask px")
    self.size = size
    self.micronsPerPixel = micronsPerPixel
    self.level0PerPixel = level0PerPixel
    self.places = places
    self.isBlurred = isBlurred
  }

  /// How much of the slide each place takes, mm2; without those that it has not.
  public var areasMM2: [TissuePlace: Double] {
    var counts = [Int](repeating: 0, count: TissuePlace.allCases.count)
    for place in places { counts[Int(place.rawValue)] += 1 }
    let pixel = micronsPerPixel * micronsPerPixel / 1e6
    let found = TissuePlace.allCases.filter { counts[Int($0.rawValue)] > 0 }
    return Dictionary(uniqueKeysWithValues: found.map { ($0, Double(counts[Int($0.rawValue)]) * pixel) })
  }
}
