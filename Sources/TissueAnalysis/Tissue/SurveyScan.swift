import Basics
import Microscopy
import Synchronization

/// One pass over a slide at about 8 um/px: the colour of each pixel, in 25 bits per pixel.
struct SurveyScan: Sendable {
  let size: PixelSize
  let micronsPerPixel: Double
  let level0PerPixel: Double
  /// Red, green, blue, row-major; 0 where nothing was scanned.
  private(set) var colors: [UInt8]
  /// Pixels that were scanned and could be read.
  private(set) var opaque: BitPlane
  var unreadable = 0
  /// What no level of the slide could give, level-0 px.
  var damaged: [SlideRegion] = []

  /// Wanted side of a pixel, um: 112 um are 14 of them.
  static let microns = 8.0
  /// The most pixels of a mask: a larger slide gets larger pixels, so that no header decides what is allocated.
  static let pixelLimit = 1 << 26

  /// Reads the whole slide, in stripes that `workers` threads share; no further one is begun where the watch says so.
  init(
    slide: some SlideSource, mpp: MicronsPerPixel, workers: Int, _ watch: SurveyWatch = .none
  ) throws(SlideReadFailure) {
    let whole = slide.description.size
    let step = Self.step(of: whole, mpp: mpp)
    level0PerPixel = step
    micronsPerPixel = step * mpp.mean
    let across = { (length: Int) in max(1, Int((Double(length) / step).rounded(.up))) }
    size = PixelSize(width: across(whole.width), height: across(whole.height))
    colors = [UInt8](repeating: 0, count: size.width * size.height * 3)
    opaque = BitPlane(width: size.width, height: size.height)
    try read(slide, workers: max(1, workers), watch)
  }

  /// Level-0 px a mask px: never finer than the slide, never more mask px than the limit.
  static func step(of size: PixelSize, mpp: MicronsPerPixel) -> Double {
    let bounded = (Double(size.width) * Double(size.height) / Double(pixelLimit)).squareRoot() * 1.01
    return max(1, microns / mpp.mean, bounded)
  }

  private mutating func read(
    _ slide: some SlideSource, workers: Int, _ watch: SurveyWatch
  ) throws(SlideReadFailure) {
    let (stripes, width, step) = (Self.stripes(size.height, workers: workers), size.width, level0PerPixel)
    let shared = Mutex(Progress(scan: self))
    colors = []
    WorkQueue.forEach(stripes.count, workers: workers) { index in
      guard !watch.isCancelled() else { return }
      var stripe = SurveyStripe(rows: stripes[index], width: width)
      let failure = stripe.read(slide, step: step) { rows in shared.withLock { $0.take(rows, watch) } }
      shared.withLock { $0.note(failure, stripe) }
    }
    let outcome = shared.withLock { progress in
      defer { progress.scan.colors = [] }
      return progress
    }
    if !outcome.anyRead, let failure = outcome.failure { throw failure }
    self = outcome.scan
  }

  /// What the threads share.
  private struct Progress {
    var scan: SurveyScan
    var failure: SlideReadFailure?
    var anyRead = false
    var rows = 0

    /// Takes rows and says how many there are now, in this order whatever the thread.
    mutating func take(_ rows: SurveyRows, _ watch: SurveyWatch) {
      scan.take(rows)
      self.rows += rows.count
      watch.progress(self.rows, scan.size.height)
    }

    mutating func note(_ failure: SlideReadFailure?, _ stripe: SurveyStripe) {
      scan.unreadable += stripe.unreadable
      scan.damaged += stripe.damaged
      self.failure = self.failure ?? failure
      anyRead = anyRead || failure == nil
    }
  }

  /// One stripe where one thread reads, since the tiles between two stripes are decoded twice; else four a thread.
  private static func stripes(_ height: Int, workers: Int) -> [Range<Int>] {
    let count = workers == 1 ? 1 : workers * 4
    let step = max(64, (height + count - 1) / count)
    return stride(from: 0, to: height, by: step).map { $0..<min(height, $0 + step) }
  }

  fileprivate mutating func take(_ rows: SurveyRows) {
    let start = rows.first * size.width * 3
    colors.withUnsafeMutableBufferPointer { colors in
      for index in 0..<(rows.count * size.width * 3) { colors[start + index] = rows.colors[index] }
    }
    opaque.replaceRows(rows.first..<(rows.first + rows.count), with: rows.opaque)
  }

  /// The colour of pixel (`x`, `y`), which must lie inside.
  @inline(__always)
  func color(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let offset = (y * size.width + x) * 3
    return (colors[offset], colors[offset + 1], colors[offset + 2])
  }

  /// Frees the colours, when all that follows from them is known.
  mutating func dropColors() { colors = [] }
}

/// Who watches a slide being read.
public struct SurveyWatch: Sendable {
  /// Called with the rows that were read and those that there are, by one thread at a time.
  let progress: @Sendable (_ done: Int, _ total: Int) -> Void
  /// Whether the rest need not be read.
  let isCancelled: @Sendable () -> Bool

  /// - Parameters:
  ///   - progress: called with the rows that were read and those that there are, by one thread at a time.
  ///   - isCancelled: whether the rest need not be read; what is found then is of no use.
  public init(
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Nobody watches.
  public static let none = SurveyWatch(progress: { _, _ in }, isCancelled: { false })
}

/// A few rows on their way into the scan.
struct SurveyRows {
  static let capacity = 32
  /// The first of them.
  var first: Int
  var count = 0
  /// Red, green, blue, row-major.
  var colors: [UInt8]
  var opaque: BitPlane

  init(first: Int, width: Int) {
    self.first = first
    colors = [UInt8](repeating: 0, count: Self.capacity * width * 3)
    opaque = BitPlane(width: width, height: Self.capacity)
  }

  /// Takes one more row of RGBA pixels.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = count * opaque.width
    for word in 0..<opaque.wordsPerRow {
      var bits: UInt64 = 0
      for column in (word * 64)..<min(opaque.width, word * 64 + 64) where bytes[column * 4 + 3] >= 128 {
        bits |= 1 << UInt64(column & 63)
        for channel in 0..<3 { colors[(start + column) * 3 + channel] = bytes[column * 4 + channel] }
      }
      opaque.setWord(word, row: count, to: bits)
    }
    count += 1
  }
}

/// A stripe of whole rows that one thread reads.
struct SurveyStripe {
  let rows: Range<Int>
  let width: Int
  private(set) var unreadable = 0
  private(set) var damaged: [SlideRegion] = []

  init(rows: Range<Int>, width: Int) {
    self.rows = rows
    self.width = width
  }

  /// Reads the stripe and hands its rows on, a few at a time; answers the failure where nothing of it could be read.
  mutating func read(
    _ slide: some SlideSource, step: Double, then use: (SurveyRows) -> Void
  ) -> SlideReadFailure? {
    let region = SlideRegion(
      x: 0, y: Double(rows.lowerBound) * step, width: Double(width) * step, height: Double(rows.count) * step)
    var pending = SurveyRows(first: rows.lowerBound, width: width)
    do {
      let reading = try slide.streamRows(
        of: region, output: PixelSize(width: width, height: rows.count),
        level: slide.bestLevel(forDownsample: step), damaged: .leftTransparent
      ) { row, bytes in
        pending.append(bytes)
        guard pending.count == SurveyRows.capacity || row == rows.count - 1 else { return }
        use(pending)
        pending = SurveyRows(first: rows.lowerBound + row + 1, width: width)
      }
      unreadable = reading.unreadable
      damaged = reading.damaged
      return reading.nothingRead
    } catch {
      return error
    }
  }
}
