import Prognosis

/// Why a region of a slide is left out. Raw values are stored codes: see ``LedgerEvent/format``.
public enum LeftOutReason: String, Sendable, Codable, CaseIterable {
  /// Carcinoma in situ, which the model was not made for.
  case inSitu = "in-situ"
  /// A fold, a bubble, ink or the like.
  case artefact
  /// Tissue that was put on the slide to control a stain.
  case controlTissue = "control-tissue"
  /// Another tumour than the one that the case is about.
  case otherTumour = "other-tumour"
  /// Tissue without tumour.
  case noTumour = "no-tumour"
  /// Dead tissue.
  case necrosis
  case other
}

/// A rectangle of a slide that is left out for a trial, level-0 px.
public struct LeftOutBox: Hashable, Sendable, Codable {
  /// Index into the case's slides.
  public var slide: Int
  /// Left edge, level-0 px.
  public var x: Int
  /// Upper edge, level-0 px.
  public var y: Int
  /// Width, level-0 px.
  public var width: Int
  /// Height, level-0 px.
  public var height: Int
  /// Why it is left out.
  public var reason: LeftOutReason

  /// A rectangle with its upper left corner at (`x`, `y`), level-0 px.
  public init(slide: Int, x: Int, y: Int, width: Int, height: Int, reason: LeftOutReason) {
    self.slide = slide
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.reason = reason
  }

  /// Whether the middle of `tile` lies in it: left and upper edges belong to it, right and lower ones do not.
  public func holds(_ tile: TissueSquare) -> Bool {
    let (middleX, middleY) = (2 * tile.x + tile.side, 2 * tile.y + tile.side)
    return slide == tile.slide && 2 * x <= middleX && middleX < 2 * (x + width) && 2 * y <= middleY
      && middleY < 2 * (y + height)
  }
}

/// What is asked of a model: what it would say of a finding without some regions.
public struct RegionTrialRequest: Hashable, Sendable {
  /// The finding beside which the answer stands.
  public var finding: Finding
  /// What is known of the patient and the tumour besides the slide.
  public var clinical: ClinicalVariables
  /// What is left out.
  public var boxes: [LeftOutBox]

  /// A question about `finding`.
  public init(finding: Finding, clinical: ClinicalVariables, boxes: [LeftOutBox]) {
    self.finding = finding
    self.clinical = clinical
    self.boxes = boxes
  }
}

/// What the model would say without some regions: tried by a reader, exploratory, and never a finding.
public struct RegionTrial: Hashable, Sendable, Codable {
  /// The finding that it stands beside.
  public var findingID: String
  /// What was left out, in the order in which it was.
  public var boxes: [LeftOutBox]
  /// Tiles of the finding that are left.
  public var tiles: Int
  /// Tiles of the finding whose middle lies in a box.
  public var tilesLeftOut: Int
  /// The networks' score of the tiles that are left; `nil` where they are fewer than the model needs.
  public var score: Double?
  /// Probability of metastatic relapse within five years; `nil` without a call.
  public var probability5y: Double?
  /// The call that the tiles that are left would have.
  public var call: Call
  /// Why there would be none; empty otherwise.
  public var reasons: [NoCallReason]
  /// Whether the reader took the last of the boxes back afterwards.
  public var isTakenBack = false

  /// A trial beside a finding; without a score nothing but the counts and the reasons is known.
  public init(
    findingID: String, boxes: [LeftOutBox], tiles: Int, tilesLeftOut: Int, score: Double? = nil,
    probability5y: Double? = nil, call: Call = .noCall, reasons: [NoCallReason] = []
  ) {
    self.findingID = findingID
    self.boxes = boxes
    self.tiles = tiles
    self.tilesLeftOut = tilesLeftOut
    self.score = score
    self.probability5y = probability5y
    self.call = call
    self.reasons = reasons
  }
}

/// The regions that were left out of a finding, as it was told by files when the case was scored.
public struct LeftOutRegions: Hashable, Sendable, Codable {
  /// SHA-256 of each file, in the order of the case's slides, 64 hexadecimal digits.
  public var files: [String]
  /// Why each region is left out, in the order of slides and files.
  public var reasons: [LeftOutReason]
  /// Tiles whose middle lies in one of them: the finding does not rest on these.
  public var tiles: Int

  /// What was left out.
  public init(files: [String], reasons: [LeftOutReason], tiles: Int) {
    self.files = files
    self.reasons = reasons
    self.tiles = tiles
  }
}
