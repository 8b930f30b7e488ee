import Basics

/// The pictures of a case that its report shows, as pixels: whoever makes a report reads them from the slides.
package struct CasePictures: Hashable, Sendable {
  /// A slide with the model's heat map over it.
  package struct Heat: Hashable, Sendable {
    /// Slide and heat map as they are shown.
    package var image: RGBAImage
    /// Micrometres that a pixel of the image is wide; `nil` where it is not known.
    package var micronsPerPixel: Double?
    /// Index of the slide in its case.
    package var slide: Int
    /// What the colours mean: "attention, dark is little, yellow is much".
    package var legend: String

    package init(_ image: RGBAImage, micronsPerPixel: Double?, slide: Int, legend: String) {
      self.image = image
      self.micronsPerPixel = micronsPerPixel
      self.slide = slide
      self.legend = legend
    }
  }

  /// One of the tiles that moved the model most.
  package struct Tile: Hashable, Sendable {
    /// The tile as it was scanned.
    package var image: RGBAImage
    /// Micrometres that a pixel of the image is wide; `nil` where it is not known.
    package var micronsPerPixel: Double?
    /// Index of the slide in its case.
    package var slide: Int
    /// What the model makes of it: "0.83 %, +0.021".
    package var detail: String

    package init(_ image: RGBAImage, micronsPerPixel: Double?, slide: Int, detail: String) {
      self.image = image
      self.micronsPerPixel = micronsPerPixel
      self.slide = slide
      self.detail = detail
    }
  }

  /// One per slide that has a heat map.
  package var heat: [Heat]
  /// In the order in which they moved the model, the first the most.
  package var tiles: [Tile]
  /// By what the tiles were chosen: "by contribution".
  package var ranking: String
  /// What the numbers under the tiles are, a sentence; empty where they say it themselves.
  package var tileLegend = ""
  /// Indices of the slides that could not be read when the pictures were made.
  package var unreadable: [Int]
  /// Whether the finding's tiles could not be read, so that there is neither heat map nor tile.
  package var lacksTiles: Bool
  /// Whether that is so because their file is another one than the ledger has the digest of.
  package var tilesWereChanged = false

  package init(
    heat: [Heat] = [], tiles: [Tile] = [], ranking: String = "", unreadable: [Int] = [], lacksTiles: Bool = false
  ) {
    self.heat = heat
    self.tiles = tiles
    self.ranking = ranking
    self.unreadable = unreadable
    self.lacksTiles = lacksTiles
  }
}
