import SlidePictures
import TerminalKit

/// The highest attention of a case in nested bands, as contour lines go around it.
enum AttentionBand: Int, CaseIterable {
  case highest10 = 10
  case highest20 = 20
  case highest40 = 40

  /// The narrowest that holds a tile above which so much of the case is, 0 to 1; `nil` for the rest.
  init?(percentile: Float) {
    guard let band = Self.allCases.first(where: { percentile >= 1 - Float($0.rawValue) / 100 }) else { return nil }
    self = band
  }

  /// As QuPath names a class, and one under it.
  var name: String { "Attention: highest \(rawValue) %" }

  /// The colour of its lower end.
  var color: RGB { HeatMap.blueYellow.color(1 - Double(rawValue) / 100) }
}

extension RGB {
  /// Red, green and blue as QuPath's files have them.
  var list: String { "[\(red),\(green),\(blue)]" }
}
