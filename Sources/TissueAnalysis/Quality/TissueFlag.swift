/// Something about a slide's tissue or scan that a reviewer must know.
public struct TissueFlag: Sendable, Hashable {
  /// What was noticed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case pen, blur, outOfRangeStain, blackBackground, tooLittleTissue, noTissue, unreadableRegions
    /// The glass is coloured, and was divided by.
    case glassCast
    /// The glass is too dark or too strongly coloured to divide by.
    case strongCast
    /// Tissue fills the scan, or no glass was found.
    case noGlass
    /// The scan was enlarged by repeating its pixels.
    case repeatedPixels
  }

  /// What was noticed.
  public let kind: Kind
  /// What was measured; the unit depends on the kind and stands in ``detail``.
  public let measured: Double
  /// The limit that ``measured`` lies beyond.
  public let limit: Double
  /// One sentence with the figure and its limit.
  public let detail: String
}
