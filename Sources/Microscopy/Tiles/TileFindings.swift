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
/// Where the encoder measures what has a name, ``TileMeasures`` stand in the file too; where the bundle knows what its
/// networks make of the tiles of its training, so does its ``TileCohort``.
///
/// `features` F32 [n, d], row by row as the networks saw them, so that they can be asked again without some of the
/// tiles; absent in files of before they were kept, and where they would be too many. They are read by themselves, as
/// a ``FeatureMatrix``.
///
/// Metadata: `coverslip` = `tile-findings/1`, `model` (name and version), `model_digest`, and what ``TileProvenance``
/// says. How contributions were found decides what they sum to: the slide score less `contribution_baseline` where
/// there is a baseline, else (one tile left out at a time) nothing.
public struct TileFindings: Hashable, Sendable {
  /// Index into the case's slides.
  public let slides: [Int32]
  /// Where the tiles lie.
  public let columns: TileColumns
  /// Shares of the attention.
  public let attention: [Float]
  /// Signed parts in the slide score; `nil` where the networks cannot be taken apart.
  public let contribution: [Float]?
  /// Name and version of the model.
  public let model: String
  /// Digest of the model's bundle.
  public let modelDigest: String
  /// What attention and contributions are.
  public let provenance: TileProvenance
  /// Tiles of the slide that each tile speaks for, itself included: above 0; `nil` where each speaks for itself.
  public let weights: [Float]?
  /// The tiles of the plan that were not read.
  public let unread: UnreadTiles
  /// What the encoder measured of each tile; `nil` where its features have no names, and in files of before.
  public let measures: TileMeasures?
  /// The tiles of the model's training; `nil` where the bundle does not know them, and in files of before.
  public let cohort: TileCohort?

  /// Number of tiles.
  public var count: Int { columns.count }

  /// Findings of the tiles in `columns`; traps where the counts disagree.
  public init(
    slides: [Int32], columns: TileColumns, attention: [Float], contribution: [Float]?, model: String,
    modelDigest: String, provenance: TileProvenance = TileProvenance(), weights: [Float]? = nil,
    unread: UnreadTiles = UnreadTiles(), measures: TileMeasures? = nil, cohort: TileCohort? = nil
  ) {
    let count = columns.count
    precondition(slides.count == count && attention.count == count)
    precondition(contribution.map { $0.count == count } ?? true)
    precondition(weights.map { $0.count == count } ?? true)
    precondition(measures.map { $0.count == count } ?? true)
    self.slides = slides
    self.columns = columns
    self.attention = attention
    self.contribution = contribution
    self.model = model
    self.modelDigest = modelDigest
    self.provenance = provenance
    self.weights = weights
    self.unread = unread
    self.measures = measures
    self.cohort = cohort
  }
}
