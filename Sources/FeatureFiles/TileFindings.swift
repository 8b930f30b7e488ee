/// What a model made of each tile of a case, as a finding's result file keeps it.
///
/// Tensors, n tiles: `slide` I32 [n], index into the case's slides; `coords` I64 [n, 2], upper left corners in level-0
/// px; `side` I64 [n], level-0 px; `attention` F32 [n], sums to 1; `contribution` F32 [n], the tile's signed part in
/// the slide score, absent where the networks cannot be taken apart.
///
/// Where a tile budget left m tiles of the plan unread: `weight` F32 [n], how many tiles of the slide each row speaks
/// for (its `attention` and `contribution` are theirs together), and `unread_slide` I32 [m], `unread_coords` I64 [m,
/// 2], `unread_side` I64 [m]. Absent, as in files of before there were budgets: every tile speaks for itself, none is
/// unread.
///
/// Metadata: `coverslip` = `tile-findings/1`, `model` (name and version), `model_digest`, and what ``TileProvenance``
/// says. How contributions were found decides what they sum to: the slide score less `contribution_baseline` where
/// there is a baseline, else (one tile left out at a time) nothing.
public struct TileFindings: Hashable, Sendable {
  static let format = "tile-findings/1"

  /// Index into the case's slides.
  public let slides: [Int32]
  /// Upper left corners, level-0 px: x, y, x, y ...
  public let corners: [Int64]
  /// Sides, level-0 px.
  public let sides: [Int64]
  /// Shares of the attention.
  public let attention: [Float]
  /// Signed parts in the slide score; `nil` where the networks cannot be taken apart.
  public let contribution: [Float]?
  /// Name and version of the model.
  public let model: String
  /// Digest of its bundle.
  public let modelDigest: String
  /// What attention and contributions are.
  public let provenance: TileProvenance
  /// Tiles of the slide that each tile speaks for, itself included: above 0; `nil` where each speaks for itself.
  public let weights: [Float]?
  /// The tiles of the plan that were not read.
  public let unread: UnreadTiles

  /// Number of tiles.
  public var count: Int { sides.count }

  /// Findings of `sides.count` tiles; traps where the counts disagree.
  public init(
    slides: [Int32], corners: [Int64], sides: [Int64], attention: [Float], contribution: [Float]?, model: String,
    modelDigest: String, provenance: TileProvenance = TileProvenance(), weights: [Float]? = nil,
    unread: UnreadTiles = UnreadTiles()
  ) {
    precondition(slides.count == sides.count && corners.count == sides.count * 2)
    precondition(attention.count == sides.count && contribution.map { $0.count == sides.count } ?? true)
    precondition(weights.map { $0.count == sides.count } ?? true)
    self.slides = slides
    self.corners = corners
    self.sides = sides
    self.attention = attention
    self.contribution = contribution
    self.model = model
    self.modelDigest = modelDigest
    self.provenance = provenance
    self.weights = weights
    self.unread = unread
  }

  /// Reads the file at `path`.
  public init(path: String) throws(FeatureFileFailure) { try self.init(SafetensorsFile(path: path)) }

  /// Reads a file already in memory, as where its digest was taken of the same bytes; `name` is for errors.
  public init(bytes: [UInt8], name: String) throws(FeatureFileFailure) {
    try self.init(SafetensorsFile(bytes: bytes, name: name))
  }

  private init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    try file.expectFormat(Self.format)
    let count = try file.entry("side", shape: [-1]).shape[0]
    slides = try file.indices("slide", shape: [count])
    corners = try file.integers("coords", shape: [count, 2])
    sides = try file.integers("side", shape: [count])
    attention = try file.finiteFloats("attention", shape: [count])
    contribution = try file.has("contribution") ? file.finiteFloats("contribution", shape: [count]) : nil
    model = try file.text("model")
    modelDigest = try file.text("model_digest")
    provenance = try TileProvenance(file)
    weights = try Self.weights(file, count: count)
    unread = try UnreadTiles(file)
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
    var document = SafetensorsDocument(metadata: named.merging(provenance.metadata) { own, _ in own })
    document.add("slide", shape: [count], integers: slides)
    document.add("coords", shape: [count, 2], integers: corners)
    document.add("side", shape: [count], integers: sides)
    document.add("attention", shape: [count], floats: attention)
    if let contribution { document.add("contribution", shape: [count], floats: contribution) }
    if let weights { document.add("weight", shape: [count], floats: weights) }
    unread.add(to: &document)
    return document
  }

  /// Writes ``document`` to `path`: beside it, `fsync`, `rename`.
  public func write(to path: String) throws(FeatureFileFailure) { try document.write(to: path) }
}
