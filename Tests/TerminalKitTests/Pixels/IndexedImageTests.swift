import Basics
import Testing

@testable import TerminalKit

@Suite("A picture of few colours")
struct IndexedImageTests {
  /// Pink and blue, mixed by place, with noise: what tissue looks like to a histogram.
  static func tissue(_ width: Int, _ height: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: width, height: height), filledWith: (255, 255, 255, 255))
    var draw: UInt32 = 7
    for y in 0..<height {
      for x in 0..<width {
        let share = Double(x * 3 + y * 5 % 97) / Double(width * 3 + 97)
        let channel = { (from: Double, to: Double) in
          draw = draw &* 1_664_525 &+ 1_013_904_223
          let noise = Double(draw >> 24) / 255 * 24 - 12
          return UInt8(max(0, min(255, from + (to - from) * share + noise)))
        }
        image[x, y] = (channel(235, 110), channel(190, 80), channel(215, 150), 255)
      }
    }
    return image
  }

  @Test("that had no more is the same picture")
  func few() {
    let colors: [(UInt8, UInt8, UInt8, UInt8)] = [(255, 0, 0, 255), (0, 90, 200, 255), (250, 250, 250, 255)]
    var image = RGBAImage(size: PixelSize(width: 9, height: 5))
    for index in 0..<45 { image[index % 9, index / 9] = colors[index % 3] }
    let few = IndexedImage(reducing: image)
    #expect(few.palette.count == 3)
    #expect(few.image == image)
  }

  @Test("has as many colours as asked for, each the mean of what it stands for", arguments: [1, 2, 16, 256])
  func means(count: Int) {
    let image = Self.tissue(120, 80)
    let few = IndexedImage(reducing: image, to: count)
    #expect(few.palette.count == count)
    var sums = [[Int]](repeating: [0, 0, 0, 0], count: count)
    for (pixel, entry) in few.indices.enumerated() {
      for channel in 0..<3 { sums[Int(entry)][channel] += Int(image.pixels[pixel * 4 + channel]) }
      sums[Int(entry)][3] += 1
    }
    for (sum, color) in zip(sums, few.palette) {
      let means = sum[0..<3].map { Int((Double($0) / Double(sum[3])).rounded()) }
      #expect(means == [color.red, color.green, color.blue].map { Int($0) })
    }
  }

  @Test("is nearer to the picture the more colours it has, and near with all 256")
  func nearer() {
    let image = Self.tissue(160, 100)
    let errors = [4, 16, 64, 256].map { Self.meanSquare(image, IndexedImage(reducing: image, to: $0).image) }
    #expect(errors == errors.sorted(by: >))
    #expect(errors[3] < 12)
  }

  static func meanSquare(_ one: RGBAImage, _ other: RGBAImage) -> Double {
    var sum = 0
    for (a, b) in zip(one.pixels, other.pixels) {
      let difference = Int(a) - Int(b)
      sum += difference * difference
    }
    return Double(sum) / Double(one.width * one.height * 3)
  }
}
