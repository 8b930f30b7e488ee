import Basics

/// A level of a slide's file that is not read, since it does not show what level 0 shows.
public struct LeftOutLevel: Hashable, Sendable, Codable {
  /// Why a level is left out.
  public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is narrower or lower than its tiles, and the installed libraries decode such tiles wrongly.
    case tileLargerThanLevel = "tile-larger-than-level"
    /// Its width and height are not those of level 0 at any one downsample: another picture, or padding that could not
    /// be made out.
    case sizeDisagrees = "size-disagrees"
    /// Its pixels are not those of a finer level at the places that were compared.
    case contentDisagrees = "content-disagrees"
    /// Nothing of it could be read at the places that were tried.
    case unreadable
    /// Its tiles are larger than itself, the libraries could not be tried with its compression, and there was nothing
    /// on the glass to compare.
    case unproven
  }

  /// Its number in the file, counted from 0 as the reader counts.
  public let level: Int
  /// Its size as the file states it, px.
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
