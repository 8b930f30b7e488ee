import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Quality of tissue and scan")
struct TissueFlagTests {
  private func slide(_ color: TissueDrawing.Color, side: Int = 170) -> TissueDrawing {
    var drawing = TissueDrawing(width: 200, height: 200)
    drawing.paint(10..<(10 + side), 10..<(10 + side), color, grain: 25)
    return drawing
  }

  @Test("a good slide has no flag")
  func good() throws {
    #expect(try slide(TissueDrawing.eosin).survey().flags == [])
  }

  @Test("clean glass is no tissue, and says only that")
  func noTissue() throws {
    #expect(try TissueDrawing(width: 90, height: 90).survey().kinds == [.noTissue])
  }

  @Test("less tissue than 100 tiles is too little, with the figures")
  func little() throws {
    let flags = try slide(TissueDrawing.eosin, side: 100).survey().flags
    #expect(flags.map(\.kind) == [.tooLittleTissue])
    #expect(flags.first.map { ($0.measured * 100).rounded() } == 64)
    #expect(flags.first?.limit == 1.2544)
  }

  @Test("brown immunohistochemistry is out of range")
  func brown() throws {
    #expect(try slide(TissueDrawing.brown).survey().kinds == [.outOfRangeStain])
  }

  @Test("fluorescence is a black background, and its blue nuclei are not called pen")
  func fluorescence() throws {
    var drawing = TissueDrawing(width: 200, height: 200, background: (2, 2, 8))
    drawing.paint(50..<90, 50..<90, (20, 30, 220))
    #expect(try drawing.survey().kinds == [.blackBackground, .noTissue])
  }

  @Test("a pen mark that covers more than a hundredth is said")
  func pen() throws {
    var drawing = slide(TissueDrawing.eosin)
    drawing.paint(185..<199, 0..<60, TissueDrawing.greenInk)
    let flags = try drawing.survey().flags
    #expect(flags.map(\.kind) == [.pen])
    let share = try #require(flags.first).measured
    #expect(abs(share - 840 / (840.0 + 170 * 170)) < 0.002)
  }

  @Test("nuclei with sharp edges are in focus, blurred by 1.5 um they are not, at any contrast", arguments: [30, 120])
  func sharpness(contrast: Int) {
    let nuclei = nuclei(contrast: contrast)
    #expect(TileSharpness.measure(nuclei).ratio > 1.5 * TileSharpness.limit)
    #expect(TileSharpness.measure(blurred(nuclei, sigma: 3)).ratio < TileSharpness.limit)
  }

  @Test("repeated pixels are no detail: a picture is as sharp as what was scanned", arguments: [2, 3, 4])
  func repeatedPixels(times: Int) {
    let sharp = nuclei(contrast: 100)
    let small = reduced(sharp, times)
    let repeated = enlarged(small, times)
    let found = TileSharpness.measure(repeated)
    #expect(abs(found.micronsPerPixel - 0.5 * Double(times)) < 0.15 * Double(times))
    let honest = TileSharpness.measure(small, micronsPerPixel: 0.5 * Double(times))
    #expect(honest.micronsPerPixel == 0.5 * Double(times))
    #expect(found.ratio < 0.85 * TileSharpness.measure(sharp).ratio)
    #expect(abs(found.ratio - honest.ratio) < 0.35 * honest.ratio)
  }

  @Test("pixels of which every second or fourth is repeated are found, too", arguments: [(3, 2), (5, 4)])
  func fractionalRepeats(wide: Int, narrow: Int) {
    let sharp = nuclei(contrast: 100)
    var repeated = sharp
    for y in 0..<sharp.height {
      for x in 0..<sharp.width { repeated[x, y] = sharp[x * narrow / wide, y * narrow / wide] }
    }
    let worth = 0.5 * Double(wide) / Double(narrow)
    #expect(abs(TileSharpness.measure(repeated).micronsPerPixel - worth) < 0.01)
    #expect(TileSharpness.measure(sharp).micronsPerPixel == 0.5)
  }

  @Test("a scan of 2 um/px is too coarse to tell chromatin, though its own pixels are sharp")
  func coarseScan() {
    let small = reduced(nuclei(contrast: 100), 4)
    #expect(TileSharpness.measure(small, micronsPerPixel: 2).ratio < TileSharpness.limit)
    #expect(TileSharpness.measure(enlarged(small, 4)).ratio < TileSharpness.limit)
  }

  /// Means of blocks.
  private func reduced(_ image: RGBAImage, _ times: Int) -> RGBAImage {
    var result = RGBAImage(size: PixelSize(width: image.width / times, height: image.height / times))
    for y in 0..<result.height {
      for x in 0..<result.width {
        var sum = 0
        for row in 0..<times { for column in 0..<times { sum += Int(image[x * times + column, y * times + row].red) } }
        let value = UInt8(sum / (times * times))
        result[x, y] = (value, value, value, 255)
      }
    }
    return result
  }

  /// Each pixel repeated.
  private func enlarged(_ image: RGBAImage, _ times: Int) -> RGBAImage {
    var result = RGBAImage(size: PixelSize(width: image.width * times, height: image.height * times))
    for y in 0..<result.height {
      for x in 0..<result.width { result[x, y] = image[x / times, y / times] }
    }
    return result
  }

  /// Dark discs of 2 to 5 um on a light ground, at 0.5 um/px.
  private func nuclei(contrast: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: 96, height: 96), filledWith: (220, 220, 220, 255))
    var state: UInt64 = 5
    let next = { (limit: Int) -> Int in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<45 {
      let (x, y, radius) = (next(96), next(96), 2 + next(4))
      let value = UInt8(220 - contrast + next(20))
      for row in max(0, y - radius)..<min(96, y + radius + 1) {
        for column in max(0, x - radius)..<min(96, x + radius + 1) {
          guard (column - x) * (column - x) + (row - y) * (row - y) <= radius * radius else { continue }
          image[column, row] = (value, value, value, 255)
        }
      }
    }
    return image
  }

  private func blurred(_ image: RGBAImage, sigma: Float) -> RGBAImage {
    let kernel = Gaussian.kernel(sigma: sigma)
    let radius = kernel.count / 2
    let last = image.width - 1
    var result = image
    for isAcross in [true, false] {
      let source = result
      for y in 0...last {
        for x in 0...last {
          var sum: Float = 0
          for offset in -radius...radius {
            let along = min(last, max(0, (isAcross ? x : y) + offset))
            sum += kernel[offset + radius] * Float(isAcross ? source[along, y].red : source[x, along].red)
          }
          let value = UInt8(sum.rounded())
          result[x, y] = (value, value, value, 255)
        }
      }
    }
    return result
  }

  @Test("green's share of the absorbed light parts haematoxylin and eosin from other stains")
  func stainColor() throws {
    let share = { (color: TissueDrawing.Color) -> Double? in
      var drawing = TissueDrawing(width: 20, height: 20)
      drawing.paint(0..<20, 0..<20, color)
      return StainColor([drawing.image]).greenShare
    }
    #expect(try #require(share(TissueDrawing.eosin)) > StainColor.limit)
    #expect(try #require(share(TissueDrawing.hematoxylin)) > StainColor.limit)
    #expect(try #require(share(TissueDrawing.brown)) < StainColor.limit)
    #expect(abs(try #require(share((100, 100, 100))) - 1.0 / 3) < 1e-6)
    #expect(share((245, 245, 245)) == nil)
  }
}
