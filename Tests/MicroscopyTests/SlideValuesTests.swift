import Basics
import Testing

@testable import Microscopy

@Suite("Slides as values")
struct SlideValuesTests {
  private func description(_ downsamples: [Double]) -> SlideDescription {
    SlideDescription(
      levels: downsamples.map { PyramidLevel(size: PixelSize(width: 100, height: 100), downsample: $0) }, mpp: nil,
      objective: nil, vendor: "test")
  }

  @Test(
    "the best level is the coarsest that is still fine enough",
    arguments: [(0.5, 0), (1.0, 0), (3.9, 0), (3.97, 1), (4.0, 1), (15, 1), (16, 2), (1000, 2)])
  func bestLevel(downsample: Double, level: Int) {
    #expect(description([1, 4.0002, 16.01]).bestLevel(forDownsample: downsample) == level)
  }

  @Test("mpp outside what slides have is none", arguments: [0, -0.25, 0.049, 20.1, .nan, .infinity])
  func implausible(value: Double) {
    #expect(MicronsPerPixel(x: value, y: 0.25) == nil)
    #expect(MicronsPerPixel(x: 0.25, y: value) == nil)
  }

  @Test("the mean of both axes is the geometric one")
  func mean() throws {
    #expect(try #require(MicronsPerPixel(x: 0.25, y: 1)).mean == 0.5)
  }

  @Test("an area that no Int holds is none")
  func area() {
    #expect(PixelSize(width: .max, height: 2).area == nil)
    #expect(PixelSize(width: 60_000, height: 60_000).area == 3_600_000_000)
  }

  @Test("rectangles that only touch have nothing in common")
  func intersection() {
    let left = SlideRegion(x: 0, y: 0, width: 10, height: 10)
    #expect(left.intersection(SlideRegion(x: 10, y: 0, width: 5, height: 5)) == nil)
    #expect(
      left.intersection(SlideRegion(x: 8, y: -3, width: 5, height: 5))
        == SlideRegion(x: 8, y: 0, width: 2, height: 2))
  }

  @Test("flattening lays colour over white by its alpha")
  func flattened() {
    let size = PixelSize(width: 3, height: 1)
    let image = RGBAImage(size: size, pixels: [0, 0, 0, 0, 100, 0, 200, 128, 1, 2, 3, 255])
    #expect(image.flattened().pixels == [255, 255, 255, 255, 177, 127, 227, 255, 1, 2, 3, 255])
  }

  @Test("ranges are cut at multiples, also left of zero")
  func cut() {
    #expect((-3..<9).cut(every: 4) == [-3..<0, 0..<4, 4..<8, 8..<9])
    #expect((4..<4).cut(every: 4) == [])
  }
}
