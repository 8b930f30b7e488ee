import Casework
import Microscopy
import SlidePictures
import TerminalKit

extension CaseState {
  /// What of a slide stands sharp on the screen, where it is close enough to see cells.
  ///
  /// A picture that was drawn for an earlier view and was moved into place does not count, nor does a coarse one. The
  /// map in the corner hides what lies under it.
  func closeWindow(_ slot: PictureSlot, of pictures: PictureShelf, in around: Surroundings) -> SeenWindow? {
    guard !pictures.isBusy(slot), let shown = pictures.shown[slot]?.request, shown.fidelity > .coarse,
      let slide = file.slide(shown.slideIndex)
    else { return nil }
    let magnification = around.ladder(of: slide).magnification(of: shown.viewport.pixelsPerColumn)
    guard magnification >= ReadingRecord.closeMagnification * 0.999 else { return nil }
    return SeenWindow(slide: shown.slideIndex, region: shown.region, hidden: hidden(slot, shown, slide, around))
  }

  /// What of the picture lies under the map of the whole slide and its frame, level-0 px.
  private func hidden(
    _ slot: PictureSlot, _ shown: PictureRequest, _ slide: CaseSlide, _ around: Surroundings
  ) -> SlideRegion? {
    guard viewport != nil, hasOverview(in: around), slot.hasMap else { return nil }
    let (layout, orientation) = (layout(in: around), shown.viewport.orientation)
    let map = layout.overview(of: orientation.shown(slide.size))
    let (across, down) = (shown.viewport.pixelsPerColumn, shown.viewport.pixelsPerColumn * Viewport.cellAspect)
    return orientation.slide(
      SlideRegion(
        x: shown.frame.x + Double(map.column - 1 - layout.picture.column) * across,
        y: shown.frame.y + Double(map.row - 1 - layout.picture.row) * down,
        width: Double(map.columns + 2) * across, height: Double(map.rows + 2) * down))
  }
}

extension PictureSlot {
  /// Whether the map of the whole slide lies in its corner.
  fileprivate var hasMap: Bool {
    switch self {
    case .pane: true
    case .beside, .sharp, .sharpBeside, .overview, .preview, .tile: false
    }
  }
}
