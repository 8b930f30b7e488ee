import Microscopy

extension TileFeatures {
  /// The side of all tiles; `nil` where there are none.
  func commonSide(_ path: String, _ layout: ExportLayout) throws(FeatureFileFailure) -> Int? {
    guard let first = sides.first else { return nil }
    if let other = sides.first(where: { $0 != first }) {
      throw .notExportable(file: path, fault: .mixedSides(layout, first, other))
    }
    return Int(first)
  }
}
