import Microscopy

extension FeatureMatrix {
  /// Reads the file at `path`, of any layout; of safetensors the tensor `features`, [n, d] or [1, n, d], which is all
  /// that such a file needs. Nothing but the file is needed, because no coordinate is converted.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or ends early; `pickle`, `numPyArchive`
  ///   or `patchesFile` where it is of a kind without features to read; `badHeader` or `badNumPy` where its header is
  ///   broken; `hdf5`, `indirect`, `notStored`, `missingChunks` or `missingFilter` where the values of an HDF5 file
  ///   cannot be had; `missingTensor`, `unexpectedShape`, `unexpectedType`, `notNumbers` or `rowsDisagree` where
  ///   features or coordinates are not what they must be; `badValue` where a number is not finite.
  public init(path: String) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(safetensors: path)
    case .numPy: try self.init(BagContent(numPy: path), .owkin)
    case .hdf5:
      let bag = try BagContent(hdf5: path)
      self.init(bag, bag.hdf5Layout)
    }
  }

  private init(_ bag: BagContent, _ layout: FeatureLayout) {
    let origin = FeatureOrigin(
      file: bag.fileAttributes, features: bag.featureAttributes, places: bag.placeAttributes)
    self.init(
      values: bag.features, count: bag.count, width: bag.width, layout: layout, encoder: origin.encoder,
      encoderDigest: origin.encoderDigest)
  }

  private init(safetensors path: String) throws(FeatureFileFailure) {
    let file = try SafetensorsFile(path: path)
    let entry = try file.entry("features")
    guard let shape = BagShape.matrix(entry.shape) else {
      throw .unexpectedShape(
        file: path, tensor: entry.name, offset: entry.bytes.lowerBound, expected: [-1, -1], found: entry.shape)
    }
    self.init(
      values: try file.finiteFloats("features", shape: entry.shape), count: shape.rows, width: shape.columns,
      layout: .coverslip, encoder: file.metadata["encoder"], encoderDigest: file.metadata["encoder_digest"])
  }
}
