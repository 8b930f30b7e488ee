/// The layouts that are written.
public enum ExportLayout: String, Hashable, Sendable, CaseIterable {
  /// Our own safetensors: everything that is known, and sides that differ.
  case coverslip
  /// HDF5 as TRIDENT writes it, with every attribute that is known; what reads CLAM's files reads these too.
  case trident
  /// HDF5 as CLAM writes it, with the attributes of its patches file.
  case clam
  /// HDF5 as STAMP writes it from 2.1 on; needs the slide's micrometres per px and the tiles' side as encoded.
  case stamp

  /// The layout that the ending of `path` stands for: `.h5` and `.hdf5` are TRIDENT's, `.safetensors` ours.
  public init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".safetensors") {
      self = .coverslip
    } else if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") {
      self = .trident
    } else {
      return nil
    }
  }
}

extension TileFeatures {
  /// Writes the tiles to `path`: beside it, `fsync`, `rename`. Without `layout` the ending says it.
  ///
  /// The layouts of other tools have one side for all tiles; STAMP's needs `frame.mpp` and `tilePixels`. Labels are
  /// kept, in a dataset of their own.
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

  /// The side of all tiles; `nil` where there are none.
  func commonSide(_ path: String, _ layout: ExportLayout) throws(FeatureFileFailure) -> Int? {
    guard let first = sides.first else { return nil }
    if let other = sides.first(where: { $0 != first }) {
      throw .notExportable(file: path, fault: .mixedSides(layout, first, other))
    }
    return Int(first)
  }
}
