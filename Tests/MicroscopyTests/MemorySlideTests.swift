import Basics
import Microscopy
import Testing

/// What the slide in memory does besides the contract of every slide: it fails where it is told to.
@Suite("A slide in memory that fails")
struct MemorySlideTests {
  private let size = PixelSize(width: 64, height: 64)
  private let pixel = PixelSize(width: 1, height: 1)

  private func slide(_ kind: MemorySlide.Fault.Kind, level: Int? = nil) -> MemorySlide {
    let levels = [1, 2].map { downsample in
      RGBAImage(size: PixelSize(width: 64 / downsample, height: 64 / downsample), filledWith: (200, 150, 180, 255))
    }
    return MemorySlide(
      levels: levels, mpp: nil, tile: PixelSize(width: 16, height: 16),
      faults: [MemorySlide.Fault(kind, in: SlideRegion(x: 32, y: 32, width: 8, height: 8), level: level)])
  }

  private func part(_ x: Double, _ y: Double, level: Int) -> SlidePart {
    let side = level == 0 ? 1.0 : 2.0
    return .region(SlideRegion(x: x, y: y, width: side, height: side), level: level)
  }

  private var soon: ReadDeadline {
    let clock = ContinuousClock()
    return ReadDeadline(clock.now.advanced(by: .seconds(3600)), of: clock)
  }

  @Test("on one level alone, or on all")
  func levels() throws {
    let one = slide(.damaged(detail: "torn"), level: 1)
    #expect(throws: SlideReadFailure.damaged(part(34, 34, level: 1), detail: "torn")) {
      try one.read(level: 1, x: 34, y: 34, size: pixel)
    }
    _ = try one.read(level: 0, x: 34, y: 34, size: pixel)
    #expect(one.failedReads == 1)
    let all = slide(.damaged(detail: "torn"))
    #expect(throws: SlideReadFailure.self) { try all.read(level: 0, x: 34, y: 34, size: pixel) }
    _ = try all.read(level: 0, x: 31, y: 34, size: pixel)
  }

  @Test("is late only for those who have a deadline")
  func late() throws {
    let slide = slide(.late)
    _ = try slide.read(level: 0, x: 34, y: 34, size: pixel)
    #expect(throws: SlideReadFailure.timedOut(part(34, 34, level: 0))) {
      try slide.read(level: 0, x: 34, y: 34, size: pixel, deadline: soon)
    }
  }

  @Test("a decoder that dies and time that is over end a picture, in which damage only leaves a hole")
  func endings() throws {
    let output = PixelSize(width: 8, height: 8)
    let whole = SlideRegion(whole: size)
    #expect(try slide(.damaged(detail: "torn")).picture(of: whole, output: output, level: 0).unreadable > 0)
    #expect {
      try slide(.decoderDies).picture(of: whole, output: output, level: 0)
    } throws: { error in
      if case .decoderDied? = error as? SlideReadFailure { true } else { false }
    }
    #expect {
      try slide(.late).picture(of: whole, output: output, level: 1, deadline: soon)
    } throws: { error in
      if case .timedOut? = error as? SlideReadFailure { true } else { false }
    }
  }

  @Test("an opener that is late, or dies, says so with the path")
  func opener() throws {
    let opener = MemorySlideOpener([
      "late": .late(slide(.late)), "dead": .failure(.decoderDied(path: "dead")),
    ])
    let late = SlideToOpen(path: "late")
    #expect(throws: SlideOpenFailure.timedOut(path: "late")) { try opener.open(late, deadline: soon) }
    #expect(try opener.open(late).description.size == size)
    #expect(throws: SlideOpenFailure.decoderDied(path: "dead")) { try opener.open(SlideToOpen(path: "dead")) }
  }
}
