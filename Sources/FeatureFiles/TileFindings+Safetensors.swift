import Microscopy

/// A result file.
extension TileFindings {
  private static let format = "tile-findings/1"

  /// Reads the file at `path`.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the file cannot be opened or ends early; `badHeader` where its
  ///   header is broken; `badMetadata` where it is not a file of findings or does not name the model; `missingTensor`,
  ///   `unexpectedShape` or `unexpectedType` where a column is not what it must be; `badValue` where a value is
  ///   impossible.
  public init(path: String) throws(FeatureFileFailure) { try self.init(SafetensorsFile(path: path)) }

  /// Reads a file already in memory, as where its digest was taken of the same bytes; `name` is for errors.
  ///
  /// - Throws: ``FeatureFileFailure``: `file` where the bytes end early; `badHeader` where the header is broken;
  ///   `badMetadata` where they are not a file of findings or do not name the model; `missingTensor`, `unexpectedShape`
  ///   or `unexpectedType` where a column is not what it must be; `badValue` where a value is impossible.
  public init(bytes: [UInt8], name: String) throws(FeatureFileFailure) {
    try self.init(SafetensorsFile(bytes: bytes, name: name))
  }

  private init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    try file.expectFormat(Self.format)
    let columns = try file.columns()
    let count = columns.count
    self.init(
      slides: try file.indices("slide", shape: [count]), columns: columns,
      attention: try file.finiteFloats("attention", shape: [count]),
      contribution: try file.has("contribution") ? file.finiteFloats("contribution", shape: [count]) : nil,
      model: try file.text("model"), modelDigest: try file.text("model_digest"), provenance: try TileProvenance(file),
      weights: try Self.weights(file, count: count), unread: try UnreadTiles(file),
      measures: try TileMeasures.read(file, count: count), cohort: try TileCohort.read(file))
  }

  private static func weights(_ file: SafetensorsFile, count: Int) throws(FeatureFileFailure) -> [Float]? {
    guard let entry = file.entries.first(where: { $0.name == "weight" }) else { return nil }
    let weights = try file.finiteFloats("weight", shape: [count])
    guard let bad = weights.firstIndex(where: { $0 <= 0 }) else { return weights }
    throw .badValue(
      file: file.name, tensor: entry.name, offset: entry.bytes.lowerBound + bad * entry.type.width, index: bad)
  }

  /// The file; the same findings give the same bytes.
  public var document: SafetensorsDocument {
    let named = ["coverslip": Self.format, "model": model, "model_digest": modelDigest]
    let known = (measures?.metadata ?? [:]).merging(cohort?.metadata ?? [:]) { own, _ in own }
    let told = provenance.metadata.merging(known) { own, _ in own }
    var document = SafetensorsDocument(metadata: named.merging(told) { own, _ in own })
    document.add("slide", shape: [count], integers: slides)
    document.add(columns)
    document.add("attention", shape: [count], floats: attention)
    if let contribution { document.add("contribution", shape: [count], floats: contribution) }
    if let weights { document.add("weight", shape: [count], floats: weights) }
    unread.add(to: &document)
    measures?.add(to: &document)
    cohort?.add(to: &document)
    return document
  }

  /// Writes ``document`` to `path`, with the tiles' features where there are any: beside it, `fsync`, `rename`. Traps
  /// where the features are of another number of tiles.
  ///
  /// - Throws: ``FeatureFileFailure/file(_:)`` where the file cannot be written or put in its place.
  public func write(to path: String, with features: FeatureMatrix? = nil) throws(FeatureFileFailure) {
    var document = document
    if let features {
      precondition(features.count == count, "features of other tiles")
      document.add("features", shape: [count, features.width], floats: features.values)
    }
    try document.write(to: path)
  }
}
