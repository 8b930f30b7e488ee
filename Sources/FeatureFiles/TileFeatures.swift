/// The feature vectors of a slide's tiles, as `encode` writes them and training reads them.
///
/// Tensors: `features` F32 [n, d]; `coords` I64 [n, 2], upper left corners in level-0 px; `side` I64 [n], level-0 px;
/// `labels` U8 [n] where the tiles' truth is known. Metadata: `coverslip` = `tile-features/1`, `encoder`, `slide`, `mpp`,
/// `tile_pixels`.
public struct TileFeatures: Hashable, Sendable {
  static let format = "tile-features/1"

  /// Row-major [count, width].
  public let features: [Float]
  /// Features a tile.
  public let width: Int
  /// Upper left corners, level-0 px: x, y, x, y ...
  public let corners: [Int64]
  /// Sides, level-0 px.
  public let sides: [Int64]
  /// 1 where the tile shows what the model should look at (high-grade tumour), 0 elsewhere; `nil` for real slides.
  public let labels: [UInt8]?
  /// Name of the encoder.
  public let encoder: String
  /// File name of the slide.
  public let slide: String
  /// Micrometres per px at which the tiles were encoded.
  public let mpp: Double
  /// Side of the tiles as encoded, px.
  public let tilePixels: Int

  /// Number of tiles.
  public var count: Int { sides.count }

  /// Features of `sides.count` tiles; traps where the counts disagree.
  public init(
    features: [Float], width: Int, corners: [Int64], sides: [Int64], labels: [UInt8]? = nil, encoder: String,
    slide: String, mpp: Double, tilePixels: Int
  ) {
    precondition(features.count == sides.count * width && corners.count == sides.count * 2)
    precondition(labels.map { $0.count == sides.count } ?? true)
    self.features = features
    self.width = width
    self.corners = corners
    self.sides = sides
    self.labels = labels
    self.encoder = encoder
    self.slide = slide
    self.mpp = mpp
    self.tilePixels = tilePixels
  }

  /// Reads `path`. A feature that is not finite is refused with its place.
  public init(path: String) throws(FeatureFileFailure) {
    let file = try SafetensorsFile(path: path)
    try file.expectFormat(Self.format)
    let shape = try file.entry("features", shape: [-1, -1]).shape
    features = try file.finiteFloats("features", shape: shape)
    width = shape[1]
    corners = try file.integers("coords", shape: [shape[0], 2])
    sides = try file.integers("side", shape: [shape[0]])
    labels = try file.entries.contains { $0.name == "labels" } ? file.bytes("labels", shape: [shape[0]]) : nil
    encoder = try file.text("encoder")
    slide = try file.text("slide")
    mpp = try file.positive("mpp")
    tilePixels = Int(try file.positive("tile_pixels"))
  }

  /// The file; the same tiles give the same bytes.
  public var document: SafetensorsDocument {
    var document = SafetensorsDocument(metadata: [
      "coverslip": Self.format, "encoder": encoder, "slide": slide, "mpp": "\(mpp)", "tile_pixels": "\(tilePixels)",
    ])
    document.add("features", shape: [count, width], floats: features)
    document.add("coords", shape: [count, 2], integers: corners)
    document.add("side", shape: [count], integers: sides)
    if let labels { document.add("labels", shape: [count], bytes: labels) }
    return document
  }

  /// Writes ``document`` to `path`: beside it, `fsync`, `rename`.
  public func write(to path: String) throws(FeatureFileFailure) { try document.write(to: path) }
}
