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
