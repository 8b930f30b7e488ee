import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideWriting

@Suite("Writing pyramids")
struct PyramidWriterTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "coverslip-writing-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  private static let slide = MemorySlide(
    levels: [RGBAImage(size: PixelSize(width: 700, height: 300), filledWith: (180, 90, 140, 255))],
    mpp: MicronsPerPixel(x: 0.5, y: 0.5))

  @Test("levels shrink by the factor until both sides are small")
  func levels() {
    let by4 = PyramidOptions(reduction: 4, smallestSide: 512).levels(of: PixelSize(width: 20000, height: 9000))
    #expect(by4.map(\.width) == [20000, 5000, 1250, 312])
    #expect(by4.map(\.height) == [9000, 2250, 562, 140])
    let by2 = PyramidOptions(reduction: 2, smallestSide: 512).levels(of: PixelSize(width: 1500, height: 700))
    #expect(by2.map(\.width) == [1500, 750, 375])
    #expect(PyramidOptions().levels(of: PixelSize(width: 5000, height: 3)).map(\.height) == [3])
  }

  @Test("the description says that it is no Aperio scan, and its mpp and magnification")
  func description() {
    let options = PyramidOptions(mpp: MicronsPerPixel(x: 0.5, y: 0.5), objective: 20)
    let size = PixelSize(width: 700, height: 300)
    #expect(
      options.text(of: size, fullSize: size) == """
        Aperio layout, not an Aperio scan: simulated by Coverslip, synthetic
        700x300 (256x256) JPEG/YCC Q=80|AppMag = 20|MPP = 0.5000
        """)
  }

  @Test(
    "numbers have fixed decimals",
    arguments: [(0.25, "0.2500"), (-1.5, "-1.5000"), (12, "12.0000"), (-0.05, "-0.0500")])
  func decimals(value: Double, text: String) {
    #expect(NumberText.plain.fixed(value, digits: 4) == text)
  }

  @Test("the file is a TIFF, alone in its folder, and the same bytes each time")
  func writes() throws {
    let folder = try Folder()
    for name in ["a.svs", "b.svs"] {
      let options = PyramidOptions(smallestSide: 200, mpp: Self.slide.description.mpp, objective: 20)
      try PyramidWriter(path: folder.path + "/" + name, options: options).write(Self.slide)
    }
    let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/a.svs"))
    #expect(Array(bytes.prefix(4)) == [0x49, 0x49, 42, 0])
    #expect(bytes == FileManager.default.contents(atPath: folder.path + "/b.svs"))
    #expect(folder.names == ["a.svs", "b.svs"])
  }

  @Test("a slide that fails half way leaves the older file as it was")
  func failsHalfWay() throws {
    let folder = try Folder()
    let path = folder.path + "/slide.svs"
    try Data("older".utf8).write(to: URL(fileURLWithPath: path))
    let failure = SlideWriteFailure.unreadable(.damaged(.image("label"), detail: "torn"))
    #expect(throws: failure) {
      try PyramidWriter(path: path, options: PyramidOptions()).write(size: PixelSize(width: 300, height: 600)) {
        (first, count) throws(SlideWriteFailure) in
        guard first < 256 else { throw failure }
        return [UInt8](repeating: 200, count: 300 * count * 3)
      }
    }
    #expect(FileManager.default.contents(atPath: path) == Data("older".utf8))
    #expect(folder.names == ["slide.svs"])
  }

  @Test("a folder that is not there, and a slide without pixels, are named")
  func refusals() {
    #expect(throws: SlideWriteFailure.cannotCreate(path: "/nowhere/slide.svs", code: ENOENT)) {
      try PyramidWriter(path: "/nowhere/slide.svs", options: PyramidOptions()).write(Self.slide)
    }
    #expect(throws: SlideWriteFailure.unusableSize(width: 0, height: 3)) {
      try PyramidWriter(path: "/nowhere/slide.svs", options: PyramidOptions()).write(
        size: PixelSize(width: 0, height: 3)
      ) { _, _ in [] }
    }
  }

  @Test("a level's pixel is the rounded mean of its square, and what fills no square is left out")
  func reduction() {
    // 5 x 3 px, grey; the fifth column and the third row fill no square of 2.
    let grey: [UInt8] = [0, 1, 10, 20, 99, 2, 3, 30, 41, 99, 99, 99, 99, 99, 99]
    var reduction = RowReduction(factor: 2, width: 2, rows: 1)
    let rows = reduction.add(grey.flatMap { [$0, $0, $0] }, sourceWidth: 5)
    // (0 + 1 + 2 + 3 + 2) / 4 = 2, (10 + 20 + 30 + 41 + 2) / 4 = 25
    #expect(rows == [2, 2, 2, 25, 25, 25])
  }
}
