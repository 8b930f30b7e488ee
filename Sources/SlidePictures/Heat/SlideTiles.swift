import Microscopy

/// The tiles of one slide with what a model made of each, and those that nobody read.
public struct SlideTiles: Equatable, Sendable {
  /// A tile that was read.
  public struct Tile: Hashable, Sendable {
    /// Where the tile lies.
    public let site: TileSite
    /// The tile's own share of the attention, whatever it speaks for besides.
    public let attention: Float
    /// The tile's own signed part in the slide score; `nil` where the networks cannot be taken apart.
    public let contribution: Float?
    /// Tiles of the slide that it speaks for, itself included: above 0.
    public let weight: Float

    /// A tile at `site`; default: it speaks for itself alone.
    public init(site: TileSite, attention: Float, contribution: Float?, weight: Float = 1) {
      self.site = site
      self.attention = attention
      self.contribution = contribution
      self.weight = weight
    }
  }

  /// The tiles that were read.
  public let read: [Tile]
  /// The tiles of the plan that a budget left unread.
  public let unread: [TileSite]

  /// The tiles that were read on the case's other slides: one scale goes through all of them.
  public let elsewhere: [Tile]
  /// The tiles of the model's training; `nil` where the finding does not know them.
  public let cohort: TileCohort?

  /// Tiles that were read, and tiles that were not; default: the case has no other slide, and nothing is known of the
  /// model's training.
  public init(read: [Tile], unread: [TileSite] = [], elsewhere: [Tile] = [], cohort: TileCohort? = nil) {
    self.read = read
    self.unread = unread
    self.elsewhere = elsewhere
    self.cohort = cohort
  }

  /// Side of a tile, level-0 px; `nil` where there is no tile at all.
  var side: Int? { read.first?.site.side ?? unread.first?.side }
}
