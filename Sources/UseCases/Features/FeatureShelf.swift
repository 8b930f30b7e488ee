import Microscopy

/// Where files of tiles are kept: their features, and what a model made of them.
package protocol FeatureShelf: Sendable {
  /// Features with the places of their tiles; `context` says what the file may leave open.
  func tiles(at path: String, _ context: FeatureFileContext) throws -> TileFeatures
  /// Features alone, of a file of any layout.
  func matrix(at path: String) throws -> FeatureMatrix
  /// What a file says of where its features come from; the features are not read.
  func origin(of path: String) throws -> FeatureOrigin
  /// How much of its slide a file covers; `nil` where it does not say where its tiles are.
  func coverage(of path: String) throws -> TileCoverage?
  /// Writes features, whole or not at all; without a layout the ending says it.
  func write(_ tiles: TileFeatures, to path: String, as layout: ExportLayout?) throws
  /// What a model made of the tiles of a case.
  func findings(at path: String) throws -> TileFindings
  /// Writes what a model made of the tiles of a case, with their features where these are kept, which ``matrix(at:)``
  /// reads again; whole or not at all. Answers the SHA-256 of what was written.
  func write(_ findings: TileFindings, with features: FeatureMatrix?, to path: String) throws -> String
  /// Takes a file away that nobody needs.
  func remove(_ path: String)
}
