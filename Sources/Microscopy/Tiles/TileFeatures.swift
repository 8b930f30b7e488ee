/// The feature vectors of a slide's tiles and where the tiles are: the one form in memory, whatever tool wrote the
/// file.
///
/// Our own file, safetensors: `features` F32 [n, d]; `coords` I64 [n, 2], upper left corners in level-0 px; `side` I64
/// [n], level-0 px; `labels` U8 [n] where the tiles' truth is known. Metadata: `coverslip` = `tile-features/1`, and
/// where they are known `encoder`, `encoder_digest`, `precision`, `max_tiles`, `unreadable_tiles`, `slide`, `mpp`,
/// `tile_pixels`, `slide_mpp`, `slide_width`, `slide_height`.
///
/// ```swift
/// let tiles = TileFeatures(
///   features: [0.5, 1], width: 2, corners: [0, 224], sides: [224], encoder: "morphometry", slide: "a.svs", mpp: 0.5,
///   tilePixels: 224)
/// ```
public struct TileFeatures: Hashable, Sendable {
  /// The features, row-major [count, width], finite.
  public let features: [Float]
  /// Features per tile; 0 where an empty bag does not say it.
  public let width: Int
  /// Where the tiles lie.
  public let columns: TileColumns
  /// The truth of each tile: 1 where it shows what the model should look at (high-grade tumour), 0 elsewhere; `nil` for
  /// real slides.
  public let labels: [UInt8]?
  /// Name of the encoder, as the file names it.
  public let encoder: String?
  /// The arithmetic of the encoder's products (`f32`, `bf16`), where the file says it.
  public var precision: String?
  /// SHA-256 of what the encoder's features follow from, where the file says it.
  public var encoderDigest: String?
  /// The most tiles that were to be encoded, where the file says it; `nil` of all.
  public var maxTiles: Int?
  /// Tiles beside these that could not be read from the slide, where the file says it.
  public var unreadable: Int?
  /// File name of the slide, as the file names it: other tools leave the ending away.
  public let slide: String?
  /// Micrometres per px at which the tiles were encoded.
  public let mpp: Double?
  /// Side of the tiles as encoded, px.
  public let tilePixels: Int?
  /// Size and scale of the slide's level 0, as far as they are known.
  public let frame: SlideFrame

  /// Upper left corners, level-0 px: x, y, x, y ...
  public var corners: [Int64] { columns.corners }
  /// The sides of the tiles, level-0 px.
  public var sides: [Int64] { columns.sides }
  /// Number of tiles; an empty bag is a normal one.
  public var count: Int { columns.count }

  /// Features of the tiles in `columns`; traps where the counts disagree.
  public init(
    features: [Float], width: Int, columns: TileColumns, labels: [UInt8]? = nil, encoder: String?,
    slide: String?, mpp: Double?, tilePixels: Int?, frame: SlideFrame = SlideFrame()
  ) {
    precondition(features.count == columns.count * width)
    precondition(labels.map { $0.count == columns.count } ?? true)
    self.features = features
    self.width = width
    self.columns = columns
    self.labels = labels
    self.encoder = encoder
    self.slide = slide
    self.mpp = mpp
    self.tilePixels = tilePixels
    self.frame = frame
  }
}
