import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Tissue mask")
struct TissueMaskTests {
  @Test("tissue is found to the pixel, glass is not", arguments: [TissueDrawing.eosin, TissueDrawing.hematoxylin])
  func found(color: TissueDrawing.Color) throws {
    var drawing = TissueDrawing(width: 200, height: 160)
    drawing.paint(40..<140, 30..<110, color)
    let mask = try drawing.mask()
    #expect(mask.size == PixelSize(width: 200, height: 160))
    #expect(mask.level0PerPixel == 1)
    // The median rounds the four corners.
    #expect(abs(mask.tissuePixels - 8000) <= 40)
    #expect(mask.isTissue(x: 40, y: 60))
    #expect(!mask.isTissue(x: 37, y: 60))
    #expect(abs(mask.areaMM2 - 0.512) < 0.003)
  }

  @Test("objects below 200 x 200 um go, holes below 190 x 190 um are filled, larger ones stay")
  func sizes() throws {
    var drawing = TissueDrawing(width: 300, height: 120)
    drawing.paint(5..<25, 5..<25, TissueDrawing.eosin)
    drawing.paint(40..<290, 5..<115, TissueDrawing.eosin)
    drawing.paint(60..<80, 40..<60, (243, 242, 244), grain: 0)
    drawing.paint(140..<180, 40..<80, (243, 242, 244), grain: 0)
    let mask = try drawing.mask()
    #expect(!mask.isTissue(x: 15, y: 15))
    #expect(mask.isTissue(x: 70, y: 50))
    #expect(!mask.isTissue(x: 160, y: 60))
  }

  @Test(
    "ink of every colour is not tissue, and neither is its rim",
    arguments: [TissueDrawing.greenInk, TissueDrawing.blueInk, TissueDrawing.redInk, TissueDrawing.black])
  func ink(color: TissueDrawing.Color) throws {
    var drawing = TissueDrawing(width: 240, height: 160)
    drawing.paint(20..<220, 20..<140, TissueDrawing.eosin)
    drawing.paint(100..<130, 10..<150, color)
    let mask = try drawing.mask()
    #expect(!mask.isTissue(x: 115, y: 80))
    #expect(!mask.isTissue(x: 96, y: 80))
    #expect(mask.isTissue(x: 80, y: 80))
  }

  @Test("what was not scanned is not tissue")
  func transparent() throws {
    var drawing = TissueDrawing(width: 160, height: 120)
    drawing.paint(0..<160, 0..<120, TissueDrawing.eosin)
    drawing.clear(80..<160, 0..<120)
    let mask = try drawing.mask()
    #expect(mask.isTissue(x: 40, y: 60))
    #expect(!mask.isTissue(x: 120, y: 60))
  }

  @Test("a scan that is all tissue is not cut in two by its own two colours")
  func allTissue() throws {
    var drawing = TissueDrawing(width: 120, height: 120)
    drawing.paint(0..<120, 0..<60, (215, 185, 205))
    drawing.paint(0..<120, 60..<120, TissueDrawing.hematoxylin, grain: 16)
    #expect(try drawing.mask().fraction(of: SlideRegion(x: 0, y: 0, width: 120, height: 120)) == 1)
  }

  @Test("the same mask, whatever the number of threads and however the slide is cut into stripes")
  func threads() throws {
    var drawing = TissueDrawing(width: 100, height: 300)
    drawing.paint(20..<90, 20..<280, TissueDrawing.eosin)
    drawing.paint(50..<70, 100..<130, TissueDrawing.blueInk)
    let (one, four) = (try drawing.mask(), try drawing.mask(workers: 4))
    #expect(one.tissuePixels > 15_000)
    for y in 0..<300 {
      for x in 0..<100 where one.isTissue(x: x, y: y) != four.isTissue(x: x, y: y) {
        Issue.record("differs at \(x), \(y)")
        return
      }
    }
  }

  @Test("the share of a rectangle counts its mask pixels; outside the slide there is none")
  func fraction() {
    let tissue = (0..<100).map { $0 % 10 < 5 }
    let mask = TissueMask(
      size: PixelSize(width: 10, height: 10), micronsPerPixel: 8, level0PerPixel: 16, tissue: tissue)
    #expect(mask.fraction(of: SlideRegion(x: 0, y: 0, width: 160, height: 160)) == 0.5)
    #expect(mask.fraction(of: SlideRegion(x: 64, y: 0, width: 32, height: 16)) == 0.5)
    #expect(mask.fraction(of: SlideRegion(x: -80, y: 0, width: 160, height: 160)) == 0.5)
    #expect(mask.fraction(of: SlideRegion(x: 500, y: 0, width: 160, height: 160)) == 0)
    #expect(mask.fraction(of: SlideRegion(x: .infinity, y: 0, width: 1, height: 1)) == 0)
    #expect(!mask.isTissue(x: -1, y: 0) && !mask.isTissue(x: 0, y: 10))
  }

  @Test("a header of any size gets a mask of bounded size", arguments: [60_000, 1_000_000, 4_000_000])
  func bounded(side: Int) throws {
    let mpp = try #require(MicronsPerPixel(x: 0.25, y: 0.25))
    let step = SurveyScan.step(of: PixelSize(width: side, height: side), mpp: mpp)
    let across = Int((Double(side) / step).rounded(.up))
    #expect(across * across <= SurveyScan.pixelLimit)
    #expect(step >= 32)
  }
}
