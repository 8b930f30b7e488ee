import Basics
import TerminalKit
import Testing

@Suite("Colours")
struct ColorTests {
  @Test(
    "of the palette of 256 are found again, every one of them", arguments: 16..<256)
  func palette(number: Int) {
    let color = Palette.color256(number)
    #expect(Palette.color256(Palette.nearest256(color)) == color)
  }

  @Test("are put to the nearest of 256, as trying all of them does")
  func nearest() {
    var noise = Noise(seed: 3)
    for _ in 0..<500 {
      let color = RGB(noise.byte(), noise.byte(), noise.byte())
      let least = (16..<256).map { Palette.color256($0).squaredDistance(to: color) }.min()
      #expect(Palette.color256(Palette.nearest256(color)).squaredDistance(to: color) == least, "\(color)")
    }
  }

  @Test("have the contrast of WCAG: 21 for black on white, 4.54 for #767676 on white")
  func contrast() {
    #expect(abs(RGB(0, 0, 0).contrast(with: RGB(255, 255, 255)) - 21) < 1e-9)
    #expect(abs(RGB(hex: 0x767676).contrast(with: RGB(255, 255, 255)) - 4.54) < 0.005)
  }
}

@Suite("A heat map")
struct HeatMapTests {
  @Test(
    "has the published colours at its ends and in its middle",
    arguments: [
      (HeatMap.viridis, [0x440154, 0x21908C, 0xFDE725]), (.cividis, [0x00224E, 0x7C7B78, 0xFEE838]),
      (.blueOrange, [0x0066B2, 0xF3F3F3, 0xA14A00]),
    ] as [(HeatMap, [UInt32])])
  func ends(map: HeatMap, colors: [UInt32]) {
    #expect([map.color(0), map.color(0.5), map.color(1)] == colors.map(RGB.init(hex:)))
    #expect(map.color(-3) == map.color(0))
    #expect(map.color(7) == map.color(1))
    #expect(map.color(.nan) == map.color(0))
  }

  @Test("grows ever lighter where it has one direction, and lighter to the middle where it has two")
  func lightness() {
    for map in [HeatMap.viridis, .cividis] {
      let levels = map.ramp(101).map(\.relativeLuminance)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 + 1e-3 }, "\(map)")
    }
    let levels = HeatMap.blueOrange.ramp(101).map(\.relativeLuminance)
    #expect(zip(levels[..<51], levels[1..<51]).allSatisfy { $0 < $1 })
    #expect(zip(levels[50...], levels[51...]).allSatisfy { $0 > $1 })
    #expect(zip(levels, levels.reversed()).allSatisfy { abs($0 - $1) < 0.03 })
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

@Suite("The depth of colours")
struct ColorDepthTests {
  @Test(
    "follows what the environment says of the terminal",
    arguments: [
      (["TERM": "xterm-256color"], .palette256), (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor),
      (["TERM": "xterm", "COLORTERM": "24bit"], .trueColor), (["TERM": "xterm-direct"], .trueColor),
      (["TERM": "xterm-kitty"], .trueColor), (["TERM": "foot"], .trueColor), (["TERM": "xterm"], .palette16),
      (["TERM": "linux"], .palette16), (["TERM": "vt100"], .monochrome), (["TERM": "vt220"], .monochrome),
      (["TERM": "dumb"], .monochrome), (["TERM": ""], .monochrome), ([:], .monochrome),
      (["TERM": "tmux-256color"], .palette256), (["TERM": "screen"], .palette16),
      (["TERM": "xterm-256color", "VTE_VERSION": "6800"], .trueColor),
      (["TERM": "screen-256color", "VTE_VERSION": "6800"], .palette256),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .trueColor),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .monochrome),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""], .trueColor),
    ] as [([String: String], ColorDepth)])
  func detection(environment: [String: String], depth: ColorDepth) {
    #expect(ColorDepth.detect(environment: environment, isTTY: true) == depth)
  }

  @Test("is none for a file, and what was asked for before all else")
  func overrides() {
    let environment = ["TERM": "xterm-kitty", "NO_COLOR": "1"]
    #expect(ColorDepth.detect(environment: ["TERM": "xterm-kitty"], isTTY: false) == .monochrome)
    #expect(ColorDepth.detect(environment: environment, isTTY: false, override: .trueColor) == .trueColor)
  }
}

@Suite("Block symbols")
struct BlockSymbolsTests {
  @Test(
    "are read from a list of words",
    arguments: [
      ("half", .half), ("quadrant", .blockElements), ("half,quadrant,sextants", .all), ("sextant", .sextants),
      ("Half, Eighths", [.half, .eighths]), ("all", .all), ("block", .blockElements),
    ] as [(String, BlockSymbols)])
  func parsing(list: String, symbols: BlockSymbols) {
    #expect(BlockSymbols(parsing: list) == symbols)
  }

  @Test("are refused where a word is not known", arguments: ["", "octant", "half,,wedge", ","])
  func refused(list: String) {
    #expect(BlockSymbols(parsing: list) == nil)
  }

  @Test("have sextants where the terminal is known to draw them")
  func detection() {
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-kitty"]) == .all)
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-256color"]) == .blockElements)
    #expect(BlockSymbols.detect(environment: ["TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"]) == .blockElements)
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-256color", "VTE_VERSION": "7000"]) == .all)
  }
}
