import Microscopy

extension FeatureOrigin {
  /// Reads what the file at `path` says of itself; a NumPy array says nothing. Its features are not checked: reading
  /// them does.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or ends early; `pickle` or `numPyArchive`
  ///   where it is of a kind that is not read; `badHeader` where its header is broken; `badMetadata` where its limit of
  ///   tiles is not a number above 0; `hdf5`, `indirect`, `notStored`, `missingChunks` or `missingFilter` where the
  ///   values of an HDF5 file cannot be had.
  public init(path: String) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(SafetensorsFile(path: path))
    case .numPy: self.init()
    case .hdf5: self = try BagContent.origin(hdf5: path)
    }
  }

  private init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    self.init(
      encoder: file.metadata["encoder"], encoderDigest: file.metadata["encoder_digest"], slide: file.metadata["slide"],
      tiles: file.entries.first { $0.name == "features" }.flatMap { BagShape.matrix($0.shape)?.rows },
      maxTiles: file.metadata["max_tiles"] == nil ? nil : Int(try file.positive("max_tiles")))
  }
}
