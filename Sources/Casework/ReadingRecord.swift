/// What of a case can be on the screen while it is read. Raw values are stored codes: see ``LedgerEvent/format``.
public enum ReadingLayer: String, Sendable, Codable, CaseIterable {
  /// The picture of a slide.
  case slide
  /// Lines about the tissue that stands out for the model.
  case outlines = "heat-outlines"
  /// Colours over the tissue, with every tile's rank.
  case colours = "heat-colours"
  /// The model's call, or that it makes none.
  case call = "model-call"
  /// What is known of the patient and the tumour besides the slide.
  case clinicalValues = "clinical-values"
  /// Published scores of the clinical variables.
  case comparators
}

/// When and how long a layer was on the screen.
public struct LayerShown: Hashable, Sendable, Codable {
  /// What was shown.
  public var layer: ReadingLayer
  /// When it was first; ISO 8601 with seconds, UTC.
  public var first: String
  /// How long it was, seconds, without the time in which nobody typed or the screen was locked.
  public var seconds: Int

  /// A layer with when it was shown first, and how long.
  public init(layer: ReadingLayer, first: String, seconds: Int) {
    self.layer = layer
    self.first = first
    self.seconds = seconds
  }
}

/// A square of a slide, level-0 px.
public struct TissueSquare: Hashable, Sendable, Codable {
  /// Index into the case's slides.
  public var slide: Int
  /// Left edge, level-0 px.
  public var x: Int
  /// Upper edge, level-0 px.
  public var y: Int
  /// Side, level-0 px.
  public var side: Int

  /// A square with its upper left corner at (`x`, `y`), level-0 px.
  public init(slide: Int, x: Int, y: Int, side: Int) {
    self.slide = slide
    self.x = x
    self.y = y
    self.side = side
  }
}

extension TileFinding {
  /// Where the tile lies.
  public var place: TissueSquare { TissueSquare(slide: slide, x: x, y: y, side: side) }
}

/// By what the places of a finding are the highest. Raw values are stored codes: see ``LedgerEvent/format``.
public enum PlaceRanking: String, Sendable, Codable, CaseIterable {
  /// By the size of their part in the score, whether it raises or lowers it.
  case contribution
  /// By the networks' attention: where the score has no parts, or went into no call.
  case attention
}

/// One of the finding's highest places, and whether the reader looked at it.
public struct PlaceSeen: Hashable, Sendable, Codable {
  /// Where it is.
  public var place: TissueSquare
  /// Whether at least half of it was on the screen at ``ReadingRecord/closeMagnification`` or more.
  public var isSeen: Bool

  /// A place, seen or not.
  public init(place: TissueSquare, isSeen: Bool) {
    self.place = place
    self.isSeen = isSeen
  }
}

/// The finding's highest places, the highest first.
public struct HighestPlaces: Hashable, Sendable, Codable {
  /// By what they are the highest.
  public var ranking: PlaceRanking
  /// At most ``limit`` of them.
  public var places: [PlaceSeen]

  /// Places in the order of `ranking`.
  public init(ranking: PlaceRanking, places: [PlaceSeen]) {
    self.ranking = ranking
    self.places = places
  }

  /// The most that are told.
  public static let limit = 10

  /// How many were not looked at.
  public var unseen: Int { places.count { !$0.isSeen } }

  /// By what the places of `finding` are ranked: a finding without a call has no contributions that may be told, and
  /// some networks cannot be taken apart.
  public static func ranking(of tiles: [TileFinding], _ finding: Finding) -> PlaceRanking {
    finding.call.isAnswer && tiles.allSatisfy { $0.contribution != nil } ? .contribution : .attention
  }

  /// The tiles that stand highest.
  public static func highest(of tiles: [TileFinding], by ranking: PlaceRanking) -> [TileFinding] {
    Array(ordered(tiles, by: ranking).prefix(limit))
  }

  /// All tiles, the highest first; of equals, in the order of slide, row and column.
  public static func ordered(_ tiles: [TileFinding], by ranking: PlaceRanking) -> [TileFinding] {
    let ordered = tiles.map { (rank: $0.weight(by: ranking), tile: $0) }.sorted { left, right in
      if left.rank != right.rank { return left.rank > right.rank }
      return (left.tile.slide, left.tile.y, left.tile.x) < (right.tile.slide, right.tile.y, right.tile.x)
    }
    return ordered.map(\.tile)
  }
}

extension TileFinding {
  fileprivate func weight(by ranking: PlaceRanking) -> Float {
    switch ranking {
    case .contribution: abs(contribution ?? 0)
    case .attention: attention
    }
  }
}

/// How much of the tissue was on the screen close enough to see cells.
public struct TissueSeen: Hashable, Sendable, Codable {
  /// Tiles of tissue on all slides of the case: those that were scored, and those that a budget left out.
  public var tiles: Int
  /// Sixteenths of tiles whose middle was on the screen at ``ReadingRecord/closeMagnification`` or more.
  public var sixteenths: Int

  /// Of `tiles` tiles, so many sixteenths of one.
  public init(tiles: Int, sixteenths: Int) {
    self.tiles = tiles
    self.sixteenths = sixteenths
  }

  /// The share of the tissue in whole percent, rounded down, so that 100 is all of it; 0 where there is none.
  public var percent: Int { tiles == 0 ? 0 : 100 * sixteenths / (16 * tiles) }
}

/// What the workstation saw of one reading: what was on the screen, and how long. It says nothing of what the reader
/// looked at there, or thought.
public struct ReadingRecord: Hashable, Sendable, Codable {
  /// When the case was first on the screen since the workstation was started; ISO 8601 with seconds, UTC.
  public var since: String
  /// How long it was, seconds, without the time in which nobody typed or the screen was locked.
  public var seconds: Int
  /// What was shown, in the order of ``ReadingLayer``.
  public var layers: [LayerShown]
  /// How much of the tissue was seen; `nil` where the finding has no tiles, or they could not be read.
  public var tissue: TissueSeen?
  /// Which of the finding's highest places were; `nil` where the finding has no tiles, or they could not be read.
  public var highest: HighestPlaces?
  /// What the reader tried to leave out of the finding, in the order in which they did; mostly nothing.
  public var trials: [RegionTrial]

  /// What was seen of a reading.
  public init(
    since: String, seconds: Int, layers: [LayerShown], tissue: TissueSeen? = nil, highest: HighestPlaces? = nil,
    trials: [RegionTrial] = []
  ) {
    self.since = since
    self.seconds = seconds
    self.layers = layers
    self.tissue = tissue
    self.highest = highest
    self.trials = trials
  }

  /// From which magnification on tissue counts as seen: below it no cell can be told from another.
  public static let closeMagnification = 5.0
}

/// Whether a record of the reading was kept, and which.
public enum ReadingKept: Hashable, Sendable, Codable {
  case record(ReadingRecord)
  /// The laboratory has turned the record off: nothing was kept.
  case off
}

/// Where the diagnosis was read, as the reader says it. Raw values are stored codes: see ``LedgerEvent/format``.
public enum DiagnosisSource: String, Sendable, Codable, CaseIterable {
  /// On the slide itself, under a microscope.
  case glass
  /// In the laboratory's system for digital slides.
  case pacs
  /// On the workstation that the signature is given at.
  case thisScreen = "this-screen"
  /// The reader was asked, and did not say.
  case notStated = "not-stated"
}

/// The risk by the grade that the model was given, and by the reader's.
public struct RiskShift: Hashable, Sendable, Codable {
  /// Probability within the model's horizon, as the finding has it.
  public var model: Double
  /// The same model's with the reader's grade, all else being equal.
  public var own: Double

  /// Both probabilities, 0...1.
  public init(model: Double, own: Double) {
    self.model = model
    self.own = own
  }
}

/// The reader's own Nottingham grade beside the one that the model was given.
public struct GradeReading: Hashable, Sendable, Codable {
  /// The reader's, 1 to 3.
  public var own: Int
  /// The one that the call rests on; `nil` where it rests on none.
  public var model: Int?
  /// What the other grade makes of the risk; `nil` where the grades are the same, the model makes no call, or it could
  /// not be computed.
  public var shift: RiskShift?

  /// Both grades.
  public init(own: Int, model: Int?, shift: RiskShift? = nil) {
    self.own = own
    self.model = model
    self.shift = shift
  }

  /// Whether the reader's grade is another one than the model's.
  public var differs: Bool { own != model }
}
