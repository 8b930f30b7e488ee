import Microscopy

/// A level that is read: what the slide shows of it, and what the library calls it.
struct LevelPlace: Equatable {
  /// Its number as the library counts.
  let index: Int
  /// Its downsample as the library reckons it, from the sizes alone.
  let claimed: Double
  /// What it is.
  let level: PyramidLevel
  /// How many pixels of the library's level, across and down, are one of this level; more than 1 only where the tiles
  /// are decoded without the library.
  var reduction = 1

  /// Whether the library would look for its pixels in the wrong place.
  var isSnapped: Bool { claimed != level.downsample }

  /// A level-0 coordinate as the library must be given it.
  func libraryPlace(_ coordinate: Int) -> Int {
    guard isSnapped else { return coordinate }
    return Int((Double(coordinate) / level.downsample * claimed).rounded())
  }
}

/// Which levels of a slide are read, and which are not.
struct LevelVerdict: Equatable {
  var used: [LevelPlace]
  var leftOut: [LeftOutLevel] = []
}
