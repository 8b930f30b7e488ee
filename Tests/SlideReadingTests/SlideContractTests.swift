import Basics
import Foundation
import Microscopy
import SlideReading
import Testing

/// What every reader of slides does, OpenSlide on files and the slides in memory alike.
@Suite("Contract of a slide")
struct SlideContractTests {
  private let square = PixelSize(width: 40, height: 40)

  private func failure(_ bench: SlideBench, _ opening: SlideToOpen, _ deadline: ReadDeadline = .none)
    -> SlideOpenFailure?
  {
    do throws(SlideOpenFailure) {
      _ = try bench.opener.open(opening, deadline: deadline)
      return nil
    } catch { return error }
  }

  /// Whether the pixel is opaque and has the colour that was drawn at (`x`, `y`) level-0 px, to what JPEG changes.
  private func isDrawn(_ pixel: (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8), _ x: Int, _ y: Int) -> Bool {
    let drawn = SlideBench.color(x, y)
    let distance = zip([pixel.red, pixel.green, pixel.blue], [drawn.red, drawn.green, drawn.blue])
      .map { abs(Int($0) - Int($1)) }
    return pixel.alpha == 255 && distance.allSatisfy { $0 <= 6 }
  }

  @Test("levels halve the slide, level 0 first, with their downsamples", arguments: SlideReader.allCases)
  func levels(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let description = try bench.open().description
    #expect(description.size == SlideBench.size)
    #expect(description.levels.map(\.size) == [SlideBench.size, PixelSize(width: 320, height: 200)])
    #expect(description.levels.map(\.downsample) == [1, 2])
    #expect(abs((description.mpp?.mean ?? 0) - 0.5) < 0.001)
  }

  @Test("a region inside has the pixels of its level, at places in level-0 px", arguments: SlideReader.allCases)
  func inside(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let slide = try bench.open()
    let fine = try slide.read(level: 0, x: 100, y: 180, size: square)
    #expect(isDrawn(fine[20, 20], 120, 200))
    let coarse = try slide.read(level: 1, x: 320, y: 160, size: square)
    #expect(isDrawn(coarse[20, 20], 360, 200))
    #expect(slide.failedReads == 0)
  }

  @Test("what lies outside is transparent, also on a region that straddles the edge", arguments: SlideReader.allCases)
  func outside(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let slide = try bench.open()
    let straddling = try slide.read(level: 0, x: -20, y: 380, size: square)
    #expect(isDrawn(straddling[39, 0], 19, 380))
    #expect(straddling[10, 10] == (0, 0, 0, 0))
    #expect(straddling[39, 30] == (0, 0, 0, 0))
    let beyond = try slide.read(level: 1, x: 639, y: 0, size: square)
    #expect(beyond[20, 20] == (0, 0, 0, 0))
    #expect(try slide.read(level: 0, x: 640, y: 0, size: square) == RGBAImage(size: square))
    #expect(try slide.read(level: 0, x: .max - 5, y: .min, size: square) == RGBAImage(size: square))
  }

  @Test("a given buffer gets the pixels at its beginning, and nothing beyond them", arguments: SlideReader.allCases)
  func buffer(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let slide = try bench.open()
    let own = try slide.read(level: 0, x: 70, y: 70, size: square)
    var bytes = [UInt8](repeating: 7, count: 40 * 40 * 4 + 8)
    try bytes.withUnsafeMutableBytes { buffer in
      try slide.read(level: 0, x: 70, y: 70, size: square, into: buffer, deadline: .none)
    }
    #expect(Array(bytes.prefix(40 * 40 * 4)) == own.pixels)
    #expect(bytes.suffix(8).allSatisfy { $0 == 7 })
  }

  @Test(
    "what cannot be read is refused by name: a buffer too small, no such level, too many pixels, no such image",
    arguments: SlideReader.allCases)
  func refusals(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let slide = try bench.open()
    var bytes = [UInt8](repeating: 7, count: 40 * 40 * 4 - 1)
    #expect(throws: SlideReadFailure.bufferTooSmall(bytes: 6399, needed: 6400)) {
      try bytes.withUnsafeMutableBytes {
        try slide.read(level: 0, x: 0, y: 0, size: square, into: $0, deadline: .none)
      }
    }
    #expect(bytes.allSatisfy { $0 == 7 })
    #expect(throws: SlideReadFailure.noSuchLevel(2)) { try slide.read(level: 2, x: 0, y: 0, size: square) }
    #expect(throws: SlideReadFailure.noSuchLevel(-1)) { try slide.read(level: -1, x: 0, y: 0, size: square) }
    #expect(throws: SlideReadFailure.tooLarge(pixels: 1 << 25, limit: 1 << 24)) {
      try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 1 << 13, height: 1 << 12))
    }
    #expect(throws: SlideReadFailure.tooLarge(pixels: .max, limit: 1 << 24)) {
      try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: .max, height: .max))
    }
    #expect(throws: SlideReadFailure.noSuchImage("none of that name")) {
      try slide.associatedImage("none of that name")
    }
    #expect(try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 0, height: 5)).pixels.isEmpty)
  }

  @Test(
    "what the file says of the label is one line, and nothing where it says nothing",
    arguments: SlideReader.allCases)
  func label(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    #expect(try bench.open().description.label == nil)
    let opening = SlideToOpen(path: bench.labelled, mpp: MicronsPerPixel(x: 0.25, y: 0.25))
    let slide = try bench.opener.open(opening)
    #expect(slide.description.label?.text == "S26-1 A" && slide.description.label?.property.isEmpty == false)
    #expect(slide.description.with(levels: slide.description.levels, leftOut: []).label?.text == "S26-1 A")
  }

  @Test("the profile comes as the bytes that it is; a slide without one has none", arguments: SlideReader.allCases)
  func profile(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    #expect(try bench.open().iccProfile() == nil)
    let opening = SlideToOpen(path: bench.labelled, mpp: MicronsPerPixel(x: 0.25, y: 0.25))
    #expect(try bench.opener.open(opening).iccProfile() == SlideBench.profile)
  }

  @Test("a damaged region fails with its place, is counted, and leaves the others", arguments: SlideReader.allCases)
  func damaged(reader: SlideReader) throws {
    let bench = try reader.bench()
    let slide = try bench.opener.open(SlideToOpen(path: bench.damaged))
    let size = slide.description.size
    let region = SlideRegion(x: Double(size.width - 20), y: Double(size.height - 10), width: 10, height: 5)
    for attempt in 1...2 {
      #expect {
        try slide.read(
          level: 0, x: Int(region.x), y: Int(region.y), size: PixelSize(width: 10, height: 5))
      } throws: { error in
        guard case .damaged(let part, let detail)? = error as? SlideReadFailure else { return false }
        return part == .region(region, level: 0) && !detail.isEmpty
      }
      #expect(slide.failedReads == attempt)
      #expect(try slide.read(level: 0, x: 4, y: 4, size: PixelSize(width: 4, height: 4))[0, 0].alpha == 255)
    }
  }

  @Test(
    "a read with a deadline gives the same pixels in time, and fails once it has passed",
    arguments: SlideReader.allCases)
  func deadlines(reader: SlideReader) throws {
    let bench = try reader.bench()
    defer { withExtendedLifetime(bench) {} }
    let slide = try bench.open()
    let clock = HandClock()
    let deadline = ReadDeadline(clock.now.advanced(by: .seconds(1)), of: clock)
    let whole = try slide.read(level: 0, x: 0, y: 0, size: SlideBench.size, deadline: deadline)
    #expect(whole == (try slide.read(level: 0, x: 0, y: 0, size: SlideBench.size)))
    clock.advance(by: .seconds(1))
    let part = SlidePart.region(SlideRegion(x: 3, y: 4, width: 80, height: 80), level: 1)
    #expect(throws: SlideReadFailure.timedOut(part)) {
      try slide.read(level: 1, x: 3, y: 4, size: square, deadline: deadline)
    }
    #expect(throws: SlideReadFailure.self) {
      try slide.picture(
        of: SlideRegion(whole: SlideBench.size), output: PixelSize(width: 32, height: 20), deadline: deadline)
    }
    #expect(try slide.read(level: 1, x: 3, y: 4, size: square)[0, 0].alpha == 255)
  }

  @Test("opening fails with what lies there: nothing, no byte, no slide", arguments: SlideReader.allCases)
  func failures(reader: SlideReader) throws {
    let bench = try reader.bench()
    #expect(failure(bench, SlideToOpen(path: bench.missing)) == .missing(path: bench.missing))
    #expect(failure(bench, SlideToOpen(path: bench.empty)) == .empty(path: bench.empty))
    #expect(failure(bench, SlideToOpen(path: bench.text)) == .notRecognised(path: bench.text, kind: .unknown))
  }

  @Test("opening fails once its deadline has passed", arguments: SlideReader.allCases)
  func lateOpening(reader: SlideReader) throws {
    let bench = try reader.bench()
    let clock = HandClock()
    let deadline = ReadDeadline(clock.now, of: clock)
    #expect(failure(bench, SlideToOpen(path: bench.whole), deadline) == .timedOut(path: bench.whole))
  }

  @Test("a slide is held to the size and the digest that were registered", arguments: SlideReader.allCases)
  func registered(reader: SlideReader) throws {
    let bench = try reader.bench()
    let opening = { (size: PixelSize, digest: String?) in
      SlideToOpen(path: bench.whole, registered: RegisteredSlide(size: size, quickDigest: digest))
    }
    #expect(failure(bench, opening(SlideBench.size, SlideBench.digest)) == nil)
    #expect(failure(bench, opening(SlideBench.size, nil)) == nil)
    #expect(
      failure(bench, opening(SlideBench.size, "ffff")) == .notRegistered(path: bench.whole, .content))
    #expect(
      failure(bench, opening(square, SlideBench.digest))
        == .notRegistered(path: bench.whole, .size(SlideBench.size)))
  }

  @Test(
    "an opening goes through JSON and opens the same slide; a size that was given wins", arguments: SlideReader.allCases
  )
  func sent(reader: SlideReader) throws {
    let bench = try reader.bench()
    let opening = SlideToOpen(
      path: bench.whole, mpp: MicronsPerPixel(x: 0.25, y: 0.3),
      registered: RegisteredSlide(size: SlideBench.size, quickDigest: SlideBench.digest))
    let arrived = try JSONDecoder().decode(SlideToOpen.self, from: JSONEncoder().encode(opening))
    #expect(arrived == opening)
    #expect(try bench.opener.open(arrived).description.mpp == MicronsPerPixel(x: 0.25, y: 0.3))
  }
}

@Suite("Deadlines of OpenSlide")
struct OpenSlideDeadlineTests {
  @Test("a large region is read in bands, and fails within one of them")
  func bands() throws {
    let folder = try ScratchFolder()
    let path = try folder.file("tiny.tif", TinyTIFF().bytes)
    let slide = try OpenSlideSource(path: path)
    // 4096 x 1024 px are 8 bands of 512 Kpx; the clock goes on by a second a look.
    let size = PixelSize(width: 4096, height: 1024)
    let patient = HandClock()
    let whole = try slide.read(
      level: 0, x: 0, y: 0, size: size, deadline: ReadDeadline(patient.now.advanced(by: .seconds(60)), of: patient))
    #expect(whole == (try slide.read(level: 0, x: 0, y: 0, size: size)))
    #expect(patient.timesRead == 1 + 8 + 1)
    let hasty = HandClock(step: .seconds(1))
    let deadline = ReadDeadline(hasty.now.advanced(by: .seconds(4)), of: hasty)
    #expect(throws: SlideReadFailure.self) { try slide.read(level: 0, x: 0, y: 0, size: size, deadline: deadline) }
    #expect(hasty.timesRead == 1 + 4)
  }
}
