import Basics
import Foundation
import JPEGCoding
import Microscopy
import SlideReading
import SlideWriting
import Testing

/// The readers that the contract of a slide is held against.
enum SlideReader: String, CaseIterable, CustomTestStringConvertible {
  case openSlide, plainTiles, memory

  var testDescription: String { rawValue }

  /// The same slides behind this reader.
  func bench() throws -> SlideBench {
    switch self {
    case .openSlide: try .files(decoder: nil)
    case .plainTiles: try .files(decoder: JPEGTiles())
    case .memory: .inMemory()
    }
  }
}

/// Slides under paths, and what opens them.
///
/// The whole one has 640 x 400 px in two levels, 2 px of 0.5 um for each of the finer one's; the damaged one cannot be
/// read at its end.
struct SlideBench {
  let opener: any SlideOpener
  let whole: String
  let damaged: String
  let empty: String
  let text: String
  let missing: String
  /// A small slide whose file says `S26-1 A` of its label, and has a profile; that of the whole one says nothing and
  /// has none.
  let labelled: String
  /// Keeps the files as long as the bench.
  private var folder: ScratchFolder?

  static let size = PixelSize(width: 640, height: 400)
  static let digest = "0123abcd"
  /// The profile of the labelled slide: any bytes, which no reader looks into.
  static let profile = (0..<300).map { UInt8($0 % 251) }

  /// One colour for each square of 80 px, so that JPEG keeps it.
  static func color(_ x: Int, _ y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    (UInt8(80 + x / 80 * 20), UInt8(90 + y / 80 * 30), 150)
  }

  private static var drawing: RGBAImage {
    var image = RGBAImage(size: size)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (red, green, blue) = color(x, y)
        image[x, y] = (red, green, blue, 255)
      }
    }
    return image
  }

  fileprivate static func inMemory() -> SlideBench {
    let fine = drawing
    let whole = MemorySlide(levels: [fine], mpp: MicronsPerPixel(x: 0.5, y: 0.5))
    let half = try? whole.read(SlideRegion(whole: size), output: PixelSize(width: 320, height: 200))
    let levels = [fine] + (half.map { [$0] } ?? [])
    let mpp = MicronsPerPixel(x: 0.5, y: 0.5)
    let end = SlideRegion(x: 512, y: 320, width: 128, height: 80)
    let opener = MemorySlideOpener([
      "whole": .slide(MemorySlide(levels: levels, mpp: mpp), quickDigest: digest),
      "damaged": .slide(
        MemorySlide(levels: [fine], mpp: mpp, faults: [MemorySlide.Fault(.damaged(detail: "torn"), in: end)])),
      "labelled": .slide(
        MemorySlide(
          levels: [fine], mpp: mpp, label: LabelText(" S26-1\r\n A\u{7}", property: "memory"), profile: profile)),
      "empty": .failure(.empty(path: "empty")),
      "text": .failure(.notRecognised(path: "text", kind: .unknown)),
    ])
    return SlideBench(
      opener: opener, whole: "whole", damaged: "damaged", empty: "empty", text: "text", missing: "missing",
      labelled: "labelled")
  }

  /// Drawn by the writer of slides into a temporary folder.
  fileprivate static func files(decoder: (any JPEGTileDecoder)?) throws -> SlideBench {
    let folder = try ScratchFolder()
    let whole = "\(folder.path)/whole.svs"
    let options = PyramidOptions(
      quality: 95, reduction: 2, smallestSide: 400, mpp: MicronsPerPixel(x: 0.5, y: 0.5), objective: 20)
    try PyramidWriter(path: whole, options: options).write(MemorySlide(levels: [drawing], mpp: nil))
    let bench = SlideBench(
      opener: OpenSlideOpener(decoder: decoder) { _ throws(SlideOpenFailure) in digest }, whole: whole,
      damaged: try folder.file("damaged.tif", TinyTIFF(cutTile: (index: 3, bytes: 10)).bytes),
      empty: try folder.file("empty.svs", []), text: try folder.file("text.svs", Array("no slide at all".utf8)),
      missing: "\(folder.path)/missing.svs",
      labelled: try folder.file(
        "labelled.svs",
        TinyTIFF(
          description: Array("Aperio Image Library v1\n100x80 (64x64)|Title =  S26-1  A \u{7}".utf8), profile: profile
        ).bytes),
      folder: folder)
    return bench
  }

  /// The whole slide, open.
  func open() throws -> any SlideSource { try opener.open(SlideToOpen(path: whole)) }
}

/// A clock that a test moves.
final class HandClock: Clock, @unchecked Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  private let lock = NSLock()
  private var present = Instant(offset: .zero)
  private var looks = 0
  /// How far each look at the clock moves it on.
  private let step: Duration

  init(step: Duration = .zero) { self.step = step }

  /// Guarded by its lock.
  var now: Instant {
    lock.withLock {
      defer { present = present.advanced(by: step) }
      looks += 1
      return present
    }
  }

  /// How often somebody looked.
  var timesRead: Int { lock.withLock { looks } }

  let minimumResolution = Duration.nanoseconds(1)
  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}

  func advance(by duration: Duration) { lock.withLock { present = present.advanced(by: duration) } }
}
