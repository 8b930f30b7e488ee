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

@Suite("A JPEG that is read")
struct JPEGReadingTests {
  private static func gradient(_ width: Int, _ height: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: width, height: height), filledWith: (0, 0, 0, 255))
    for y in 0..<height {
      for x in 0..<width { image[x, y] = (UInt8(200 - x), UInt8(90 + y), UInt8(140), 255) }
    }
    return image
  }

  /// What the library says of bytes that it does not read.
  private static func reason(_ bytes: [UInt8]) -> String? {
    do throws(JPEGFailure) { _ = try JPEG.image(bytes) } catch {
      if case .library(let words) = error { return words }
    }
    return nil
  }

  @Test("is the picture that was written, opaque, but for what JPEG rounds", arguments: [(1, 1), (70, 33), (64, 64)])
  func read(width: Int, height: Int) throws {
    let image = Self.gradient(width, height)
    let read = try JPEG.image(JPEG.bytes(image, quality: 95))
    #expect(read.size == image.size)
    let furthest = zip(read.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(furthest <= 12)
    #expect(read[width - 1, height - 1].3 == 255)
  }

  @Test("that was cut off is refused with what the library says, wherever that was")
  func cutOff() throws {
    let bytes = try JPEG.bytes(Self.gradient(70, 33), quality: 90)
    for count in [bytes.count - 2, bytes.count * 3 / 4, 200, 20, 3, 0] {
      #expect(Self.reason(Array(bytes.prefix(count))) ?? "" != "", "\(count) bytes")
    }
  }

  @Test("that is none is refused")
  func none() {
    #expect(throws: JPEGFailure.self) { try JPEG.image(Array("not a picture at all".utf8)) }
  }

  @Test("that claims more pixels than can be read is refused before there is room for them")
  func tooLarge() throws {
    var bytes = try JPEG.bytes(Self.gradient(16, 16), quality: 90)
    let frame = try #require(bytes.indices.first { $0 + 8 < bytes.count && bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0x00, 0xFF, 0x00])
    #expect(throws: JPEGFailure.size) { try JPEG.image(bytes) }
  }

  @Test("in four colours of a printer is refused as such")
  func printer() throws {
    var bytes = try JPEG.bytes(Self.gradient(16, 16), quality: 90)
    let frame = try #require(bytes.indices.first { $0 + 8 < bytes.count && bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    // A fourth component in the head of the frame, which is three bytes longer then.
    bytes[frame + 3] += 3
    bytes[frame + 9] = 4
    bytes.insert(contentsOf: [4, 0x11, 0], at: frame + 19)
    #expect(throws: JPEGFailure.colors) { try JPEG.image(bytes) }
  }
}
