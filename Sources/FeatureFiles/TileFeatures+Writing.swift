import Microscopy

extension TileFeatures {
  /// Writes the tiles to `path`: beside it, `fsync`, `rename`. Without `layout` the ending says it.
  ///
  /// The layouts of other tools have one side for all tiles; STAMP's needs `frame.mpp` and `tilePixels`. Labels are
  /// kept, in a dataset of their own.
  ///
  /// - Throws: ``FeatureFileFailure``: `notExportable` where the ending names no layout, or the tiles do not have what
  ///   the layout needs; `badValue` where CLAM's layout has no room for a coordinate; `file` or `hdf5` where the file
  ///   cannot be written.
  public func write(to path: String, as layout: ExportLayout? = nil) throws(FeatureFileFailure) {
    guard let layout = layout ?? ExportLayout(path: path) else {
      throw .notExportable(file: path, fault: .unknownEnding)
    }
    switch layout {
    case .coverslip: try document.write(to: path)
    case .trident: try tridentDocument(path).write(to: path)
    case .clam: try clamDocument(path).write(to: path)
    case .stamp: try stampDocument(path).write(to: path)
    }
  }
}
