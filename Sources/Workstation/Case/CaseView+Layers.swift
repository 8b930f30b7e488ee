import Casework
import SlidePictures
import TerminalKit

/// What the screen of a case shows, told by whoever paints it.
extension CaseView {
  /// The side panel.
  var panel: CasePanel {
    CasePanel(
      theme: theme, file: reading.file, slide: reading.slide, model: around.model, reader: around.reviewer,
      answersRead: reading.answersRead, seen: reading.trace.record, files: reading.files,
      coloring: pictures.coloring(.pane), scoring: around.command("score \(reading.file.id)"),
      withdrawable: around.withdrawable(of: reading.file.id), leftOut: reading.leftOut.shown)
  }

  /// What stands in the panel; what the screen before had is not wrapped again.
  func parts(columns: Int) -> [CasePanel.Part] { memo.parts(of: panel, columns: columns) }

  /// What is to be seen of the case where nothing lies over it.
  var onScreen: CaseOnScreen {
    reading.leftOut.isChoosing ? CaseOnScreen() : CaseOnScreen(pictureLayers.union(panelLayers))
  }

  private var pictureLayers: Set<ReadingLayer> {
    guard pictures.problems[.pane] == nil, pictures.shows(.pane), !pictures.isPreview(.pane) else { return [] }
    guard pictures.legend(.pane) != nil else { return [.slide] }
    return reading.heatShown.layer.map { [.slide, $0] } ?? [.slide]
  }

  private var panelLayers: Set<ReadingLayer> {
    guard let inside = layout.panel?.inset(columns: 2) else { return [] }
    let parts = parts(columns: inside.columns)
    let count = parts.reduce(-1) { $0 + $1.lines.count + 1 }
    let first = reading.panel.offset(longest: max(0, count - inside.rows))
    return CasePanel.layers(of: parts, in: first..<(first + inside.rows))
  }
}

extension HeatShown {
  /// As what it stands in the record of a reading: lines leave the tissue to be seen, colours and dimming do not.
  fileprivate var layer: ReadingLayer? {
    switch self {
    case .outlines, .contours, .topTiles: .outlines
    case .colours, .dimmed: .colours
    case .off: nil
    }
  }
}
