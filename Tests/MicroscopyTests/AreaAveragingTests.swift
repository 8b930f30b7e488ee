import Basics
import Testing

@testable import Microscopy

/// A small generator with a fixed sequence (Knuth's MMIX constants), so that every run tests the same pictures.
struct Numbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  mutating func unit() -> Double { Double(next(1 << 20)) / Double(1 << 20) }
}

extension RGBAImage {
  static func random(_ width: Int, _ height: Int, seed: UInt64, opaque: Bool = true) -> RGBAImage {
    var numbers = Numbers(seed)
    var image = RGBAImage(size: PixelSize(width: width, height: height), filledWith: (0, 0, 0, 255))
    for offset in stride(from: 0, to: image.pixels.count, by: 4) {
      let alpha = opaque ? 255 : [0, 255, 255, numbers.next(256)][numbers.next(4)]
      image.pixels[offset + 3] = UInt8(alpha)
      for channel in 0..<3 { image.pixels[offset + channel] = alpha == 0 ? 0 : UInt8(numbers.next(256)) }
    }
    return image
  }
}

/// The slow, obvious area average: every output pixel asks every source pixel how much they share.
private func bruteForce(_ source: RGBAImage, _ region: SlideRegion, _ output: PixelSize) -> [[Double]] {
  let (stepX, stepY) = (region.width / Double(output.width), region.height / Double(output.height))
  let overlap = { (from: Double, step: Double, pixel: Int) in
    max(0, min(from + step, Double(pixel + 1)) - max(from, Double(pixel)))
  }
  return (0..<(output.width * output.height)).map { cell in
    let left = region.x + stepX * Double(cell % output.width)
    let top = region.y + stepY * Double(cell / output.width)
    var sum = [0.0, 0, 0, 0]
    for y in 0..<source.height {
      let down = overlap(top, stepY, y)
      for x in 0..<source.width where down > 0 {
        let pixel = source[x, y]
        let weight = overlap(left, stepX, x) * down * Double(pixel.alpha)
        sum[0] += weight * Double(pixel.red)
        sum[1] += weight * Double(pixel.green)
        sum[2] += weight * Double(pixel.blue)
        sum[3] += weight
      }
    }
    let alpha = sum[3] / (stepX * stepY)
    guard alpha >= 0.5 else { return [0, 0, 0, 0] }
    return [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], alpha]
  }
}

/// Rounding to 8 bits is 0.5; single precision adds less than 0.01 to it here.
private func expectClose(_ image: RGBAImage, _ expected: [[Double]], _ comment: Comment) {
  var worst = 0.0
  for (index, pixel) in expected.enumerated() {
    // A nearly transparent pixel may round to none.
    guard pixel[3] > 1 else { continue }
    for channel in 0..<4 { worst = max(worst, abs(Double(image.pixels[index * 4 + channel]) - pixel[channel])) }
  }
  #expect(worst <= 0.51, comment)
}

@Suite("Area averaging")
struct AreaAveragingTests {
  @Test(
    "any region at any scale is what the slow average says, also beyond the slide's edges",
    arguments: 0..<24)
  func twin(seed: Int) throws {
    var numbers = Numbers(UInt64(seed) + 7)
    let source = RGBAImage.random(
      9 + numbers.next(30), 9 + numbers.next(30), seed: UInt64(seed), opaque: seed % 3 != 0)
    let region = SlideRegion(
      x: numbers.unit() * 20 - 8, y: numbers.unit() * 20 - 8, width: 1 + numbers.unit() * 40,
      height: 1 + numbers.unit() * 40)
    let output = PixelSize(width: 1 + numbers.next(40), height: 1 + numbers.next(40))
    let slide = MemorySlide(levels: [source], mpp: nil)
    expectClose(
      try slide.read(region, output: output), bruteForce(source, region, output), "seed \(seed): \(region) \(output)")
  }

  @Test("a slide larger than one block gives the same picture as a slow average of it")
  func blocks() throws {
    let source = RGBAImage.random(1300, 500, seed: 3)
    let region = SlideRegion(x: -20.5, y: 10.25, width: 1330, height: 480)
    let output = PixelSize(width: 3, height: 2)
    let slide = MemorySlide(levels: [source], mpp: nil)
    expectClose(try slide.read(region, output: output), bruteForce(source, region, output), "blocks")
  }

  @Test("an even slide stays even at every scale", arguments: [0.3, 1, 1.0022, 2, 3.7, 16.03])
  func constant(scale: Double) throws {
    let color: (UInt8, UInt8, UInt8, UInt8) = (201, 7, 99, 255)
    let slide = MemorySlide(levels: [RGBAImage(size: PixelSize(width: 120, height: 90), filledWith: color)], mpp: nil)
    let output = PixelSize(width: Int(100 / scale), height: Int(80 / scale))
    let region = SlideRegion(x: 3, y: 4, width: Double(output.width) * scale, height: Double(output.height) * scale)
    #expect(try slide.read(region, output: output) == RGBAImage(size: output, filledWith: color))
  }

  @Test("at a whole ratio each pixel is the mean of its square")
  func wholeRatio() throws {
    var source = RGBAImage(size: PixelSize(width: 4, height: 2), filledWith: (0, 0, 0, 255))
    for (index, red) in [10, 20, 100, 100, 30, 40, 100, 104].enumerated() {
      source[index % 4, index / 4].red = UInt8(red)
    }
    let slide = MemorySlide(levels: [source], mpp: nil)
    let image = try slide.read(SlideRegion(whole: source.size), output: PixelSize(width: 2, height: 1))
    #expect(image[0, 0].red == 25)
    #expect(image[1, 0].red == 101)
  }

  @Test("a region without resampling is the pixels as they are")
  func exact() throws {
    let source = RGBAImage.random(50, 40, seed: 5)
    let slide = MemorySlide(levels: [source], mpp: nil)
    let image = try slide.read(
      SlideRegion(x: 10, y: 20, width: 8, height: 6), output: PixelSize(width: 8, height: 6))
    #expect(image[0, 0] == source[10, 20])
    #expect(image[7, 5] == source[17, 25])
  }

  @Test("regions that no Int can hold are transparent, not a crash", arguments: [Double.infinity, 1e300, -1e300, .nan])
  func absurd(x: Double) throws {
    let slide = MemorySlide(levels: [RGBAImage.random(8, 8, seed: 1)], mpp: nil)
    let image = try slide.read(SlideRegion(x: x, y: 0, width: 9, height: 8), output: PixelSize(width: 2, height: 2))
    #expect(image.pixels == [UInt8](repeating: 0, count: 16))
  }

  @Test("a view a million times wider than the slide reads only the slide")
  func farOut() throws {
    let slide = CountingSlide(MemorySlide(levels: [RGBAImage.random(8, 8, seed: 1)], mpp: nil))
    let region = SlideRegion(x: -4e6, y: -4e6, width: 8e6, height: 8e6)
    _ = try slide.read(region, output: PixelSize(width: 80, height: 60))
    #expect(slide.pixelsRead <= 64)
  }
}
