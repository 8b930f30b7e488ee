import TerminalKit
import Testing

@testable import Workstation

@Suite("How the gallery is laid out")
struct GalleryLayoutTests {
  /// Tiles of 112 um, which take 28 columns at 20x.
  private func layout(_ columns: Int, _ rows: Int, count: Int = 12, tile: Int = 28) -> GalleryLayout {
    GalleryLayout(TerminalSize(columns: columns, rows: rows), count: count, columnsOfTile: tile)
  }

  @Test(
    "shows as many tiles as fit at 20x, and the rest on further pages",
    arguments: [
      (80, 24, 2, 6), (120, 40, 4, 3), (200, 60, 12, 1), (400, 120, 12, 1),
    ])
  func pages(columns: Int, rows: Int, perPage: Int, pages: Int) {
    let layout = layout(columns, rows)
    #expect(layout.tile == TerminalSize(columns: 28, rows: 14))
    #expect(min(12, layout.perPage) == perPage && layout.pages(of: 12) == pages)
  }

  @Test(
    "keeps every picture and caption in the frame, apart from each other and from the panel",
    arguments: [80, 99, 120, 160, 200, 400], [24, 33, 40, 60, 120])
  func apart(columns: Int, rows: Int) {
    for (count, tile) in [(1, 28), (12, 28), (12, 9), (7, 64)] {
      let layout = layout(columns, rows, count: count, tile: tile)
      let inside = layout.frame.inset()
      let places = (0..<min(count, layout.perPage)).flatMap { [layout.picture($0), layout.caption($0)] }
      for (index, place) in places.enumerated() {
        #expect(place.intersection(inside) == place, "\(columns)x\(rows), \(count) of \(tile)")
        #expect(place.intersection(layout.panel).isEmpty)
        for other in places[..<index] { #expect(place.intersection(other).isEmpty) }
      }
      #expect(layout.panel.columns >= 30 && layout.panel.rows >= 4)
    }
  }

  @Test("cuts a tile that is larger than the terminal")
  func large() {
    #expect(layout(80, 24, tile: 128).tile == TerminalSize(columns: 28, rows: 14))
    #expect(layout(400, 120, tile: 128).tile == TerminalSize(columns: 128, rows: 64))
  }
}
