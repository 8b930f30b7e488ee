import Basics
import Foundation
import TerminalKit
import Testing

@testable import PNGCoding

@Suite("A PNG")
struct PNGTests {
  private static func picture(_ width: Int, _ height: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: width, height: height))
    for index in image.pixels.indices { image.pixels[index] = UInt8(truncatingIfNeeded: index &* 167 >> 2) }
    return image
  }

  @Test("is the picture again", arguments: [(1, 1), (37, 5), (300, 200)])
  func same(width: Int, height: Int) throws {
    let image = Self.picture(width, height)
    #expect(try PNG.image(PNG.bytes(image)) == image)
  }

  @Test("of few colours is the picture again, and smaller")
  func indexed() throws {
    let size = PixelSize(width: 200, height: 100)
    let indices = (0..<20_000).map { UInt8($0 / 7 % 3) }
    let few = IndexedImage(size: size, palette: [RGB(255, 0, 0), RGB(0, 9, 0), RGB(0, 0, 200)], indices: indices)
    let bytes = try PNG.bytes(
      size: size, indices: few.indices, palette: few.palette.flatMap { [$0.red, $0.green, $0.blue] })
    #expect(try PNG.image(bytes) == few.image)
    #expect(bytes.count < (try PNG.bytes(few.image)).count)
  }

  @Test("without pixels is refused, and so is what is none")
  func refused() {
    #expect(throws: PNGFailure.size) { try PNG.bytes(RGBAImage(size: PixelSize(width: 0, height: 4))) }
    #expect(throws: PNGFailure.self) { try PNG.image(Array("not a picture".utf8)) }
    #expect(throws: PNGFailure.self) { try PNG.image([]) }
  }

  @Test("that is cut off is refused")
  func cut() throws {
    let bytes = try PNG.bytes(Self.picture(60, 60))
    #expect(throws: PNGFailure.self) { try PNG.image(Array(bytes.prefix(bytes.count / 2))) }
  }
}

private let sixelProgram = ["/usr/bin/sixel2png", "/usr/local/bin/sixel2png"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

@Suite("libsixel", .enabled(if: sixelProgram != nil, "libsixel's sixel2png is not on this machine"))
struct SixelProgramTests {
  @Test("reads from a sixel stream the picture that it was made of, to the percent in which sixels name colours")
  func decoded() throws {
    let size = PixelSize(width: 123, height: 47)
    var image = RGBAImage(size: size, filledWith: (0, 0, 0, 255))
    for y in 0..<size.height {
      for x in 0..<size.width { image[x, y] = (UInt8(x * 2), UInt8(y * 5), UInt8((x + y) % 64 * 4), 255) }
    }
    let few = IndexedImage(reducing: image, to: 200)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (stream, file) = (folder.appendingPathComponent("a.six"), folder.appendingPathComponent("a.png"))
    try Data(SixelStream.bytes(few)).write(to: stream)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(sixelProgram))
    process.arguments = ["-i", stream.path, "-o", file.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let decoded = try PNG.image([UInt8](Data(contentsOf: file)))
    #expect(decoded.width == size.width && decoded.height >= size.height)
    var greatest = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (one, other) = (decoded[x, y], few.palette[Int(few.indices[y * size.width + x])])
        for (a, b) in [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)] {
          greatest = max(greatest, abs(Int(a) - Int(b)))
        }
      }
    }
    #expect(greatest <= 2)
  }
}
