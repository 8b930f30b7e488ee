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
  /// What was measured; the unit depends on the kind: a share (0...1) of pen, black, green light or tissue, a ratio of
  /// sharpness, mm2 of tissue, times that a pixel was repeated, regions that could not be read, the saturation or the
  /// least light (0...255) of the glass.
  public let measured: Double
  /// The limit that ``measured`` lies beyond.
  public let limit: Double
  /// What else is to be told, in that order.
  public let figures: [Figure]

  /// A figure beside ``measured`` and ``limit``.
  public struct Figure: Sendable, Hashable {
    /// What a figure measures.
    public enum Name: String, Sendable, Hashable, CaseIterable {
      /// Micrometres per pixel as read.
      case micronsPerPixel
      /// Side of what one pixel is worth, micrometres.
      case pixelWorth
      /// Tissue that was found, mm2.
      case area
      /// Tissue that could not be seen, mm2.
      case missingArea
      /// Mean colour of the glass, 0...255.
      case red, green, blue
      /// Whether empty glass was found: 1, else 0.
      case glassFound
    }

    /// What the figure measures.
    public let name: Name
    /// The value, in the unit of its name.
    public let value: Double
  }

  init(_ kind: Kind, measured: Double, limit: Double, figures: [(Figure.Name, Double)] = []) {
    self.kind = kind
    self.measured = measured
    self.limit = limit
    self.figures = figures.map { Figure(name: $0, value: $1) }
  }
}
