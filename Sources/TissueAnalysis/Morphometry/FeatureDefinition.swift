/// What one number of a tile's vector is.
public struct FeatureDefinition: Sendable, Hashable {
  /// The name in files and reports: unique, lower case with underscores.
  public let name: String
  /// `um2`, `per mm2`, `share` ..., `1` for a pure number.
  public let unit: String
  /// What the feature is, in one sentence for a pathologist.
  public let definition: String
  /// The value where the tile has too few nuclei to measure it: a typical one, so that it pulls neither way. `nil`
  /// where the feature needs no nucleus.
  public let valueWithoutNuclei: Float?
}
