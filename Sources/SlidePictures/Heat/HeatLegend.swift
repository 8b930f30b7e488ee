import TerminalKit

/// What the heat map plots.
public enum HeatQuantity: String, Sendable, CaseIterable {
  /// Rank of a tile's attention among the tiles of the case, 0 to 100.
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
}

/// The heat map to lay over a picture.
public struct HeatOverlay: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// How it lies over the tissue.
  public var manner: HeatManner
  /// The finding's result file, absolute path.
  public var resultFile: String

  /// A heat map of the tiles in `resultFile`.
  public init(quantity: HeatQuantity, manner: HeatManner, resultFile: String) {
    self.quantity = quantity
    self.manner = manner
    self.resultFile = resultFile
  }
}

/// What the colours of a heat map mean: the numbers at its ends and the colours between them.
public struct HeatLegend: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// The colours from the lowest value to the highest, evenly spaced, as they are over the tissue.
  public var colors: [RGB]
  /// What tells the values of tiles apart.
  public var signs = Signs.colours
  /// What the first colour stands for: a percentile 0 to 100, or a part of the slide score.
  public var lowest: Double
  /// What the last colour stands for.
  public var highest: Double
  /// How the numbers were found, in few words; shown where there is room.
  public var note: String?
  /// What is hatched; `nil` where all tiles were read.
  public var unread: Unread?

  /// What stands in a picture for a tile's value.
  public enum Signs: Hashable, Sendable {
    /// ``HeatLegend/colors``.
    case colours
    /// Digits: 0 for the lowest tenth of the scale, 9 for the highest.
    case digits

    /// What a terminal of `depth` can show.
    public init(_ depth: ColorDepth) {
      switch depth {
      case .trueColor, .palette256: self = .colours
      case .palette16, .monochrome: self = .digits
      }
    }
  }

  /// Tiles of a slide that were not read.
  public struct Unread: Hashable, Sendable {
    /// How many tiles were not read.
    public var tiles: Int
    /// How many tiles there are in all.
    public var of: Int
    /// A cell as they are drawn.
    public var swatch: Cell

    /// A number of `tiles` of `of`, drawn as `swatch`.
    public init(tiles: Int, of: Int, swatch: Cell) {
      self.tiles = tiles
      self.of = of
      self.swatch = swatch
    }
  }

  /// A legend of `colors` between two numbers.
  public init(
    quantity: HeatQuantity, colors: [RGB], lowest: Double, highest: Double, note: String? = nil, unread: Unread? = nil
  ) {
    self.quantity = quantity
    self.colors = colors
    self.lowest = lowest
    self.highest = highest
    self.note = note
    self.unread = unread
  }
}
