import Casework
import Microscopy
import Testing

@testable import Workstation

/// A clock that the test sets.
@Suite("What was seen of a reading")
struct ReadingTraceTests {
  /// 2025-06-02T14:00:00Z.
  private static let start = 1_748_872_800

  /// Ticks every second from `start` for `seconds`; the last key was pressed at `typedAt`.
  private func run(_ trace: inout ReadingTrace, from start: Int, seconds: Int, typedAt: Int) {
    for second in 0..<seconds { trace.tick(from: start + second, to: start + second + 1, typedAt: typedAt) }
  }

  private func layers(_ trace: ReadingTrace) -> [String] {
    (trace.record?.layers ?? []).map { "\($0.layer.rawValue) \($0.first) \($0.seconds)" }
  }

  @Test("is nothing before the case was on the screen")
  func nothing() {
    var trace = ReadingTrace()
    run(&trace, from: Self.start, seconds: 10, typedAt: Self.start)
    #expect(trace.record == nil && trace.kept == nil)
  }

  @Test("has when each layer was shown first, and how long")
  func shown() {
    var trace = ReadingTrace()
    trace.paint(CaseOnScreen([.slide, .outlines]), now: Self.start)
    run(&trace, from: Self.start, seconds: 10, typedAt: Self.start)
    trace.paint(CaseOnScreen([.slide, .colours, .call]), now: Self.start + 10)
    run(&trace, from: Self.start + 10, seconds: 5, typedAt: Self.start)
    trace.paint(CaseOnScreen([.slide, .outlines]), now: Self.start + 15)
    run(&trace, from: Self.start + 15, seconds: 2, typedAt: Self.start)
    #expect(trace.record?.since == "2025-06-02T14:00:00Z")
    #expect(trace.record?.seconds == 17)
    #expect(
      layers(trace) == [
        "slide 2025-06-02T14:00:00Z 17", "heat-outlines 2025-06-02T14:00:00Z 12",
        "heat-colours 2025-06-02T14:00:10Z 5", "model-call 2025-06-02T14:00:10Z 5",
      ])
  }

  @Test("counts no time from a minute without a key on, and counts again with the next")
  func idle() {
    var trace = ReadingTrace()
    trace.paint(CaseOnScreen([.slide]), now: Self.start)
    run(&trace, from: Self.start, seconds: 300, typedAt: Self.start)
    #expect(trace.record?.seconds == 60)
    run(&trace, from: Self.start + 300, seconds: 10, typedAt: Self.start + 300)
    #expect(trace.record?.seconds == 70)
  }

  @Test("counts no time while the case is not on the screen, as behind the lock")
  func away() {
    var trace = ReadingTrace()
    trace.paint(CaseOnScreen([.slide]), now: Self.start)
    run(&trace, from: Self.start, seconds: 3, typedAt: Self.start)
    trace.paint(nil, now: Self.start + 3)
    run(&trace, from: Self.start + 3, seconds: 20, typedAt: Self.start + 20)
    #expect(trace.record?.seconds == 3)
  }

  @Test("counts no time in which the program stood still, or the clock was set")
  func jumps() {
    var trace = ReadingTrace()
    trace.paint(CaseOnScreen([.slide]), now: Self.start)
    trace.tick(from: Self.start, to: Self.start + 3600, typedAt: Self.start + 3600)
    trace.tick(from: Self.start + 3600, to: Self.start, typedAt: Self.start)
    #expect(trace.record?.seconds == 0)
    trace.tick(from: Self.start, to: Self.start + 5, typedAt: Self.start)
    #expect(trace.record?.seconds == 5)
  }

  private static let tiles = (0..<12).map {
    TileFinding(
      slide: 0, x: 448 * $0, y: 0, side: 448, attention: Float($0 + 1) / 78, contribution: Float($0 - 5) / 128)
  }

  /// All of the tiles from `first` up to and not with `end`.
  private func window(_ first: Int, _ end: Int) -> SeenWindow {
    let region = SlideRegion(x: 448 * Double(first), y: 0, width: 448 * Double(end - first), height: 448)
    return SeenWindow(slide: 0, region: region, hidden: nil)
  }

  private func looking() -> ReadingTrace {
    var trace = ReadingTrace()
    trace.paint(CaseOnScreen([.slide]), now: Self.start)
    return trace
  }

  @Test("begins anew after a signature with the same tiles, of which nothing is seen")
  func anew() throws {
    var trace = looking()
    trace.take(Self.tiles, unread: [], of: Sketch.finding(.high, 0.18))
    trace.see(window(0, 3))
    var next = trace.begunAnew
    #expect(next.record == nil)
    next.paint(CaseOnScreen([.slide]), now: Self.start)
    let record = try #require(next.record)
    #expect(record.tissue == TissueSeen(tiles: 12, sixteenths: 0))
    #expect(record.highest?.places.map(\.place) == trace.record?.highest?.places.map(\.place))
    #expect(record.highest?.unseen == 10 && record.seconds == 0)
  }

  @Test("has the ten tiles that contribute most, whether they raise or lower the score, and which were looked at")
  func places() throws {
    var trace = looking()
    trace.take(Self.tiles, unread: [], of: Sketch.finding(.high, 0.18))
    trace.see(window(0, 3))
    let highest = try #require(trace.record?.highest)
    // Contributions are -5, -4 ... +6 parts of 128: tile 11 first, then 0 and 10; 4 and 6 are last, 5 has none.
    #expect(highest.ranking == .contribution)
    #expect(highest.places.map { $0.place.x / 448 } == [11, 0, 10, 1, 9, 2, 8, 3, 7, 4])
    #expect(highest.places.filter(\.isSeen).map { $0.place.x / 448 } == [0, 1, 2])
    #expect(highest.unseen == 7)
    #expect(trace.record?.tissue == TissueSeen(tiles: 12, sixteenths: 48))
  }

  @Test("has those with most attention where the model makes no call, or the networks cannot be taken apart")
  func attention() {
    var trace = looking()
    trace.take(Self.tiles, unread: [], of: Sketch.finding(.noCall, reasons: [.badQuality]))
    #expect(trace.record?.highest?.ranking == .attention)
    #expect(trace.record?.highest?.places.map { $0.place.x / 448 } == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    let whole = Self.tiles.map {
      TileFinding(slide: 0, x: $0.x, y: 0, side: 448, attention: $0.attention, contribution: nil)
    }
    trace.take(whole, unread: [], of: Sketch.finding(.high, 0.18))
    #expect(trace.record?.highest?.ranking == .attention)
  }

  @Test("counts tissue that a budget left out, too: a sample is not all of it")
  func unread() {
    var trace = looking()
    let unread = (12..<20).map { TissueSquare(slide: 0, x: 448 * $0, y: 0, side: 448) }
    trace.take(Self.tiles, unread: unread, of: Sketch.finding(.high, 0.18))
    trace.see(window(10, 15))
    #expect(trace.record?.tissue == TissueSeen(tiles: 20, sixteenths: 80))
  }

  @Test("keeps what was seen before the tiles were known, and across another case")
  func later() {
    var trace = looking()
    trace.see(window(0, 6))
    #expect(trace.record?.tissue == nil && trace.record?.highest == nil)
    trace.take(Self.tiles, unread: [], of: Sketch.finding(.high, 0.18))
    #expect(trace.record?.tissue == TissueSeen(tiles: 12, sixteenths: 96))
    var parked = trace.parked
    #expect(parked.record?.tissue == nil, "the tiles come with the case")
    parked.take(Self.tiles, unread: [], of: Sketch.finding(.high, 0.18))
    #expect(parked.record?.tissue == TissueSeen(tiles: 12, sixteenths: 96))
    parked.take([], unread: [], of: nil)
    #expect(parked.record?.highest == nil, "what is withheld again is not told")
  }

  @Test("is nothing at all where it is turned off, and says so")
  func off() {
    var trace = ReadingTrace(isKept: false)
    let before = trace
    trace.paint(CaseOnScreen([.slide]), now: Self.start)
    run(&trace, from: Self.start, seconds: 10, typedAt: Self.start)
    trace.take(Self.tiles, unread: [], of: Sketch.finding(.high, 0.18))
    trace.see(window(0, 6))
    #expect(trace == before)
    #expect(trace.record == nil && trace.kept == .off)
  }
}
