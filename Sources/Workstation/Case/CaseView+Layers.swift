import Casework
import SlidePictures
import TerminalKit

/// What the screen of a case shows, told by whoever paints it.
extension CaseView {
  /// The side panel.
  var panel: CasePanel {
    var panel = CasePanel(
      theme: theme, file: reading.file, slide: reading.slide, model: around.model, reader: around.reviewer,
      answersRead: reading.answersRead, seen: reading.trace.record, files: reading.files,
      coloring: pictures.coloring(.pane), scoring: around.command("score \(reading.file.id)"),
      withdrawable: around.withdrawable(of: reading.file.id), leftOut: reading.leftOut.shown)
    panel.scoringWords = around.scoring.words(of: reading.file.id)
    panel.keys = reading.keys
    panel.scoringKey = reading.keys("S")
    return panel
  }

  /// What stands in the panel; what the screen before had is not wrapped again.
  func page(in area: Rect) -> PanelPage { PanelPage(of: panel, in: area, wanted: reading.panelTab, memo: memo) }

  /// What is to be seen of the case where nothing lies over it.
  var onScreen: CaseOnScreen {
    reading.leftOut.isChoosing ? CaseOnScreen() : CaseOnScreen(pictureLayers.union(panelLayers))
  }

  private var pictureLayers: Set<ReadingLayer> { layers(of: .pane).union(layers(of: .beside)) }

  private func layers(of slot: PictureSlot) -> Set<ReadingLayer> {
    guard pictures.isSeen(slot) else { return [] }
    guard pictures.legend(slot) != nil else { return [.slide] }
    return reading.heatShown.layer.map { [.slide, $0] } ?? [.slide]
  }

  private var panelLayers: Set<ReadingLayer> {
    guard let page = layout.panel.map({ page(in: $0) }) else { return [] }
    let first = page.lines(reading.panel).skipped
    return CasePanel.layers(of: page.parts, in: first..<(first + page.text.rows))
  }
}

extension HeatShown {
  /// As what it stands in the record of a reading: lines leave the tissue to be seen, colours and dimming do not.
  fileprivate var layer: ReadingLayer? {
    switch self {
    case .outlines, .contours, .topTiles: .outlines
    case .colours, .dimmed: .colours
    case .mask, .off: nil
    }
  }
}
