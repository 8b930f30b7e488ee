import Basics

/// A level of a slide's file that is not read, since it does not show what level 0 shows.
public struct LeftOutLevel: Hashable, Sendable, Codable {
  /// Why a level is left out.
  public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
    /// The level is narrower or lower than its tiles, and the installed libraries decode such tiles wrongly.
    case tileLargerThanLevel = "tile-larger-than-level"
    /// The level's width and height are not those of level 0 at any one downsample: another picture, or padding that
    /// could not be made out.
    case sizeDisagrees = "size-disagrees"
    /// The level's pixels are not those of a finer level at the places that were compared.
    case contentDisagrees = "content-disagrees"
    /// Nothing of the level could be read at the places that were tried.
    case unreadable
    /// The level is smaller than its tiles, the libraries could not be tried with its compression, and there was
    /// nothing on the glass to compare.
    case unproven
  }

  /// The level's number in the file, counted from 0 as the reader counts.
  public let level: Int
  /// The level's size as the file states it, px.
  public let size: PixelSize
  /// Why it is left out.
  public let reason: Reason

  /// A level of `size` px that is left out for `reason`.
  public init(level: Int, size: PixelSize, reason: Reason) {
    self.level = level
    self.size = size
    self.reason = reason
  }
}
