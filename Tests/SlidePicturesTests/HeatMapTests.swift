import Basics
import SlidePictures
import TerminalKit
import Testing

@Suite("A heat map")
struct HeatMapTests {
  @Test(
    "has the published colours at its ends and in its middle",
    arguments: [
      (HeatMap.viridis, [0x440154, 0x21908C, 0xFDE725]), (.cividis, [0x00224E, 0x7C7B78, 0xFEE838]),
      (.blueYellow, [0x004787, 0x0AA7A0, 0xFEF321]), (.blueOrange, [0x0066B2, 0xF3F3F3, 0xA14A00]),
    ] as [(HeatMap, [UInt32])])
  func ends(map: HeatMap, colors: [UInt32]) {
    #expect([map.color(0), map.color(0.5), map.color(1)] == colors.map(RGB.init(hex:)))
    #expect(map.color(-3) == map.color(0))
    #expect(map.color(7) == map.color(1))
    #expect(map.color(.nan) == map.color(0))
  }

  @Test("grows ever lighter where it has one direction, and lighter to the middle where it has two")
  func lightness() {
    for map in [HeatMap.viridis, .cividis, .blueYellow] {
      let levels = map.ramp(101).map(\.relativeLuminance)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 + 1e-3 }, "\(map)")
    }
    let levels = HeatMap.blueOrange.ramp(101).map(\.relativeLuminance)
    #expect(zip(levels[..<51], levels[1..<51]).allSatisfy { $0 < $1 })
    #expect(zip(levels[50...], levels[51...]).allSatisfy { $0 > $1 })
    #expect(zip(levels, levels.reversed()).allSatisfy { abs($0 - $1) < 0.03 })
  }

  @Test(
    "of attention lies further from stained tissue than the others do, at each of its places and half opacity",
    arguments: [
      (RGB(230, 180, 210), [[28, 20, 31, 42, 39, 20.2], [29, 19, 13, 19, 37, 12.1], [28, 31, 37, 37, 41, 27.5]]),
      (RGB(199, 104, 152), [[21, 17, 25, 40, 42, 16.9], [25, 15, 9, 19, 40, 9.1], [24, 26, 32, 31, 45, 23.2]]),
      (RGB(135, 88, 129), [[14, 11, 27, 46, 48, 10.3], [17, 9, 9, 24, 46, 7.1], [19, 25, 33, 42, 51, 18.7]]),
    ] as [(RGB, [[Double]])])
  func contrast(tissue: RGB, table: [[Double]]) {
    let rows = [HeatMap.viridis, .cividis, .blueYellow].map { map -> [Double] in
      let places = map.ramp(21).map {
        LabColor(tissue).distance(to: LabColor(tissue.mixed(with: $0, opacity: 0.5)))
      }
      return [places[0], places[5], places[10], places[15], places[20], places.min() ?? 0]
    }
    for (row, expected) in zip(rows, table) {
      #expect(zip(row, expected).allSatisfy { abs($0 - $1) < 1 }, "\(row)")
    }
    #expect(rows[2][5] > rows[0][5] && rows[2][5] > rows[1][5])
    #expect(HeatScale([], quantity: .attention).map == .blueYellow)
  }

  @Test("is judged by the colour difference CIEDE2000, as its authors work it out")
  func colorDifference() {
    // G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 2005, 30, 21-30, table 1: pairs 1, 7, 17 and 25.
    let pairs: [(LabColor, LabColor, Double)] = [
      (LabColor(50, 2.6772, -79.7751), LabColor(50, 0, -82.7485), 2.0425),
      (LabColor(50, 0, 0), LabColor(50, -1, 2), 2.3669),
      (LabColor(50, 2.5, 0), LabColor(73, 25, -18), 27.1492),
      (LabColor(60.2574, -34.0099, 36.2677), LabColor(60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for (first, second, expected) in pairs { #expect(abs(first.distance(to: second) - expected) < 1e-4) }
  }

  @Test("has a legend with its numbers at its ends")
  func legend() {
    let line = HeatMap.cividis.legend(columns: 4, lowest: "0", highest: "100")
    #expect(line.text == "0      100")
    #expect(line.spans[1].style.background == HeatMap.cividis.color(0))
    #expect(line.spans[4].style.background == HeatMap.cividis.color(1))
  }

  @Test("covers the tiles of its grid, half by half opacity, and leaves what is outside the tissue")
  func overlay() {
    let white = RGBAImage(width: 6, height: 2, filledWith: RGB(255, 255, 255))
    let grid = HeatGrid(columns: 2, rows: 1, values: [1, .nan], left: 1, tileWidth: 2, tileHeight: 2)
    let picture = white.overlaid(by: grid, colors: .cividis, opacity: 0.5)
    // Halfway between white and #FEE838.
    let mixed = RGB(255, 244, 156)
    let untouched = RGB(255, 255, 255)
    for y in 0..<2 {
      #expect((0..<6).map { picture[color: $0, y] } == [untouched, mixed, mixed, untouched, untouched, untouched])
    }
    #expect(white.overlaid(by: grid, colors: .cividis, opacity: 0) == white)
  }

  @Test("places tiles by their level-0 px, as far as the picture shows them")
  func tiles() throws {
    let tiles = [(x: 100.0, y: 200.0, value: Float(0.25)), (500, 200, 0.5), (300, 400, 1), (90_000, 200, 1)]
    let grid = try #require(
      HeatGrid(tiles: tiles, edge: 200, region: (x: 100, y: 100, width: 800, height: 800), width: 80, height: 80))
    #expect(grid.columns == 3)
    #expect(grid.rows == 2)
    #expect(grid.value(x: 5, y: 15) == 0.25)
    #expect(grid.value(x: 25, y: 15) == nil)
    #expect(grid.value(x: 45, y: 15) == 0.5)
    #expect(grid.value(x: 25, y: 35) == 1)
    #expect(grid.value(x: 5, y: 5) == nil)
    #expect(
      HeatGrid(tiles: tiles, edge: 200, region: (x: 2000, y: 0, width: 10, height: 10), width: 8, height: 8) == nil)
  }
}
