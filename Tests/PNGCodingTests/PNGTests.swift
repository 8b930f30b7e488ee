import Basics
import Foundation
import TerminalKit
import Testing

@testable import PNGCoding

@Suite("A PNG")
struct PNGTests {
  private static func bytes(_ few: IndexedImage) throws -> [UInt8] {
    try PNG.bytes(
      size: few.size, indices: few.indices, palette: few.palette.flatMap { [$0.red, $0.green, $0.blue] })
  }

  private static func picture(_ width: Int, _ height: Int, colors: Int) -> IndexedImage {
    let palette = (0..<colors).map { number in
      let level = UInt8(number)
      return RGB(level, 255 - level, level &* 7)
    }
    let indices = (0..<(width * height)).map { UInt8($0 / 7 % colors) }
    return IndexedImage(size: PixelSize(width: width, height: height), palette: palette, indices: indices)
  }

  @Test("is the picture again", arguments: [(1, 1, 1), (37, 5, 3), (300, 200, 256)])
  func same(width: Int, height: Int, colors: Int) throws {
    let few = Self.picture(width, height, colors: colors)
    #expect(try PNG.image(Self.bytes(few)) == few.image)
  }

  @Test("in true colour is the picture again")
  func trueColor() throws {
    let size = PixelSize(width: 67, height: 31)
    var image = RGBAImage(size: size)
    for y in 0..<size.height {
      for x in 0..<size.width { image[x, y] = (UInt8(x * 3), UInt8(y * 8), UInt8(x + y), 255) }
    }
    #expect(try PNG.image(PNG.bytes(image)) == image)
    #expect(throws: PNGFailure.size) { try PNG.bytes(RGBAImage(size: PixelSize(width: 0, height: 3), pixels: [])) }
  }

  @Test("without pixels is refused, and so is what is none")
  func refused() {
    #expect(throws: PNGFailure.size) {
      try PNG.bytes(size: PixelSize(width: 0, height: 4), indices: [], palette: [0, 0, 0])
    }
    #expect(throws: PNGFailure.self) { try PNG.image(Array("not a picture".utf8)) }
    #expect(throws: PNGFailure.self) { try PNG.image([]) }
  }

  @Test("that is cut off is refused")
  func cut() throws {
    let bytes = try Self.bytes(Self.picture(60, 60, colors: 200))
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
