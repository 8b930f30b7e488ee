import Dispatch
import Microscopy
import Synchronization

/// One pass over a slide at about 8 um/px: what the mask needs of each pixel, in 10 bits a pixel.
struct SurveyScan: Sendable {
  let size: PixelSize
  let micronsPerPixel: Double
  let level0PerPixel: Double
  /// HSV saturation, row-major; 0 where there is ink, black or nothing.
  var saturation: [UInt8]
  /// Ink of any colour, and black.
  var ink: BitPlane
  /// Pixels that belong to the glass or to tissue: opaque, no ink, not black.
  var judged: BitPlane
  var opaquePixels = 0
  var darkPixels = 0
  var unreadable = 0

  /// Wanted side of a pixel, um: 112 um are 14 of them.
  static let microns = 8.0
  /// The most pixels of a mask: a larger slide gets larger pixels, so that no header decides what is allocated.
  static let pixelLimit = 1 << 26

  /// Reads the whole slide, in stripes that `workers` threads share.
  init(slide: some SlideSource, mpp: MicronsPerPixel, workers: Int) throws(SlideReadFailure) {
    let whole = slide.description.size
    let step = Self.step(of: whole, mpp: mpp)
    level0PerPixel = step
    micronsPerPixel = step * mpp.mean
    let across = { (length: Int) in max(1, Int((Double(length) / step).rounded(.up))) }
    size = PixelSize(width: across(whole.width), height: across(whole.height))
    saturation = [UInt8](repeating: 0, count: size.width * size.height)
    ink = BitPlane(width: size.width, height: size.height)
    judged = ink
    try read(slide, workers: max(1, workers))
  }

  /// Level-0 px a mask px: never finer than the slide, never more mask px than the limit.
  private static func step(of size: PixelSize, mpp: MicronsPerPixel) -> Double {
    let bounded = (Double(size.width) * Double(size.height) / Double(pixelLimit)).squareRoot() * 1.01
    return max(1, microns / mpp.mean, bounded)
  }

  private mutating func read(_ slide: some SlideSource, workers: Int) throws(SlideReadFailure) {
    let stripes = Stripe.cut(size.height, into: workers == 1 ? 1 : workers * 4)
    let (size, step) = (size, level0PerPixel)
    let level = slide.description.bestLevel(forDownsample: step)
    let next = Mutex(0)
    let shared = Mutex((scan: self, failures: [SlideReadFailure](), read: 0))
    saturation = []
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let index = Stripe.take(next, of: stripes.count) {
        var stripe = Stripe(rows: stripes[index], width: size.width)
        let failure = stripe.read(slide, level: level, step: step)
        shared.withLock { shared in
          shared.scan.take(stripe)
          if let failure { shared.failures.append(failure) } else { shared.read += 1 }
        }
      }
    }
    let outcome = shared.withLock { $0 }
    if outcome.read == 0, let failure = outcome.failures.first { throw failure }
    self = outcome.scan
  }

  private mutating func take(_ stripe: Stripe) {
    let start = stripe.rows.lowerBound
    for index in stripe.saturation.indices { saturation[start * size.width + index] = stripe.saturation[index] }
    ink.replaceRows(from: start, with: stripe.ink)
    judged.replaceRows(from: start, with: stripe.judged)
    opaquePixels += stripe.opaquePixels
    darkPixels += stripe.darkPixels
    unreadable += stripe.unreadable
  }
}

/// Some whole rows of the survey, made by one thread.
private struct Stripe {
  let rows: Range<Int>
  let width: Int
  var saturation: [UInt8]
  var ink: BitPlane
  var judged: BitPlane
  var opaquePixels = 0
  var darkPixels = 0
  var unreadable = 0

  init(rows: Range<Int>, width: Int) {
    self.rows = rows
    self.width = width
    saturation = [UInt8](repeating: 0, count: rows.count * width)
    ink = BitPlane(width: width, height: rows.count)
    judged = ink
  }

  static func cut(_ height: Int, into count: Int) -> [Range<Int>] {
    let step = max(64, (height + count - 1) / count)
    return stride(from: 0, to: height, by: step).map { $0..<min(height, $0 + step) }
  }

  static func take(_ next: borrowing Mutex<Int>, of count: Int) -> Int? {
    next.withLock { index in
      guard index < count else { return nil }
      defer { index += 1 }
      return index
    }
  }

  /// Fills the stripe; answers the failure where nothing of it could be read.
  mutating func read(_ slide: some SlideSource, level: Int, step: Double) -> SlideReadFailure? {
    let region = SlideRegion(
      x: 0, y: Double(rows.lowerBound) * step, width: Double(width) * step, height: Double(rows.count) * step)
    do {
      let reading = try slide.streamRows(
        of: region, output: PixelSize(width: width, height: rows.count), level: level, damaged: .leftTransparent
      ) { add($1, row: $0) }
      unreadable = reading.unreadable
      return reading.nothingRead
    } catch {
      return error
    }
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, row: Int) {
    for column in 0..<width where bytes[column * 4 + 3] >= 128 {
      let color = PixelColor(
        red: bytes[column * 4], green: bytes[column * 4 + 1], blue: bytes[column * 4 + 2])
      opaquePixels += 1
      if color.isDark { darkPixels += 1 }
      if color.isInk {
        ink[column, row] = true
      } else {
        judged[column, row] = true
        saturation[row * width + column] = color.saturation
      }
    }
  }
}
