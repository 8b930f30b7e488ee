import Prognosis

/// Something that the tissue analysis noticed and the reviewer must see.
public struct QualityFlag: Hashable, Sendable, Codable {
  /// What was noticed. Raw values are stored codes: see ``LedgerEvent/format``.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case pen, blur
    case outOfRangeStain = "out-of-range-stain"
    case blackBackground = "black-background"
    case tooLittleTissue = "too-little-tissue"
    case noTissue = "no-tissue"
    case unreadableRegions = "unreadable-regions"
    case receptorsNotGiven = "receptors-not-given"
    case sampledTiles = "sampled-tiles"
    case noAttention = "no-attention"
    case featureFile = "feature-file-trusted"
    case distributionUnknown = "distribution-unknown"
    case mppGiven = "mpp-given"
    case unlikeTraining = "unlike-training"
    case implausibleClinical = "clinical-outside-training"
    /// Levels of the file are not read, since they do not show what level 0 shows.
    case leftOutLevels = "left-out-levels"
    case glassCast = "glass-cast"
    case strongCast = "cast-beyond-correction"
    case noGlass = "no-glass"
    case repeatedPixels = "repeated-pixels"
    case unreadableTissue = "unreadable-tissue"
    /// The same slide stands twice in the case.
    case slideTwice = "slide-twice-in-case"
    /// The same slide stands in another case, too.
    case slideInOtherCase = "slide-in-other-case"
    /// The content of the file is not that of the finding before.
    case slideChanged = "slide-changed"
    /// The pixel size given by a person is not the file's own.
    case mppDisagrees = "mpp-disagrees"
    /// The objective's power and the pixel size do not go together.
    case magnificationDisagrees = "magnification-disagrees"
    /// Pixels are not square.
    case unequalPixels = "unequal-pixels"
    /// The scan is coarser than the scale that the encoder wants.
    case coarseScan = "coarse-scan"
    /// The networks look at more tiles than the case has.
    case fewTiles = "fewer-tiles-than-the-network-looks-at"
  }

  /// What was noticed.
  public let kind: Kind
  /// What was measured and its limit, in the order in which it is told.
  public let details: [QualityDetail]
  /// File name of the slide, where the flag is of one slide.
  public let slide: String?

  /// A flag with its figures, of one slide or of the case.
  public init(kind: Kind, details: [QualityDetail] = [], slide: String? = nil) {
    self.kind = kind
    self.details = details
    self.slide = slide
  }

  /// The first number that is told as `key`.
  public func number(_ key: QualityDetail.Key) -> Double? { details.lazy.compactMap { $0.number(key) }.first }

  /// All numbers that are told as `key`.
  public func numbers(_ key: QualityDetail.Key) -> [Double] { details.compactMap { $0.number(key) } }

  /// The first text that is told as `key`.
  public func text(_ key: QualityDetail.Key) -> String? { details.lazy.compactMap { $0.text(key) }.first }

  /// All texts that are told as `key`.
  public func texts(_ key: QualityDetail.Key) -> [String] { details.compactMap { $0.text(key) } }
}

/// Which model spoke.
public struct ModelIdentity: Hashable, Sendable, Codable {
  /// Name of the bundle.
  public let name: String
  /// Version of the bundle.
  public let version: String
  /// SHA-256 of the bundle's card, which itself names the digest of every file: 64 hexadecimal digits.
  public let digest: String
  /// A demonstration model is marked DEMO wherever it speaks.
  public let demonstration: Bool
  /// Probability at five years from which the call is high.
  public let threshold: Double

  /// A model by name, version and digest.
  public init(name: String, version: String, digest: String, demonstration: Bool, threshold: Double) {
    self.name = name
    self.version = version
    self.digest = digest
    self.demonstration = demonstration
    self.threshold = threshold
  }
}

/// The content of a slide as it was scored.
public struct SlideDigests: Hashable, Sendable, Codable {
  /// The digest of the slide's size and of fixed ranges: see ``CaseSlide/quickDigest``.
  public let quick: String
  /// SHA-256 of every byte, 64 hexadecimal digits: of a slide that is one file what `sha256sum` prints.
  public let whole: String

  /// The digests of one slide.
  public init(quick: String, whole: String) {
    self.quick = quick
    self.whole = whole
  }
}

/// What the model says of a case. Immutable: a new scoring makes a new finding.
public struct Finding: Hashable, Sendable, Codable, Identifiable {
  /// UUID.
  public var id: String
  /// The bundle that answered.
  public var model: ModelIdentity
  /// Version of Coverslip that computed it.
  public var software: String
  /// ISO 8601 with seconds, UTC.
  public var computedAt: String
  /// Tiles that were read and scored.
  public var tiles: Int
  /// Tiles that the tissue offers.
  public var tilesAvailable: Int
  /// Regions that could not be read.
  public var unreadableRegions: Int
  /// Area of the tissue found on all slides, mm2.
  public var tissueMM2: Double
  /// Which of the combined models answered, where one did.
  public var basis: PrognosticBasis?
  /// Clinical variables that the combined model wants and the case lacks.
  public var missing: [String]
  /// Mean of the ensemble's slide scores (log-hazard, training mean at 0), where there were tiles.
  public var score: Double?
  /// Standard deviation over the ensemble's members.
  public var scoreSD: Double?
  /// Linear predictor of the combined model: a log-hazard, 0 at the training mean.
  public var linearPredictor: Double?
  /// Probability of metastatic relapse within five years. Also present beside *no call* where it could be computed, and
  /// then never shown as an answer.
  public var probability5y: Double?
  /// The 95 % interval of ``probability5y``.
  public var interval: ProbabilityInterval?
  /// High, low, or no call.
  public var call: Call
  /// Whether the interval crosses the threshold.
  public var borderline: Bool
  /// Why there is no call; empty otherwise.
  public var reasons: [NoCallReason]
  /// What the reviewer must see beside the call.
  public var flags: [QualityFlag]
  /// What moves the linear predictor, variable by variable.
  public var contributions: [Contribution]
  /// Absolute path of the safetensors file with coordinates, attention and contribution per tile.
  public var resultFile: String?
  /// SHA-256 of that file, hexadecimal.
  public var resultDigest: String?
  /// What encoded the tiles: `morphometry`, a network's name, or the feature file's word for it.
  public var encoder: String?
  /// Precision of the encoder's matrix products: `f32` or `bf16`; `nil` where it has none.
  public var precision: String?
  /// Versions of the libraries that read and computed, by name: `openslide`, `libtiff` (where OpenSlide shows its own),
  /// `openblas`, `openblas-kernel`. `nil` in findings that were made before it was recorded.
  public var libraries: [String: String]?
  /// Share of the tissue that could not be read, 0...1: that of the slide of which most is missing; `nil` in findings
  /// of older versions, which did not tell.
  public var unreadableShare: Double?
  /// The content of the slides that were scored, in their order; empty in findings of older versions.
  public var slideDigests: [SlideDigests] = []
  /// The slides' labels held against the case, in their order; empty where none was checked.
  public var labels: [LabelCheck] = []
  /// The values at which the call turns, the nearest first; empty where no single value turns it, `nil` without a call
  /// and in findings of older versions.
  public var turns: [CallTurn]?
  /// Probability of metastatic relapse within ten years; `nil` without a call, where the follow-up of the model's
  /// training does not carry it, and in findings of older versions. No call rests on it.
  public var probability10y: Double?
  /// The 95 % interval of ``probability10y``.
  public var interval10y: ProbabilityInterval?
  /// The regions that the finding does not rest on; `nil` where none was left out.
  public var leftOut: LeftOutRegions?

  /// A finding; what could not be computed is `nil`.
  public init(
    id: String, model: ModelIdentity, software: String, computedAt: String, tiles: Int, tilesAvailable: Int,
    unreadableRegions: Int = 0, tissueMM2: Double, basis: PrognosticBasis? = nil, missing: [String] = [],
    score: Double? = nil, scoreSD: Double? = nil, linearPredictor: Double? = nil, probability5y: Double? = nil,
    interval: ProbabilityInterval? = nil, call: Call, borderline: Bool = false, reasons: [NoCallReason] = [],
    flags: [QualityFlag] = [], contributions: [Contribution] = [], resultFile: String? = nil,
    resultDigest: String? = nil
  ) {
    self.id = id
    self.model = model
    self.software = software
    self.computedAt = computedAt
    self.tiles = tiles
    self.tilesAvailable = tilesAvailable
    self.unreadableRegions = unreadableRegions
    self.tissueMM2 = tissueMM2
    self.basis = basis
    self.missing = missing
    self.score = score
    self.scoreSD = scoreSD
    self.linearPredictor = linearPredictor
    self.probability5y = probability5y
    self.interval = interval
    self.call = call
    self.borderline = borderline
    self.reasons = reasons
    self.flags = flags
    self.contributions = contributions
    self.resultFile = resultFile
    self.resultDigest = resultDigest
  }
}

extension Finding {
  /// What of it may be told: a finding without a call keeps its reasons, its flags and the networks' score, which the
  /// flags may name, and tells no probability and nothing of what would have gone into one.
  public var told: Finding {
    guard !call.isAnswer else { return self }
    var told = self
    (told.linearPredictor, told.probability5y, told.interval) = (nil, nil, nil)
    (told.probability10y, told.interval10y) = (nil, nil)
    told.contributions = []
    told.turns = nil
    told.borderline = false
    return told
  }
}

/// What the model made of one tile, as kept in the finding's result file.
public struct TileFinding: Hashable, Sendable {
  /// Index into the case's slides.
  public let slide: Int
  /// Upper left corner, level-0 px.
  public let x: Int
  /// Upper edge, level-0 px.
  public let y: Int
  /// Side, level-0 px.
  public let side: Int
  /// Share of the attention: the tiles of a case sum to 1.
  public let attention: Float
  /// Signed part in the slide score; how it was found decides what the tiles of a case sum to. `nil` where the networks
  /// cannot be taken apart.
  public let contribution: Float?

  /// A tile with its attention and, where the score has parts, its contribution.
  public init(slide: Int, x: Int, y: Int, side: Int, attention: Float, contribution: Float?) {
    self.slide = slide
    self.x = x
    self.y = y
    self.side = side
    self.attention = attention
    self.contribution = contribution
  }
}
