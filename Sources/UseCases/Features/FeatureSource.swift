/// Feature files as they were named, one per slide, and what they may leave open.
package struct FeatureSource: Sendable {
  package let paths: [String]
  /// CLAM's patches files of the same runs; none, or one per file.
  package var patches: [String] = []
  /// Side of the tiles, level-0 px.
  package var tileSide: Int?
  /// Side of the tiles as encoded, px.
  package var tilePixels: Int?
  /// Whether files that name another slide or encoder are taken all the same, and flagged.
  package var trustsNames = false

  package init(
    paths: [String], patches: [String] = [], tileSide: Int? = nil, tilePixels: Int? = nil, trustsNames: Bool = false
  ) {
    self.paths = paths
    self.patches = patches
    self.tileSide = tileSide
    self.tilePixels = tilePixels
    self.trustsNames = trustsNames
  }
}
