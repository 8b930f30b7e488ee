import Microscopy

/// Files of any tool.
extension TileFeatures {
  /// Reads the file at `path`, whose layout is recognised from its content. Coordinates and sides come out in level-0
  /// px.
  ///
  /// What the file leaves open is taken from `context`, and nothing is guessed:
  /// ``FeatureFileFailure/missingFact(file:layout:fact:)`` names what both leave open. A feature that is not finite is
  /// refused with its place.
  ///
  /// - Throws: ``FeatureFileFailure``: what reading a ``FeatureMatrix`` throws; `missingFact` where neither the file
  ///   nor `context` says what is needed; `badMetadata` where an entry is not what it must be; `badValue` where a
  ///   coordinate cannot be a place on a slide; `companionDisagrees` where the patches file is of other tiles.
  public init(path: String, context: FeatureFileContext = FeatureFileContext()) throws(FeatureFileFailure) {
    switch try FileKind(path: path) {
    case .pickle: throw .pickle(file: path)
    case .numPyArchive: throw .numPyArchive(file: path)
    case .safetensors: try self.init(safetensors: path)
    case .numPy: self = try OwkinLayout.tiles(BagContent(numPy: path), context)
    case .hdf5: self = try Self.tiles(BagContent(hdf5: path), context)
    }
  }

  private static func tiles(
    _ bag: BagContent, _ context: FeatureFileContext
  ) throws(FeatureFileFailure) -> TileFeatures {
    bag.name == "feats" ? try StampLayout.tiles(bag, context) : try PatchLayouts.tiles(bag, context)
  }
}
