import Casework
import Microscopy

/// A part of a slide that was on the screen close enough to count.
struct SeenWindow: Hashable, Sendable {
  /// Index into the case's slides.
  let slide: Int
  /// What the picture showed, level-0 px.
  let region: SlideRegion
  /// What of it lay under the map in the corner, level-0 px.
  let hidden: SlideRegion?

  /// Whether a point of the slide, level-0 px, was to be seen.
  func shows(_ x: Double, _ y: Double) -> Bool { region.holds(x, y) && !(hidden?.holds(x, y) ?? false) }

  /// Whether all of `other` was to be seen here, too.
  func covers(_ other: SeenWindow) -> Bool {
    guard slide == other.slide else { return false }
    return self == other || hidden == nil && region.intersection(other.region) == other.region
  }
}

extension SlideRegion {
  fileprivate func holds(_ x: Double, _ y: Double) -> Bool {
    self.x <= x && x < self.x + width && self.y <= y && y < self.y + height
  }
}

/// Squares of the slides, and what of each was seen: of its sixteen parts, four by four, those whose middle was.
///
/// Parts, since at the highest magnification a small terminal shows less than a tile at once; their middles, since a
/// part of 28 um is about as much as one looks at.
struct SeenTiles: Equatable, Sendable {
  let places: [TissueSquare]
  /// A bit for each part, row by row.
  private var parts: [UInt16]

  private static let partsPerSide = 4

  /// Nothing is seen of them yet.
  init(_ places: [TissueSquare]) {
    self.places = places
    parts = Array(repeating: 0, count: places.count)
  }

  /// The same, of which nothing is seen.
  var unseen: SeenTiles { SeenTiles(places) }

  /// Notes what `window` shows of them.
  mutating func see(_ window: SeenWindow) {
    for (index, place) in places.enumerated() where parts[index] != .max && place.slide == window.slide {
      guard window.region.intersection(place.region) != nil else { continue }
      parts[index] |= Self.parts(of: place, in: window)
    }
  }

  private static func parts(of place: TissueSquare, in window: SeenWindow) -> UInt16 {
    let step = Double(place.side) / Double(partsPerSide)
    var bits: UInt16 = 0
    for row in 0..<partsPerSide {
      for column in 0..<partsPerSide {
        let (x, y) = (Double(place.x) + (Double(column) + 0.5) * step, Double(place.y) + (Double(row) + 0.5) * step)
        if window.shows(x, y) { bits |= 1 << UInt16(row * partsPerSide + column) }
      }
    }
    return bits
  }

  /// Parts that were seen, of all squares together.
  var sixteenths: Int { parts.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Each square, and whether at least half of it was seen.
  var seen: [PlaceSeen] {
    zip(places, parts).map { PlaceSeen(place: $0, isSeen: 2 * $1.nonzeroBitCount >= UInt16.bitWidth) }
  }
}

extension TissueSquare {
  fileprivate var region: SlideRegion {
    SlideRegion(x: Double(x), y: Double(y), width: Double(side), height: Double(side))
  }
}
