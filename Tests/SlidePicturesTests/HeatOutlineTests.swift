import Basics
import Microscopy
import TerminalKit
import Testing

@testable import SlidePictures

@Suite("Outlines of a heat map")
struct HeatOutlineTests {
  private static let tissue = RGB(230, 180, 210)
  /// Ten by ten tiles of 40 px; attention grows from left to right and down.
  private static let values = (0..<100).map { Float($0) }

  private func layer(
    _ values: [Float] = values, quantity: HeatQuantity = .attention, region: SlideRegion, picture: PixelSize
  ) throws -> HeatLayer {
    let tiles = values.enumerated().map { index, value in
      SlideTiles.Tile(
        site: TileSite(x: index % 10 * 100, y: index / 10 * 100, side: 100), attention: value, contribution: value,
        weight: 1)
    }
    return try #require(
      HeatLayer(
        SlideTiles(read: tiles), quantity: quantity, manner: .outlines, region: region, picture: picture,
        depth: .trueColor))
  }

  private static let whole = SlideRegion(x: 0, y: 0, width: 1000, height: 1000)

  private func drawn(_ layer: HeatLayer, _ size: PixelSize) throws -> RGBAImage {
    let picture = RGBAImage(
      size: size, filledWith: (Self.tissue.red, Self.tissue.green, Self.tissue.blue, 255))
    return try #require(layer.lines).drawn(over: picture)
  }

  @Test("go around the highest tenth of the tiles, inside of it, and leave its middle and all the rest to be seen")
  func highest() throws {
    let size = PixelSize(width: 400, height: 400)
    let picture = try drawn(try layer(region: Self.whole, picture: size), size)
    let line = HeatMap.blueYellow.color(1)
    for y in 0..<400 {
      for x in 0..<400 {
        // The last row of tiles, px 360 to 400, less 4 px on each side.
        let isLine = y >= 360 && !(y >= 364 && y < 396 && x >= 4 && x < 396)
        #expect(picture[color: x, y] == (isLine ? line : Self.tissue), "\(x), \(y)")
      }
    }
  }

  @Test("are the same tiles whatever part of the slide is shown")
  func parts() throws {
    let size = PixelSize(width: 400, height: 400)
    let upper = SlideRegion(x: 0, y: 0, width: 1000, height: 500)
    let layer = try layer(region: upper, picture: size)
    #expect(try drawn(layer, size).pixels.allSatisfy { [230, 180, 210, 255].contains($0) }, "nothing there stands out")
  }

  @Test("of signed numbers go around the lowest tenth too, and never around what has the other sign")
  func signed() throws {
    #expect(HeatOutline.marks(of: [0, 0.25, 0.5, 0.75, 1], signed: true) == [-1, 0, 0, 0, 1])
    #expect(HeatOutline.marks(of: [0.6, 0.7, 0.8, 0.9], signed: true) == [0, 0, 0, 1], "none lowers the score")
    #expect(HeatOutline.marks(of: [0, 0.25, 0.5, 0.75, 1], signed: false) == [0, 0, 0, 0, 1])
    #expect(HeatOutline.marks(of: [0.5, 0.5, 0.5], signed: false) == [0, 0, 0], "none stands out")
    #expect(HeatOutline.marks(of: [0, 0.25, 0.5, 0.75, 1], signed: false, share: 50) == [0, 0, 1, 1, 1])
    let marks = HeatOutline.marks(of: [.nan, 0, 1], signed: false)
    #expect(marks[0].isNaN && marks[1...] == [0, 1])
  }

  @Test("raise nothing in a low case whose highest tile contributes nothing, and its scale has no warm colour")
  func lowCase() {
    let tiles = [-3, -1, -0.5, 0].enumerated().map { index, contribution in
      SlideTiles.Tile(
        site: TileSite(x: 100 * index, y: 0, side: 100), attention: 0, contribution: contribution, weight: 1)
    }
    for reference in [HeatReference.raw, .slide, .wholeCase] {
      let scale = HeatScale(tiles, quantity: .contribution, reference: reference)
      #expect(scale.values.max() == 0.5, "the middle of the scale, which stands for nothing")
      #expect(!HeatOutline.marks(of: scale.values, signed: true).contains(1))
    }
  }

  @Test("take tiles together that are smaller than a line can go around, and want a third of them to stand out")
  func together() {
    let grid = HeatGrid(columns: 3, rows: 2, values: [1, 0, .nan, 0, 0, .nan], tileWidth: 5, tileHeight: 5)
    let coarse = grid.coarsened(toEdge: 10)
    #expect((coarse.columns, coarse.rows) == (2, 1))
    #expect((coarse.tileWidth, coarse.tileHeight) == (10, 10))
    #expect(coarse.values[0] == 0.25)
    #expect(coarse.values[1].isNaN)
    #expect(grid.coarsened(toEdge: 5) == grid)
  }

  @Test("cover less than half of a slide that is shown whole, where every tile is smaller than a cell")
  func smallTiles() throws {
    let size = PixelSize(width: 60, height: 60)
    let picture = try drawn(try layer(region: Self.whole, picture: size), size)
    let covered = (0..<3600).count { picture[color: $0 % 60, $0 / 60] != Self.tissue }
    #expect(covered > 0 && covered < 1200)
  }
}
