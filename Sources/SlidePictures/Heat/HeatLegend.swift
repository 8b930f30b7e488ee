import TerminalKit

/// What the colours of a heat map mean: the numbers at its ends and the colours between them.
public struct HeatLegend: Hashable, Sendable {
  /// What is plotted.
  public var quantity: HeatQuantity
  /// The colours from the lowest value to the highest, evenly spaced, as they are over the tissue.
  public var colors: [RGB]
  /// What tells the values of tiles apart.
  public var signs = Signs.colours
  /// What the numbers are held to.
  public var reference: HeatReference
  /// Whose tiles the model was trained on, for people; `nil` where that is not known.
  public var cohort: String?
  /// Whether no tile of the slide stands out: only held to a cohort that can be.
  public var isNowhere = false
  /// Percent of the tiles that stand out; 100 where all have colours.
  public var share = 100
  /// What is drawn about what stands out, the most of it first; empty where nothing is.
  public var lines: [ContourLine] = []
  /// Whether numbers go on beyond ``highest``, and beyond ``lowest`` where they are signed: the last colour has them.
  public var isCut = false
  /// What the first colour stands for: a percentile, a share of the attention (0 to 1) or a part of the slide score.
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

  /// A line of a heat map: what it goes around.
  public struct ContourLine: Hashable, Sendable {
    /// The highest tiles, percent of them; of signed numbers the lowest too.
    public var share: Int
    /// The colour about the highest.
    public var high: RGB
    /// The colour about the lowest.
    public var low: RGB

    /// A line about the highest `share` percent in `high`, about the lowest in `low`.
    public init(share: Int, high: RGB, low: RGB) {
      self.share = share
      self.high = high
      self.low = low
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

  /// A legend of `colors` between two numbers; default: held to what is usual for the quantity.
  public init(
    quantity: HeatQuantity, colors: [RGB], lowest: Double, highest: Double, reference: HeatReference? = nil,
    note: String? = nil, unread: Unread? = nil
  ) {
    self.quantity = quantity
    self.reference = reference ?? quantity.usualReference
    self.colors = colors
    self.lowest = lowest
    self.highest = highest
    self.note = note
    self.unread = unread
  }
}
