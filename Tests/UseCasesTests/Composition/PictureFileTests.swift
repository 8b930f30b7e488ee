import Basics
import Foundation
import JPEGCoding
import Microscopy
import PNGCoding
import Testing

@testable import UseCases

@Suite("Picture files as slides")
struct PictureFileTests {
  private let scratch: Scratch
  private static let image = RGBAImage(size: PixelSize(width: 40, height: 24), filledWith: (200, 90, 140, 255))

  init() throws { scratch = try Scratch() }

  /// Says that it was asked, and opens nothing.
  private struct NoSlides: SlideOpener {
    func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
      throw .notRecognised(path: opening.path, kind: .unknown)
    }
  }

  private func opened(_ name: String, _ bytes: [UInt8]) throws -> any SlideSource {
    try Data(bytes).write(to: URL(fileURLWithPath: scratch[name]))
    return try PictureFiles(slides: NoSlides()).open(SlideToOpen(path: scratch[name]))
  }

  @Test("a PNG whatever its name, a JPEG that is named as one: one level, no scale")
  func pictures() throws {
    let (png, jpeg) = (try PNG.bytes(Self.image), try JPEG.bytes(Self.image, quality: 90))
    for (name, bytes) in [("a.png", png), ("b.tif", png), ("c.jpg", jpeg), ("d.JPEG", jpeg)] {
      let slide = try opened(name, bytes)
      #expect(slide.description.size == Self.image.size && slide.description.mpp == nil)
    }
  }

  @Test("a JPEG with another name may be what opens a slide, and is left to those who know slides")
  func miraxIsNone() throws {
    let jpeg = try JPEG.bytes(Self.image, quality: 90)
    #expect(throws: SlideOpenFailure.notRecognised(path: scratch["a.mrxs"], kind: .unknown)) {
      try opened("a.mrxs", jpeg)
    }
  }

  @Test("one that is torn says so, as a picture")
  func torn() throws {
    let jpeg = try JPEG.bytes(Self.image, quality: 90)
    do {
      _ = try opened("a.jpg", Array(jpeg.prefix(jpeg.count / 2)))
      Issue.record("half of a JPEG was opened")
    } catch let error as SlideOpenFailure {
      guard case .damagedPicture(let path, let detail) = error else { throw error }
      #expect(path == scratch["a.jpg"] && !detail.isEmpty)
    }
  }
}
