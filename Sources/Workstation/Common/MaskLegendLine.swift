import Basics
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// What the tissue mask over a picture means: how much tissue there is, and how much of what is left out, with why.
public struct MaskLegendLine {
  private let legend: MaskLegend
  private let theme: Theme
  private let depth: ColorDepth

  /// The words for `legend` in `theme`, on a terminal of `depth`.
  public init(_ legend: MaskLegend, theme: Theme, depth: ColorDepth) {
    self.legend = legend
    self.theme = theme
    self.depth = depth
  }

  /// All of it in one line; `nil` where that has no room in `columns`.
  public func line(columns: Int) -> Line? {
    let line = joined(parts)
    return line.columns <= columns ? line : nil
  }

  /// The longest wording that has room in `columns`: without the areas, if need be.
  public func shortened(columns: Int) -> Line { line(columns: columns) ?? joined(signs) }

  /// Its parts one below the other, in `columns`; without the areas where one of them is too wide.
  func list(columns: Int) -> [Line] { parts.contains { $0.columns > columns } ? signs : parts }

  private var parts: [Line] {
    entries { line, area in line.append(" \(Self.area(area))", theme[.dim]) }
  }

  private var signs: [Line] { entries { _, _ in } }

  private func entries(_ finish: (inout Line, Double) -> Void) -> [Line] {
    switch legend {
    case .computing: return [Line("tissue mask: looking the slide over …", theme[.dim])]
    case .failed: return [Line("no tissue mask: the slide cannot be read", theme[.warning])]
    case .known(let areas, let isBlurred):
      let mask = areas.filter { $0.key.isTissue }.reduce(0) { $0 + $1.value }
      let entries = TissuePlace.allCases.compactMap { place -> Line? in
        let area = place == .tissue ? mask : areas[place] ?? 0
        guard let label = place.label, area > 0 else { return nil }
        let swatch = MaskPattern(place)?.swatch(depth) ?? MaskPattern.lineSwatch(depth)
        var line = Line([Span(String(swatch.glyph), swatch.style), Span(" " + label, theme[.text])])
        finish(&line, area)
        return line
      }
      return (mask > 0 ? [] : [Line("no tissue found", theme[.warning])]) + entries
        + (isBlurred ? [Line("out of focus as a whole", theme[.warning])] : [])
    }
  }

  private func joined(_ parts: [Line]) -> Line {
    parts.enumerated().reduce(Line()) { $0 + ($1.offset > 0 ? Line("  ") : Line()) + $1.element }
  }

  /// `0.004 mm²`, `1.24 mm²`, `41.2 mm²`.
  private static func area(_ mm2: Double) -> String {
    guard mm2 >= 0.001 else { return "<0.001 mm²" }
    return NumberText.screen.fixed(mm2, digits: mm2 < 0.1 ? 3 : mm2 < 10 ? 2 : 1) + " mm²"
  }
}
