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

  @Test("stand out from black or white by more than 4.5 : 1, every grey of them", arguments: UInt8.min...UInt8.max)
  func contrasting(level: UInt8) {
    let color = RGB(level, level, level)
    #expect(color.contrast(with: color.contrasting) > 4.5)
  }

  @Test("that have a name are themselves in a terminal of sixteen", arguments: NamedColor.allCases)
  func named(color: NamedColor) {
    #expect(Palette.sixteen[Palette.nearest16(color.color)] == color.color)
  }

  /// Of the 34 pairs of table 1 of Sharma, Wu and Dalal (2005) those that take each branch of the formula: hue means
  /// over 0 degrees, greys, blues, large differences, nearly black.
  @Test(
    "are as far apart as the table of CIEDE2000 says",
    arguments: [
      (LabColor(50, 2.6772, -79.7751), LabColor(50, 0, -82.7485), 2.0425),
      (LabColor(50, 3.1571, -77.2803), LabColor(50, 0, -82.7485), 2.8615),
      (LabColor(50, 0, 0), LabColor(50, -1, 2), 2.3669),
      (LabColor(50, 2.49, -0.001), LabColor(50, -2.49, 0.0009), 7.1792),
      (LabColor(50, 2.49, -0.001), LabColor(50, -2.49, 0.0011), 7.2195),
      (LabColor(50, 2.5, 0), LabColor(73, 25, -18), 27.1492),
      (LabColor(60.2574, -34.0099, 36.2677), LabColor(60.4626, -34.1751, 39.4387), 1.2644),
      (LabColor(2.0776, 0.0795, -1.1350), LabColor(0.9033, -0.0636, -0.5514), 0.9082),
    ])
  func difference(first: LabColor, second: LabColor, expected: Double) {
    #expect(abs(first.difference(from: second) - expected) < 1e-4)
    #expect(abs(second.difference(from: first) - expected) < 1e-4)
  }

  @Test("are seen without chroma where they have none: white is L* 100, mid grey 53.6")
  func lab() {
    let (white, grey) = (LabColor(RGB(255, 255, 255)), LabColor(RGB(128, 128, 128)))
    #expect(abs(white.lightness - 100) < 0.01 && abs(white.a) < 0.02 && abs(white.b) < 0.02)
    #expect(abs(grey.lightness - 53.585) < 0.01 && abs(grey.a) < 0.02 && abs(grey.b) < 0.02)
  }

  @Test(
    "look to the colour-blind as the matrices of Machado, Oliveira and Fernandes (2009) say",
    arguments: [
      (ColorVision.protanopia, RGB(109, 95, 0), RGB(255, 229, 0)),
      (.deuteranopia, RGB(163, 144, 0), RGB(239, 214, 58)), (.tritanopia, RGB(255, 0, 15), RGB(0, 247, 217)),
    ])
  func vision(vision: ColorVision, red: RGB, green: RGB) {
    #expect(vision.seen(RGB(255, 0, 0)) == red)
    #expect(vision.seen(RGB(0, 255, 0)) == green)
    for level: UInt8 in [0, 128, 255] { #expect(vision.seen(RGB(level, level, level)) == RGB(level, level, level)) }
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
      ("half", .half), ("quadrant", .blockElements), ("half,quadrant,sextants", .mosaics), ("sextant", .sextants),
      ("Half, Eighths", [.half, .eighths]), ("all", .all), ("block", .blockElements),
      ("sextant+wedge", [.sextants, .wedges]), ("octants", .octants), ("block + octant", [.blockElements, .octants]),
    ] as [(String, BlockSymbols)])
  func parsing(list: String, symbols: BlockSymbols) {
    #expect(BlockSymbols(parsing: list) == symbols)
  }

  @Test("are refused where a word is not known", arguments: ["", "braille", "half+line", ",", "+"])
  func refused(list: String) {
    #expect(BlockSymbols(parsing: list) == nil)
  }

  @Test("are named for the option that takes them")
  func vocabulary() {
    #expect(BlockSymbols.vocabulary == "half, quadrant, eighths, sextant, wedge, octant, block or all")
  }

  @Test("have sextants where the terminal is known to draw them")
  func detection() {
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-kitty"]) == .mosaics)
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-256color"]) == .blockElements)
    #expect(BlockSymbols.detect(environment: ["TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"]) == .blockElements)
    #expect(BlockSymbols.detect(environment: ["TERM": "xterm-256color", "VTE_VERSION": "7000"]) == .mosaics)
  }
}
