import Microscopy

/// Our own file.
extension TileFeatures {
  private static let format = "tile-features/1"

  init(safetensors path: String) throws(FeatureFileFailure) {
    let file = try SafetensorsFile(path: path)
    try file.expectFormat(Self.format)
    let shape = try file.entry("features", shape: [-1, -1]).shape
    self.init(
      features: try file.finiteFloats("features", shape: shape), width: shape[1],
      columns: TileColumns(
        corners: try file.integers("coords", shape: [shape[0], 2], in: BagContent.corners),
        sides: try file.integers("side", shape: [shape[0]], in: BagContent.sides)),
      labels: try file.optionalLabels(count: shape[0]),
      encoder: file.metadata["encoder"], slide: file.metadata["slide"], mpp: try file.optional("mpp"),
      tilePixels: try file.optional("tile_pixels").map { Int($0) },
      frame: SlideFrame(
        mpp: try file.optional("slide_mpp"), width: try file.optional("slide_width").map { Int($0) },
        height: try file.optional("slide_height").map { Int($0) }))
    precision = file.metadata["precision"]
    encoderDigest = file.metadata["encoder_digest"]
    maxTiles = try file.optional("max_tiles").map { Int($0) }
    unreadable = try file.optional("unreadable_tiles").map { Int($0) }
  }

  /// The file; the same tiles give the same bytes.
  public var document: SafetensorsDocument {
    var document = SafetensorsDocument(metadata: metadata)
    document.add("features", shape: [count, width], floats: features)
    document.add(columns)
    if let labels { document.add("labels", shape: [count], bytes: labels) }
    return document
  }

  private var metadata: [String: String] {
    let known: [String: String?] = [
      "coverslip": Self.format, "encoder": encoder, "encoder_digest": encoderDigest, "precision": precision,
      "max_tiles": maxTiles.map { "\($0)" }, "unreadable_tiles": unreadable.map { "\($0)" }, "slide": slide,
      "mpp": mpp.map { "\($0)" },
      "tile_pixels": tilePixels.map { "\($0)" }, "slide_mpp": frame.mpp.map { "\($0)" },
      "slide_width": frame.width.map { "\($0)" }, "slide_height": frame.height.map { "\($0)" },
    ]
    return known.compactMapValues { $0 }
  }
}

extension SafetensorsFile {
  /// Refused where a value could not be a place on a slide.
  fileprivate func integers(
    _ name: String, shape: [Int], in range: ClosedRange<Int64>
  ) throws(FeatureFileFailure) -> [Int64] {
    let values = try integers(name, shape: shape)
    guard let bad = values.firstIndex(where: { !range.contains($0) }) else { return values }
    let entry = try entry(name)
    throw .badValue(file: self.name, tensor: name, offset: entry.bytes.lowerBound + bad * entry.type.width, index: bad)
  }

  fileprivate func optional(_ key: String) throws(FeatureFileFailure) -> Double? {
    metadata[key] == nil ? nil : try positive(key)
  }

  fileprivate func optionalLabels(count: Int) throws(FeatureFileFailure) -> [UInt8]? {
    try entries.contains { $0.name == "labels" } ? bytes("labels", shape: [count]) : nil
  }
}
