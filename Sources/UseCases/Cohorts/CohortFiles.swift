import Microscopy

/// What a cohort asks of the file system and of feature files, so that a use case knows neither.
package struct CohortFiles: Sendable {
  /// The bytes of a whole file; `nil` where it is not there, or may not be read.
  package var contents: @Sendable (String) -> [UInt8]?
  /// Whether there is a file.
  package var isFile: @Sendable (String) -> Bool
  /// Whether there is a folder.
  package var isFolder: @Sendable (String) -> Bool
  /// What a feature file says of where its features come from; the features are not read.
  package var origin: @Sendable (String) throws -> FeatureOrigin
  /// The features of a file.
  package var matrix: @Sendable (String) throws -> FeatureMatrix
  /// Whether the tiles of a file hold the same tissue several times.
  package var hasOverlaps: @Sendable (String) throws -> Bool
  /// What the tiles of a file truly hold, where it was simulated and says it.
  package var labels: @Sendable (String) throws -> [UInt8]?

  package init(
    contents: @escaping @Sendable (String) -> [UInt8]?, isFile: @escaping @Sendable (String) -> Bool,
    isFolder: @escaping @Sendable (String) -> Bool,
    origin: @escaping @Sendable (String) throws -> FeatureOrigin = { _ in FeatureOrigin() },
    matrix: @escaping @Sendable (String) throws -> FeatureMatrix = { _ in
      FeatureMatrix(values: [], count: 0, width: 0, layout: .coverslip)
    },
    hasOverlaps: @escaping @Sendable (String) throws -> Bool = { _ in false },
    labels: @escaping @Sendable (String) throws -> [UInt8]? = { _ in nil }
  ) {
    self.contents = contents
    self.isFile = isFile
    self.isFolder = isFolder
    self.origin = origin
    self.matrix = matrix
    self.hasOverlaps = hasOverlaps
    self.labels = labels
  }
}
