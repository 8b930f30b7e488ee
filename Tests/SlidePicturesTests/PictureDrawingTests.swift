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

  /// The digits of tiles of `side` level-0 px in the four cells, which show 80 by 160 px each.
  private func digits(_ sites: [(x: Int, y: Int)], side: Int, depth: ColorDepth) throws -> String {
    let drawing = PictureDrawing(depth: depth, background: glass)
    let tiles = SlideTiles(
      read: sites.enumerated().map { index, site in
        SlideTiles.Tile(
          site: TileSite(x: site.x, y: site.y, side: side), attention: Float(index), contribution: nil)
      })
    let (pixels, _) = try drawing.pixels(of: slide(), whole, size: size)
    let heat = HeatLayer(
      tiles, quantity: .attention, manner: .colours(opacity: 1), region: whole,
      picture: PixelSize(width: pixels.width, height: pixels.height), depth: depth)
    #expect(heat?.legend.signs == .digits)
    let cells = drawing.cells(pixels, heat: heat, size: size, symbols: .blockElements)
    return String(cells.map { $0.glyph.isNumber ? $0.glyph : "-" })
  }

  @Test(
    "has a digit for every tile where there are too few colours, 9 for the highest tenth",
    arguments: [ColorDepth.palette16, .monochrome])
  func digits(depth: ColorDepth) throws {
    #expect(try digits([(0, 80), (80, 80), (160, 80)], side: 80, depth: depth) == "059-")
    #expect(try digits([(0, 0), (160, 0)], side: 160, depth: depth) == "-0-9", "a large tile has one, in its middle")
  }

  @Test("the tissue's mean colour is that under the tiles, and there is none without a tile")
  func tissueColor() throws {
    var image = RGBAImage(size: PixelSize(width: 320, height: 160), filledWith: (243, 243, 243, 255))
    for y in 0..<160 { for x in 0..<160 { image[color: x, y] = tissue } }
    let slide = MemorySlide(levels: [image], mpp: nil)
    let tiles = SlideTiles(read: [], unread: [TileSite(x: 0, y: 0, side: 160)])
    let mean = try #require(try drawing.tissueColor(of: slide, tiles))
    #expect(mean.squaredDistance(to: tissue) < 12, "\(mean)")
    #expect(try drawing.tissueColor(of: slide, SlideTiles(read: [])) == nil)
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

  private let slide = PixelSize(width: 4000, height: 3000)
  private let pane = TerminalSize(columns: 41, rows: 12)

  @Test("is drawn on the grid of cells that begins at the slide's corner, at most half a cell from where it is")
  func anchored() {
    let view = Viewport(centerX: 1234.5, centerY: 987.25, pixelsPerColumn: 8)
    let (exact, drawn) = (view.region(in: pane), view.anchored(in: pane, of: slide).region(in: pane))
    #expect(drawn.x.truncatingRemainder(dividingBy: 8) == 0 && drawn.y.truncatingRemainder(dividingBy: 16) == 0)
    #expect(abs(drawn.x - exact.x) <= 4 && abs(drawn.y - exact.y) <= 8)
    #expect((drawn.width, drawn.height) == (exact.width, exact.height))
  }

  @Test("that is moved by whole cells is drawn moved by as many", arguments: [8, 7.3, 1.6])
  func moved(pixelsPerColumn: Double) {
    var view = Viewport(centerX: 1200.25, centerY: 700.75, pixelsPerColumn: pixelsPerColumn)
    let before = view.anchored(in: pane, of: slide)
    for _ in 0..<5 { view.centerX += 3 * pixelsPerColumn }
    view.centerY -= 4 * pixelsPerColumn * Viewport.cellAspect
    let after = view.anchored(in: pane, of: slide)
    #expect(abs((after.centerX - before.centerX) / pixelsPerColumn - 15) < 1e-6)
    #expect(abs((before.centerY - after.centerY) / pixelsPerColumn / Viewport.cellAspect - 4) < 1e-6)
  }

  @Test("reaches the end of the slide where it did")
  func end() {
    let view = Viewport(centerX: 4000 - 41 * 3.5, centerY: 3000 - 12 * 7, pixelsPerColumn: 7)
    let drawn = view.anchored(in: pane, of: slide).region(in: pane)
    #expect(drawn.x + drawn.width >= 4000 && drawn.x + drawn.width < 4007)
    #expect(drawn.y + drawn.height >= 3000 && drawn.y + drawn.height < 3014)
  }

  @Test("has the same cells at another place when it is moved by whole cells, also with shared colours up and down")
  func cells() throws {
    var image = RGBAImage(size: slide, filledWith: (0, 0, 0, 255))
    for y in 0..<slide.height {
      for x in 0..<slide.width {
        let level = UInt8((x / 5 * 37 + y / 7 * 91 + x * y / 900) % 200)
        image[x, y] = (level, 255 - level, UInt8((x + y) % 256), 255)
      }
    }
    let source = MemorySlide(levels: [image], mpp: nil)
    let drawing = PictureDrawing(depth: .trueColor, background: RGB(255, 255, 255))
    let cells = { (view: Viewport, fidelity: PictureFidelity) in
      let region = view.anchored(in: pane, of: slide).region(in: pane)
      let pixels = try drawing.pixels(of: source, region, size: pane).pixels
      return drawing.cells(pixels, heat: nil, size: pane, symbols: .sextant, fidelity: fidelity).shown
    }
    let view = Viewport(centerX: 1234.5, centerY: 987.25, pixelsPerColumn: 16)
    let (right, down) = (
      Viewport(centerX: 1234.5 + 5 * 16, centerY: 987.25, pixelsPerColumn: 16),
      Viewport(centerX: 1234.5, centerY: 987.25 + 3 * 32, pixelsPerColumn: 16)
    )
    let rows = { (cells: [Cell]) in (0..<12).map { Array(cells[($0 * 41)..<($0 * 41 + 41)]) } }
    let (before, after) = (rows(try cells(view, .full)), rows(try cells(right, .full)))
    for (one, other) in zip(before, after) { #expect(one[5...].elementsEqual(other[..<36])) }
    for fidelity in PictureFidelity.allCases {
      let (before, after) = (rows(try cells(view, fidelity)), rows(try cells(down, fidelity)))
      #expect(Array(before[3...]) == Array(after[..<9]))
    }
  }
}
