/// Why a feature file is not taken.
package enum FeatureFailure: Error, Sendable {
  /// Its encoder's features are published to have other widths than the file's.
  case toolsWidth(path: String, encoder: String, published: [Int], found: Int)
  /// The file is empty and does not say how wide its features are.
  case noWidth(path: String)
  /// What is in the file is not what the bundle's encoder makes.
  case misfit(path: String, FeatureMisfit)
  /// The file is of another slide than it was given for.
  case otherSlide(path: String, FeatureContradiction)
  /// A tile stands in the file twice, level-0 px.
  case tileTwice(path: String, x: Int, y: Int)
  /// Made with other weights or settings of the bundle's encoder.
  case otherWeights(path: String, encoder: String)
  /// The file names another encoder or slide than it was given for.
  case otherName(path: String, NamedThing, found: String, expected: String)
  /// Another number of files than slides was given.
  case fileCount(slides: Int, files: Int)
  /// Neither file nor options say how large the tiles of a named encoder are.
  case unknownTiles(encoder: String)

  /// What a file names.
  package enum NamedThing: String, Hashable, Sendable {
    case encoder, slide
  }
}

/// In what a feature file is not what the bundle's encoder makes.
package enum FeatureMisfit: Hashable, Sendable {
  /// Features per tile; `meanings` are the widths that tools mean by the name that the file gives its encoder.
  case width(found: Int, expected: Int, encoder: String?, meanings: [Int])
  /// Micrometres per px of the tiles.
  case scale(found: Double, expected: Double)
  /// Side of the tiles as encoded, px.
  case pixels(found: Int, expected: Int)
  /// Side of a tile, micrometres.
  case side(found: Double, expected: Double)
}

/// What a feature file says of its slide that is not so.
package enum FeatureContradiction: Hashable, Sendable {
  /// Width and height of level 0, px.
  case size(found: [Int], expected: [Int])
  /// Micrometres per px of level 0.
  case scale(found: Double, expected: Double)
  /// A tile lies outside the slide, level-0 px.
  case outside(x: Int, y: Int, width: Int, height: Int)
}
