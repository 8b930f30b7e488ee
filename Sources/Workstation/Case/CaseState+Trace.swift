import Casework
import Microscopy
import SlidePictures
import TerminalKit

extension CaseState {
  /// What of the open slide stands sharp on the screen, where it is close enough to see cells.
  ///
  /// A picture that was drawn for an earlier view and was moved into place does not count, nor does a coarse one. The
  /// map in the corner hides what lies under it.
  func closeWindow(_ pictures: PictureShelf, in around: Surroundings) -> SeenWindow? {
    guard let slide, !pictures.isBusy(.pane), let shown = pictures.shown[.pane]?.request, shown.fidelity > .coarse
    else { return nil }
    let magnification = around.ladder(of: slide).magnification(of: shown.viewport.pixelsPerColumn)
    guard magnification >= ReadingRecord.closeMagnification * 0.999 else { return nil }
    return SeenWindow(slide: shown.slideIndex, region: shown.region, hidden: hidden(shown, slide, around))
  }

  /// What of the picture lies under the map of the whole slide and its frame, level-0 px.
  private func hidden(_ shown: PictureRequest, _ slide: CaseSlide, _ around: Surroundings) -> SlideRegion? {
    guard viewport != nil, showsOverview else { return nil }
    let layout = layout(in: around)
    let map = layout.overview(of: slide.size)
    let (across, down) = (shown.viewport.pixelsPerColumn, shown.viewport.pixelsPerColumn * Viewport.cellAspect)
    return SlideRegion(
      x: shown.region.x + Double(map.column - 1 - layout.picture.column) * across,
      y: shown.region.y + Double(map.row - 1 - layout.picture.row) * down,
      width: Double(map.columns + 2) * across, height: Double(map.rows + 2) * down)
  }
}
