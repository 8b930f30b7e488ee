import Basics
import Microscopy
import TerminalKit
import Testing

@testable import SlidePictures

@Suite("How a heat map lies over the tissue")
struct HeatMannerTests {
  private static let tissue = RGB(230, 180, 210)
  private static let picture = PixelSize(width: 400, height: 400)
  private let drawing = PictureDrawing(depth: .trueColor, background: RGB(255, 255, 255))

  /// Ten by ten tiles of 40 px, more attention in every row.
  private func drawn(_ manner: HeatManner, _ limits: HeatLimits = HeatLimits()) throws -> (RGBAImage, HeatLegend) {
    let tiles = (0..<100).map { index in
      SlideTiles.Tile(
        site: TileSite(x: index % 10 * 100, y: index / 10 * 100, side: 100), attention: Float(index),
        contribution: nil)
    }
    let layer = try #require(
      HeatLayer(
        SlideTiles(read: tiles), quantity: .attention, manner: manner, limits: limits,
        region: SlideRegion(x: 0, y: 0, width: 1000, height: 1000), picture: Self.picture, depth: .trueColor))
    let bare = RGBAImage(
      size: Self.picture, filledWith: (Self.tissue.red, Self.tissue.green, Self.tissue.blue, 255))
    return (drawing.overlaid(bare, by: layer), layer.legend)
  }

  /// How many pixels are not as the tissue was.
  private func covered(_ picture: RGBAImage) -> Int {
    (0..<160_000).count { picture[color: $0 % 400, $0 / 400] != Self.tissue }
  }

  @Test("contour lines go around the highest 10, 20 and 40 %, and leave the tissue between them")
  func contours() throws {
    let (picture, legend) = try drawn(.contours)
    #expect(legend.lines.map(\.share) == [10, 20, 40])
    // The highest rows of tiles begin at y 360, 320 and 240; a line is 4 px thick.
    let colors = [1, 0.5, 0].map { HeatMap.blueYellow.color($0) }
    for (top, color) in zip([360, 320, 240], colors) {
      #expect((top..<(top + 4)).allSatisfy { picture[color: 200, $0] == color }, "the line at \(top)")
      #expect(picture[color: 200, top - 1] == Self.tissue && picture[color: 200, top + 4] == Self.tissue)
    }
    #expect(picture[color: 200, 399] == Self.tissue, "the border of the picture is none of the tissue")
    #expect(covered(picture) < 8000, "three lines of 1600 px, and their round ends")
  }

  @Test("contour lines are as many as the threshold leaves room for")
  func shares() {
    #expect(HeatContours.shares(5) == [5, 10, 20])
    #expect(HeatContours.shares(50) == [50])
    #expect(HeatContours.shares(100) == [100])
  }

  @Test("dimmed is all that does not stand out; what does is as it was")
  func dimmed() throws {
    let (picture, legend) = try drawn(.dimmed(opacity: 0.5))
    #expect(legend.share == 10 && legend.lines.isEmpty)
    #expect(covered(picture) == 400 * 360)
    #expect(picture[color: 200, 380] == Self.tissue)
    #expect(picture[color: 200, 300] == Self.tissue.mixed(with: RGB(40, 40, 40), opacity: 0.5))
  }

  @Test("the threshold makes more tiles stand out, or fewer", arguments: [1, 5, 20, 50])
  func threshold(share: Int) throws {
    let (picture, _) = try drawn(.dimmed(opacity: 0.5), HeatLimits(share: share))
    #expect(160_000 - covered(picture) == 1600 * share)
  }

  @Test("top tiles have frames, of which no other tile knows anything")
  func frames() throws {
    let sites = [TileSite(x: 200, y: 300, side: 100), TileSite(x: 5000, y: 0, side: 100)]
    let (picture, _) = try drawn(.tiles(sites))
    #expect(covered(picture) == 40 * 40 - 32 * 32)
    #expect(picture[color: 80, 120] == HeatMap.blueYellow.color(1) && picture[color: 84, 124] == Self.tissue)
  }

  @Test("a frame is never too small to see the tissue in it")
  func smallFrames() throws {
    let (picture, _) = try drawn(.tiles([TileSite(x: 500, y: 500, side: 10)]))
    #expect(covered(picture) == 24 * 24 - 16 * 16)
  }

  @Test("where there are too few colours digits stand for what is coloured or bright, and lines stay lines")
  func fewColours() throws {
    let tiles = (0..<10).map { index in
      SlideTiles.Tile(site: TileSite(x: index * 80, y: 80, side: 80), attention: Float(index), contribution: nil)
    }
    let size = TerminalSize(columns: 10, rows: 1)
    let picture = PixelSize(width: 80, height: 16)
    let bare = RGBAImage(size: picture, filledWith: (230, 180, 210, 255))
    let drawing = PictureDrawing(depth: .monochrome, background: RGB(255, 255, 255))
    let digits = { (manner: HeatManner) -> String in
      let layer = HeatLayer(
        SlideTiles(read: tiles), quantity: .attention, manner: manner,
        region: SlideRegion(x: 0, y: 0, width: 800, height: 160), picture: picture, depth: .monochrome)
      let cells = drawing.cells(bare, heat: layer, size: size, symbols: .half)
      return String(cells.map(\.glyph).filter(\.isNumber))
    }
    #expect(digits(.colours(opacity: 0.5)).count == 10)
    #expect(digits(.dimmed(opacity: 0.5)) == "9")
    #expect(digits(.outlines) == "")
  }

  @Test("one key leads through the heat map's and round, out of the mask too; each has a code that does not change")
  func codes() {
    var (shown, round) = (HeatShown.outlines, [HeatShown]())
    for _ in HeatShown.allCases.dropLast() {
      round.append(shown)
      shown = shown.next
    }
    #expect(round.map(\.rawValue) == ["outline", "contours", "tint", "dim", "top-tiles", "off"])
    #expect(shown == .outlines && Set(round + [.mask]) == Set(HeatShown.allCases))
    #expect(HeatShown.mask.rawValue == "mask" && HeatShown.mask.next == .outlines)
    #expect(HeatReference.allCases.map(\.rawValue) == ["raw", "slide", "case", "cohort"])
    #expect(HeatReference.allCases.map { $0.next(hasCohort: true) } == [.slide, .wholeCase, .cohort, .raw])
    #expect(HeatReference.allCases.map { $0.next(hasCohort: false) } == [.slide, .wholeCase, .raw, .raw])
  }

  @Test("threshold and range go step by step and end at their ends")
  func steps() {
    #expect(HeatLimits.step(HeatLimits.shares, from: 10, by: -1) == 5)
    #expect(HeatLimits.step(HeatLimits.shares, from: 10, by: 1) == 20)
    #expect(HeatLimits.step(HeatLimits.shares, from: 1, by: -1) == 1)
    #expect(HeatLimits.step(HeatLimits.ceilings, from: 100, by: 1) == 100)
  }
}
