import Basics
import Testing

@testable import JPEGCoding

@Suite("A JPEG")
struct JPEGTests {
  @Test("begins and ends as one, says its size, and is smaller at lower quality")
  func written() throws {
    let size = PixelSize(width: 300, height: 200)
    var image = RGBAImage(size: size, filledWith: (255, 255, 255, 255))
    for y in 0..<200 {
      for x in 0..<300 { image[x, y] = (UInt8(x * 255 / 299), UInt8(y), UInt8((x ^ y) & 255), 255) }
    }
    let bytes = try JPEG.bytes(image, quality: 90)
    #expect(bytes.prefix(3) == [0xFF, 0xD8, 0xFF] && bytes.suffix(2) == [0xFF, 0xD9])
    let frame = try #require(bytes.indices.first { $0 + 8 < bytes.count && bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    #expect(bytes[(frame + 5)..<(frame + 9)].map { Int($0) } == [0, 200, 1, 44])
    #expect(try JPEG.bytes(image, quality: 40).count < bytes.count)
  }

  @Test("without pixels, or with more than a JPEG can have, is refused", arguments: [(0, 4), (4, 0), (65_536, 1)])
  func refused(width: Int, height: Int) {
    #expect(throws: JPEGFailure.size) {
      try JPEG.bytes(RGBAImage(size: PixelSize(width: width, height: height)), quality: 80)
    }
  }
}
