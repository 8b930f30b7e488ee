import Microscopy

/// What the heat map plots.
public enum HeatQuantity: String, Sendable, CaseIterable {
  /// A tile's share of the attention, usually as its rank among the tiles of the case, 0 to 100.
  case attention = "attention-percentile"
  /// Signed part of a tile in the slide score.
  case contribution

  /// Whether its numbers lie on both sides of nothing.
  var isSigned: Bool {
    switch self {
    case .attention: false
    case .contribution: true
    }
  }

  /// What its numbers are held to unless a reader wants another reference.
  public var usualReference: HeatReference {
    switch self {
    case .attention: .wholeCase
    case .contribution: .raw
    }
  }
}

/// What the numbers of a heat map are held to. Raw values are codes.
public enum HeatReference: String, Sendable, CaseIterable {
  /// To nothing: the numbers themselves, up to the largest one of the case.
  case raw
  /// To the tiles of the slide: percentiles.
  case slide
  /// To the tiles of all slides of the case: percentiles.
  case wholeCase = "case"
  /// To the tiles that the model was trained on: percentiles, where the finding knows these.
  case cohort

  /// What one key makes of it: through all of them and round.
  ///
  /// - Parameter hasCohort: whether the finding knows the tiles that the model was trained on.
  public func next(hasCohort: Bool) -> HeatReference {
    switch self {
    case .raw: .slide
    case .slide: .wholeCase
    case .wholeCase: hasCohort ? .cohort : .raw
    case .cohort: .raw
    }
  }

  /// This one, or what is usual where `cohort` does not hold the numbers that are plotted.
  func known(_ cohort: TileCohort?, for quantity: HeatQuantity) -> HeatReference {
    switch self {
    case .raw, .slide, .wholeCase: self
    case .cohort: cohort?.holds(quantity) == true ? self : quantity.usualReference
    }
  }

  /// Whether it is the model's training.
  var isOfCohort: Bool {
    switch self {
    case .raw, .slide, .wholeCase: false
    case .cohort: true
    }
  }

  /// Which of the case's tiles the scale goes through: so that a colour means the same on every slide, all of them,
  /// unless the slide alone was asked for.
  func tiles(of tiles: SlideTiles) -> [SlideTiles.Tile] {
    switch self {
    case .slide: tiles.read
    case .raw, .wholeCase, .cohort: tiles.read + tiles.elsewhere
    }
  }
}

extension TileCohort {
  /// Whether it has the numbers that a heat map of `quantity` plots.
  public func holds(_ quantity: HeatQuantity) -> Bool {
    switch quantity {
    case .attention: true
    case .contribution: contribution != nil
    }
  }
}

/// What a reader has chosen to see over a slide: a heat map in one of its manners, or the tissue mask. Raw values are
/// codes; `render --overlay` takes them.
public enum HeatShown: String, Sendable, CaseIterable {
  case outlines = "outline"
  case contours
  case colours = "tint"
  case dimmed = "dim"
  case topTiles = "top-tiles"
  case mask
  case off

  /// What one key makes of it: through the manners of the heat map and round.
  public var next: HeatShown {
    switch self {
    case .outlines: .contours
    case .contours: .colours
    case .colours: .dimmed
    case .dimmed: .topTiles
    case .topTiles: .off
    case .off, .mask: .outlines
    }
  }

  /// Whether it shows nothing.
  public var isNone: Bool { !showsModel && !showsMask }

  /// Whether it shows where the slide has tissue, which is nothing of the model.
  public var showsMask: Bool {
    switch self {
    case .mask: true
    case .outlines, .contours, .colours, .dimmed, .topTiles, .off: false
    }
  }

  /// Whether it shows anything of the model: there must be a finding with tiles that may be told.
  public var showsModel: Bool {
    switch self {
    case .outlines, .contours, .colours, .dimmed, .topTiles: true
    case .off, .mask: false
    }
  }

  /// How it lies over the tissue: colours and dimming with `opacity`, 0 to 1, frames about `tiles`; `nil` where it does
  /// not.
  public func manner(opacity: Double, tiles: [TileSite]) -> HeatManner? {
    switch self {
    case .outlines: .outlines
    case .contours: .contours
    case .colours: .colours(opacity: opacity)
    case .dimmed: .dimmed(opacity: opacity)
    case .topTiles: .tiles(tiles)
    case .off, .mask: nil
    }
  }
}

/// How a heat map lies over the tissue.
public enum HeatManner: Hashable, Sendable {
  /// Lines about the tissue that stands out; all of it stays to be seen.
  case outlines
  /// Nested lines about what stands out more and more.
  case contours
  /// Colours over all tissue that was read: 0 nothing of them, 1 nothing of the tissue under them.
  case colours(opacity: Double)
  /// All that does not stand out is darker: 0 as it is, 1 dark.
  case dimmed(opacity: Double)
  /// Frames about these tiles alone.
  case tiles([TileSite])

  /// Percent of the tiles that stand out unless a reader wants another threshold; colours lie over every tile.
  public var usualShare: Int {
    switch self {
    case .outlines, .contours, .dimmed, .tiles: 10
    case .colours: 100
    }
  }
}

/// From where on a tile stands out, and where the colours end.
public struct HeatLimits: Hashable, Sendable {
  /// The threshold: percent of the tiles that stand out, 1 to 100; `nil`: as ``HeatManner/usualShare`` says.
  public var share: Int?
  /// The range: what the last colour stands for, in percent of what it would stand for at most.
  public var ceiling: Int

  /// Default: nothing that a reader has chosen.
  public init(share: Int? = nil, ceiling: Int = 100) {
    self.share = share
    self.ceiling = ceiling
  }

  /// The thresholds that keys lead through, percent of the tiles.
  public static let shares = [1, 2, 5, 10, 20, 50, 100]
  /// The ends of the range that keys lead through, percent.
  public static let ceilings = [5, 10, 25, 50, 75, 100]

  /// The step that is `count` behind `present` in `steps`, which rise; held at their ends.
  public static func step(_ steps: [Int], from present: Int, by count: Int) -> Int {
    let place = steps.lastIndex { $0 <= present } ?? 0
    return steps[min(steps.count - 1, max(0, place + count))]
  }
}

/// The heat map to lay over a picture.
public struct HeatOverlay: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// How it lies over the tissue.
  public var manner: HeatManner
  /// What its numbers are held to.
  public var reference: HeatReference
  /// From where on a tile stands out, and where the colours end.
  public var limits: HeatLimits
  /// The finding's result file, absolute path.
  public var resultFile: String

  /// A heat map of the tiles in `resultFile`; default: what is usual for the quantity and the manner.
  public init(
    quantity: HeatQuantity, manner: HeatManner, resultFile: String, reference: HeatReference? = nil,
    limits: HeatLimits = HeatLimits()
  ) {
    self.quantity = quantity
    self.manner = manner
    self.reference = reference ?? quantity.usualReference
    self.limits = limits
    self.resultFile = resultFile
  }

  /// Percent of the tiles that stand out.
  public var share: Int { limits.share ?? manner.usualShare }
}
