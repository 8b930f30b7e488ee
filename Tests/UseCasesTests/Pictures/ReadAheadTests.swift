import Basics
import Casework
import Microscopy
import SlidePictures
import Synchronization
import TerminalKit
import Testing

@testable import UseCases

@Suite("What is read of a slide for pictures that move")
struct ReadAheadTests {
  /// A slide in memory that counts the pixels that are read.
  private final class CountingSlide: SlideSource {
    let pixels = Mutex(0)
    private let slide: MemorySlide
    var description: SlideDescription { slide.description }
    var failedReads: Int { slide.failedReads }

    init(side: Int) {
      var image = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (0, 0, 90, 255))
      for y in 0..<side {
        for x in 0..<side { (image[x, y].red, image[x, y].green) = (UInt8(x * 7 % 251), UInt8(y * 5 % 241)) }
      }
      slide = MemorySlide(levels: [image], mpp: nil)
    }

    func read(
      level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
    ) throws(SlideReadFailure) {
      pixels.withLock { $0 += size.width * size.height }
      try slide.read(level: level, x: x, y: y, size: size, into: buffer, deadline: deadline)
    }

    func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { try slide.associatedImage(name) }

    /// Pixels that were read since this was last asked.
    func take() -> Int {
      pixels.withLock { count in
        defer { count = 0 }
        return count
      }
    }
  }

  private struct OneSlide: SlideOpener {
    let slide: CountingSlide
    func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource { slide }
  }

  private struct NoTiles: Error {}

  private static let side = 600
  private static let pane = TerminalSize(columns: 24, rows: 9)

  private static func desk(
    _ slide: CountingSlide, processors: Int = 2, drawn: @escaping @Sendable (Picture) -> Void = { _ in }
  ) -> PictureDesk {
    let access = PictureAccess(
      opener: OneSlide(slide: slide), profiles: ExchangingReader(), tiles: { _ in throw NoTiles() }, stamp: { _ in nil }
    )
    return PictureDesk(access: access, processors: processors) { answer in
      if case .drawn(_, let picture) = answer { drawn(picture) }
    }
  }

  /// The pane in the middle of the slide, moved by cells; a cell shows 8 px.
  private static func request(_ id: Int, columns: Double = 0, rows: Double = 0) -> PictureRequest {
    let middle = Viewport(centerX: 304, centerY: 304, pixelsPerColumn: 8)
    return PictureRequest(
      id: id, slot: .pane, caseID: "7", slideIndex: 0,
      slide: SlideToOpen(
        path: "a", registered: RegisteredSlide(size: PixelSize(width: side, height: side), quickDigest: nil)),
      viewport: middle.moved(columns: columns, rows: rows), size: pane, heat: nil, symbols: .half, depth: .trueColor,
      background: RGB(255, 255, 255))
  }

  private static let third = (columns: Double(pane.columns / 3), rows: Double(pane.rows / 3))

  private static var neighbours: [PictureRequest] {
    [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)].enumerated().map {
      request(10 + $0.offset, columns: $0.element.0 * third.columns, rows: $0.element.1 * third.rows)
    }
  }

  @Test("is there when it is looked at: after a rest, a step to any side reads nothing of the slide")
  func rested() {
    let slide = CountingSlide(side: Self.side)
    let desk = Self.desk(slide)
    desk.draw(Self.request(1))
    desk.finish()
    #expect(slide.take() > 0)
    desk.readAhead(Self.neighbours)
    desk.finish()
    #expect(slide.take() > 0)
    for request in Self.neighbours {
      desk.draw(request)
      desk.finish()
      #expect(slide.take() == 0)
    }
  }

  @Test("is only what comes in where a picture moves, and nothing where it moves back")
  func moved() {
    let slide = CountingSlide(side: Self.side)
    let desk = Self.desk(slide)
    desk.draw(Self.request(1))
    desk.finish()
    let whole = slide.take()
    desk.draw(Self.request(2, columns: Self.third.columns))
    desk.finish()
    #expect(slide.take() * 2 < whole)
    desk.draw(Self.request(3))
    desk.finish()
    #expect(slide.take() == 0)
  }

  @Test("makes the picture that the slide itself makes")
  func same() {
    let drawn = Mutex<[Picture]>([])
    let pieces = Self.desk(CountingSlide(side: Self.side)) { picture in drawn.withLock { $0.append(picture) } }
    for request in [Self.request(1), Self.request(2, columns: 8), Self.request(3, columns: 8, rows: -3)] {
      pieces.draw(request)
      pieces.finish()
    }
    let whole = Self.desk(CountingSlide(side: Self.side)) { picture in drawn.withLock { $0.append(picture) } }
    whole.draw(Self.request(1, columns: 8, rows: -3))
    whole.finish()
    let pictures = drawn.withLock { $0 }
    #expect(pictures.count == 4 && pictures[2].cells == pictures[3].cells)
  }

  @Test("is nothing ahead where there is one processor alone")
  func alone() {
    let slide = CountingSlide(side: Self.side)
    let desk = Self.desk(slide, processors: 1)
    desk.readAhead(Self.neighbours)
    desk.finish()
    #expect(slide.take() == 0)
  }

  @Test("is kept up to a number of bytes, what was not used for longest going first")
  func bounded() throws {
    let cache = ScanCache(limit: 3 * 40 * 40 * 4)
    let reads = Mutex(0)
    let view = { (index: Int) in
      ScanCache.View(
        path: "a", region: SlideRegion(x: Double(index * 40), y: 0, width: 40, height: 40),
        output: PixelSize(width: 40, height: 40))
    }
    let read: ScanCache.Reading = { view throws(SlideReadFailure) in
      reads.withLock { $0 += 1 }
      return (RGBAImage(size: view.output), true)
    }
    for index in 0..<4 { _ = try cache.pixels(of: view(index), reading: read) }
    #expect(cache.bytes == 3 * 40 * 40 * 4)
    _ = try cache.pixels(of: view(3), reading: read)
    #expect(reads.withLock { $0 } == 4)
    _ = try cache.pixels(of: view(0), reading: read)
    #expect(reads.withLock { $0 } == 5)
  }

  @Test("is read again where a part of it could not be read")
  func damaged() throws {
    let cache = ScanCache()
    let reads = Mutex(0)
    let view = ScanCache.View(
      path: "a", region: SlideRegion(x: 0, y: 0, width: 40, height: 40), output: PixelSize(width: 40, height: 40))
    let read: ScanCache.Reading = { view throws(SlideReadFailure) in
      reads.withLock { $0 += 1 }
      return (RGBAImage(size: view.output), false)
    }
    for _ in 0..<2 { _ = try cache.pixels(of: view, reading: read) }
    #expect(reads.withLock { $0 } == 2)
    #expect(cache.bytes == 0)
  }
}
