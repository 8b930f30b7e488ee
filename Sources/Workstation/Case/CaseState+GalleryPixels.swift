import SlidePictures
import TerminalKit

/// The tiles of the gallery in pixels.
///
/// A page shows them once nothing was typed for a moment, and keeps them as long as it is the same: to choose another
/// of its tiles moves none.
extension CaseState {
  /// Nothing was typed for a moment: the page that is shown now is worth its pixels.
  mutating func restOnPage(in around: Surroundings) {
    let page = sharpPage(in: around)
    gallery?.rested = page
  }

  /// The next picture in pixels that the page lacks.
  func sharpTilePicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard let gallery, let page = restedPage(in: around), let cell = around.pixelCell else { return nil }
    let tiles = galleryTiles[page.indices]
    return tiles.lazy.compactMap { tileRequest($0.tile, in: around, cell: cell) }.first { gallery.isOpen($0(0)) }
  }

  /// What came of the page's pictures in pixels so far, by the tile's place on the page.
  func sharpTiles(in around: Surroundings) -> [Int: TerminalKit.PlacedPicture] {
    guard let gallery, let page = restedPage(in: around) else { return [:] }
    var placed: [Int: TerminalKit.PlacedPicture] = [:]
    for (place, request) in page.requests.enumerated() {
      placed[place] = request.flatMap { gallery.sharp($0) }?.placed(over: page.layout.picture(place))
    }
    return placed
  }

  /// The page that is shown, where it is the one that nothing was typed over for a moment.
  private func restedPage(in around: Surroundings) -> GalleryPage? {
    guard let rested = gallery?.rested, rested == sharpPage(in: around) else { return nil }
    return rested
  }

  private func sharpPage(in around: Surroundings) -> GalleryPage? {
    guard showsPixels, let gallery, let cell = around.pixelCell else { return nil }
    let layout = galleryLayout(in: around)
    let indices = layout.page(with: gallery.chosen, of: galleryTiles.count)
    let requests = galleryTiles[indices].map { tileRequest($0.tile, in: around, cell: cell)?(0) }
    return GalleryPage(layout: layout, indices: indices, requests: requests)
  }
}
