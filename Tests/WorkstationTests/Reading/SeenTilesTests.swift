import Casework
import Microscopy
import Testing

@testable import Workstation

/// Tiles of 448 px, as 112 um are at 0.25 um/px; a part of one is 112 px wide.
@Suite("Tissue counts as seen")
struct SeenTilesTests {
  private static let tile = TissueSquare(slide: 0, x: 1000, y: 2000, side: 448)

  private func seen(_ windows: SeenWindow..., of places: [TissueSquare] = [tile]) -> SeenTiles {
    var tiles = SeenTiles(places)
    windows.forEach { tiles.see($0) }
    return tiles
  }

  private func window(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, slide: Int = 0, hidden: SlideRegion? = nil
  ) -> SeenWindow {
    SeenWindow(slide: slide, region: SlideRegion(x: x, y: y, width: width, height: height), hidden: hidden)
  }

  @Test("part by part: four columns of four, each where its middle was on the screen")
  func parts() {
    #expect(seen(window(1000, 2000, 448, 448)).sixteenths == 16)
    #expect(seen(window(1000, 2000, 224, 448)).sixteenths == 8, "the left half")
    #expect(seen(window(1000, 2000, 224, 224)).sixteenths == 4, "a quarter")
    #expect(seen(window(1000, 2000, 56, 448)).sixteenths == 0, "up to the middles of the first column, not with them")
    #expect(seen(window(1000, 2000, 57, 448)).sixteenths == 4)
    #expect(seen(window(1448, 2000, 448, 448)).sixteenths == 0, "beside it")
    #expect(seen(window(1000, 2000, 448, 448, slide: 1)).sixteenths == 0, "another slide")
  }

  @Test("once, however often it was on the screen, and from several views together")
  func union() {
    let tiles = seen(
      window(1000, 2000, 224, 448), window(1000, 2000, 224, 448), window(1112, 2000, 224, 448))
    #expect(tiles.sixteenths == 12)
    #expect(tiles.seen == [PlaceSeen(place: Self.tile, isSeen: true)])
  }

  @Test("not where the map in the corner lay over it")
  func hidden() {
    let map = SlideRegion(x: 1336, y: 1900, width: 500, height: 212)
    let tiles = seen(window(500, 1500, 2000, 2000, hidden: map))
    #expect(tiles.sixteenths == 15, "the part in the upper right corner, whose middle is (1392, 2056)")
  }

  @Test("and a place as looked at from half of it on")
  func half() {
    #expect(seen(window(1000, 2000, 448, 224)).seen.map(\.isSeen) == [true])
    #expect(seen(window(1000, 2000, 448, 223)).seen.map(\.isSeen) == [true], "223 px have the middles at 56 and 168")
    #expect(seen(window(1000, 2000, 448, 168)).seen.map(\.isSeen) == [false], "168 px have those at 56 alone")
  }

  @Test("at 40x on the smallest terminal, where less than a tile fits: half of it, from the middle")
  func smallestTerminal() {
    // 44 by 19 cells: 80 um a column at 1x are 2 um at 40x, 8 px; a row is two columns high, 16 px.
    let (width, height) = (44.0 * 8, 19.0 * 16)
    let tiles = seen(window(1224 - width / 2, 2224 - height / 2, width, height))
    #expect(tiles.sixteenths == 8, "all four columns and the two middle rows")
    #expect(tiles.seen.map(\.isSeen) == [true])
  }

  @Test("as a share of all tissue, rounded down")
  func share() {
    let row = (0..<3).map { TissueSquare(slide: 0, x: 448 * $0, y: 0, side: 448) }
    let tiles = seen(window(0, 0, 448 * 2.5, 448), of: row)
    #expect(tiles.sixteenths == 40)
    let tissue = TissueSeen(tiles: 3, sixteenths: tiles.sixteenths)
    #expect(tissue.percent == 83, "40 of 48 are 83.3 %")
    #expect(TissueSeen(tiles: 1000, sixteenths: 15_999).percent == 99)
    #expect(TissueSeen(tiles: 0, sixteenths: 0).percent == 0)
  }
}
