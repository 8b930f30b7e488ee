/// One thing that a quality flag rests on: a number or a text, under a code that says what it is.
///
/// Labels make the sentence of a flag from its kind and these; nothing here is prose, except ``Key/text`` in flags that
/// ledgers of format 1 hold.
public struct QualityDetail: Hashable, Sendable, Codable {
  /// What the value is. Raw values are stored codes: see ``LedgerEvent/format``.
  public enum Key: String, Sendable, Codable, CaseIterable {
    /// A whole sentence, of a flag from before details were kept apart.
    case text
    /// What was measured; the unit depends on the flag.
    case measured
    /// What it was held against.
    case limit
    /// From which on it is noted, below the limit.
    case noted
    /// 0...1.
    case share
    /// Micrometres per pixel.
    case mpp
    /// Micrometres per pixel as the file itself says.
    case mppStated = "mpp-stated"
    /// Micrometres per pixel at which the encoder looks.
    case mppEncoder = "mpp-encoder"
    /// Sides of a pixel, micrometres.
    case pixelWidth = "pixel-width"
    case pixelHeight = "pixel-height"
    /// Side of what one pixel is worth, micrometres.
    case pixelWorth = "pixel-worth"
    /// Power of the objective.
    case objective
    /// mm2.
    case area
    /// mm2 that tiles cover, each of them counted, or all together.
    case areaSummed = "area-summed"
    case areaCovered = "area-covered"
    /// mm2 that could not be seen.
    case missingArea = "missing-area"
    /// Mean of a channel, 0...255.
    case red, green, blue
    /// 1 where empty glass was found, else 0.
    case glassFound = "glass-found"
    /// Degrees from the stain's usual vector.
    case haematoxylinDegrees = "haematoxylin-degrees"
    case eosinDegrees = "eosin-degrees"
    /// Counts.
    case tiles
    case tilesAvailable = "tiles-available"
    case tilesInFile = "tiles-in-file"
    case tilesTried = "tiles-tried"
    case tilesUnreadable = "tiles-unreadable"
    case tilesMissing = "tiles-missing"
    case tilesLookedAt = "tiles-looked-at"
    /// Numbers of slides of the case, counted from 1.
    case slide
    /// Names: of a receptor, an aggregator, a case, a measure, a clinical variable, an encoder.
    case receptor, aggregator
    case orderedAggregator = "ordered-aggregator"
    case caseID = "case"
    case measure, variable, encoder
    case encoderWanted = "encoder-wanted"
    case slideName = "slide-name"
    case slideNameWanted = "slide-name-wanted"
    /// Standard deviations from the mean of the training.
    case deviations
    /// The range that the training saw.
    case lower, upper
    /// ISO 8601 with seconds, UTC.
    case time
    /// SHA-256, hexadecimal.
    case digest
    /// A level of the slide's pyramid, its sides in pixels, and a code for why it is not read.
    case level, width, height, reason
  }

  /// A number or a text.
  public enum Value: Hashable, Sendable, Codable {
    case number(Double)
    case text(String)
  }

  /// What the value is.
  public let key: Key
  /// The value.
  public let value: Value

  /// A number.
  public init(_ key: Key, _ number: Double) { (self.key, value) = (key, .number(number)) }

  /// A whole number.
  public init(_ key: Key, _ number: Int) { self.init(key, Double(number)) }

  /// A text.
  public init(_ key: Key, _ text: String) { (self.key, value) = (key, .text(text)) }

  func number(_ key: Key) -> Double? {
    guard self.key == key, case .number(let number) = value else { return nil }
    return number
  }

  func text(_ key: Key) -> String? {
    guard self.key == key, case .text(let text) = value else { return nil }
    return text
  }
}
