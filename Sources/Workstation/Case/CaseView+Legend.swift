import Basics
import Labels
import SlidePictures
import TerminalKit

/// What the heat map means, in the line below the picture.
extension CaseView {
  /// What is drawn, with numbers, and what these are held to; attention is not risk, and the legend says so.
  func legendLine(_ reading: CaseState, columns: Int) -> Line {
    if reading.heatShown.showsMask { return maskLine(columns: columns) }
    if let withheld = reading.file.withheldLabel { return Line("heat map \(withheld)", theme[.dim]) }
    guard reading.file.finding?.resultFile != nil else { return Line("no heat map: not scored", theme[.dim]) }
    guard reading.heatShown.showsModel else { return Line("heat map off", theme[.dim]) }
    guard let legend else {
      let isHopeless = pictures.problems[.pane] != nil
      return Line(isHopeless ? "no heat map: the slide cannot be shown" : "heat map …", theme[.dim])
    }
    return HeatLegendLine(
      legend, of: reading.heatShown, theme: theme, opacity: reading.opacity, highest: reading.tour.count,
      howToSee: "; \(reading.keys.label("n")) goes to them"
    ).line(columns: columns)
  }

  /// The legend of the picture that has a heat map.
  var legend: HeatLegend? { pictures.legend(.pane) ?? pictures.legend(.beside) }
}

extension HeatQuantity {
  /// By what the tiles of the tour stand highest.
  var word: String {
    switch self {
    case .attention: "attention"
    case .contribution: "contribution"
    }
  }
}
