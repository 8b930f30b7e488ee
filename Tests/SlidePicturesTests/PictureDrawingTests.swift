import Basics
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@Suite("A slide drawn in cells")
struct PictureDrawingTests {
  private static let pink: (UInt8, UInt8, UInt8, UInt8) = (230, 180, 210, 255)
  private let size = TerminalSize(columns: 4, rows: 1)
  private let whole = SlideRegion(x: 0, y: 0, width: 320, height: 160)
  private let drawing = PictureDrawing(depth: .trueColor, background: RGB(255, 255, 255))

  private func slide(_ faults: [MemorySlide.Fault] = []) -> MemorySlide {
    let image = RGBAImage(size: PixelSize(width: 320, height: 160), filledWith: Self.pink)
    return MemorySlide(levels: [image], mpp: nil, tile: PixelSize(width: 80, height: 80), faults: faults)
  }

  private func backgrounds(_ cells: [Cell]) -> [RGB?] { cells.map { $0.style.background } }

  private let tissue = RGB(230, 180, 210)
  private let glass = RGB(255, 255, 255)

  @Test("shows the slide, and background outside it")
  func outside() throws {
    let region = SlideRegion(x: 160, y: 0, width: 320, height: 160)
    let (pixels, damaged) = try drawing.pixels(of: slide(), region, size: size)
    #expect(damaged == 0)
    let cells = drawing.cells(pixels, heat: nil, size: size, symbols: .half)
    #expect(backgrounds(cells) == [tissue, tissue, glass, glass])
  }

  @Test("shows background where the slide is damaged, and counts the parts")
  func damaged() throws {
    let bad = MemorySlide.Fault(.damaged(detail: "torn"), in: SlideRegion(x: 85, y: 0, width: 4, height: 160))
    let (pixels, damaged) = try drawing.pixels(of: slide([bad]), whole, size: size)
    #expect(damaged == 2)
    let cells = drawing.cells(pixels, heat: nil, size: size, symbols: .half)
    #expect(backgrounds(cells) == [tissue, glass, tissue, tissue])
  }

  @Test("has the heat map over the tiles that were read, and hatches the others")
  func heat() throws {
    let tiles = SlideTiles(
      read: [SlideTiles.Tile(site: TileSite(x: 0, y: 0, side: 160), attention: 1, contribution: 2)],
      unread: [TileSite(x: 160, y: 0, side: 160)])
    let (pixels, _) = try drawing.pixels(of: slide(), whole, size: size)
    let heat = HeatLayer(
      tiles, quantity: .contribution, manner: .colours(opacity: 1), region: whole,
      picture: PixelSize(width: pixels.width, height: pixels.height), depth: .trueColor)
    let cells = drawing.cells(pixels, heat: heat, size: size, symbols: .blockElements)
    #expect(backgrounds(Array(cells.prefix(2))) == [HeatMap.blueOrange.color(1), HeatMap.blueOrange.color(1)])
    #expect(cells[2].glyph == "▚" || cells[2].glyph == "▞")
  }

  @Test("fails by the deadline")
  func late() {
    let late = MemorySlide.Fault(.late, in: whole)
    let clock = ContinuousClock()
    let deadline = ReadDeadline(clock.now.advanced(by: .seconds(3600)), of: clock)
    #expect(throws: SlideReadFailure.self) {
      try drawing.pixels(of: slide([late]), whole, size: size, deadline: deadline)
    }
  }
}

@Suite("What part of a slide is looked at")
struct ViewportTests {
  @Test(
    "is the whole slide in the middle of a pane, whichever side is the longer", arguments: [(4000, 1000), (1000, 4000)])
  func whole(width: Int, height: Int) {
    let pane = TerminalSize(columns: 100, rows: 25)
    let region = Viewport(whole: PixelSize(width: width, height: height), in: pane).region(in: pane)
    #expect(region.center == (Double(width) / 2, Double(height) / 2))
    #expect(region.width >= Double(width) - 1e-6)
    #expect(region.height >= Double(height) - 1e-6)
    #expect(abs(region.width / region.height - 100 / (25 * Viewport.cellAspect)) < 1e-9)
    #expect(abs(region.width - Double(width)) < 1e-6 || abs(region.height - Double(height)) < 1e-6)
  }
}
