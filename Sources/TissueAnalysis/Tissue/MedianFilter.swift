/// The median over squares of 7 x 7 pixels, in place; at the edges, over the part of the square inside.
///
/// T. S. Huang et al. 1979: a histogram that slides along the row, 7 pixels in and 7 out a step, and a count of what lies
/// below the last median, which the next one is near.
enum MedianFilter {
  private static let radius = 3

  static func apply(to pixels: inout [UInt8], width: Int, height: Int) {
    guard width > 0, height > 0 else { return }
    var original = RowWindow(pixels, width: width, height: height)
    var histogram = SlidingHistogram()
    pixels.withUnsafeMutableBufferPointer { pixels in
      for row in 0..<height {
        histogram.reset()
        let rows = max(0, row - radius)...min(height - 1, row + radius)
        original.load(pixels, upTo: rows.upperBound)
        for column in 0..<min(radius, width) { original.eachRow(rows, at: column) { histogram.add($0) } }
        for column in 0..<width {
          if column + radius < width { original.eachRow(rows, at: column + radius) { histogram.add($0) } }
          if column > radius { original.eachRow(rows, at: column - radius - 1) { histogram.remove($0) } }
          pixels[row * width + column] = histogram.median()
        }
      }
    }
  }

  /// The rows as they were before the filter, as many as it looks back on.
  private struct RowWindow {
    private let width: Int
    private var loaded = -1
    private var rows: [UInt8]
    private static let kept = 8

    init(_ pixels: [UInt8], width: Int, height: Int) {
      self.width = width
      rows = [UInt8](repeating: 0, count: width * Self.kept)
    }

    mutating func load(_ pixels: UnsafeMutableBufferPointer<UInt8>, upTo row: Int) {
      while loaded < row {
        loaded += 1
        let start = loaded % Self.kept * width
        for column in 0..<width { rows[start + column] = pixels[loaded * width + column] }
      }
    }

    @inline(__always)
    func eachRow(_ range: ClosedRange<Int>, at column: Int, _ body: (UInt8) -> Void) {
      rows.withUnsafeBufferPointer { rows in
        for row in range { body(rows[row % Self.kept * width + column]) }
      }
    }
  }

  private struct SlidingHistogram {
    private var counts = [Int32](repeating: 0, count: 256)
    private var total: Int32 = 0
    private var current = 0
    /// How many values lie below `current`.
    private var below: Int32 = 0

    mutating func reset() {
      for index in counts.indices { counts[index] = 0 }
      (total, current, below) = (0, 0, 0)
    }

    mutating func add(_ value: UInt8) {
      counts[Int(value)] += 1
      total += 1
      if Int(value) < current { below += 1 }
    }

    mutating func remove(_ value: UInt8) {
      counts[Int(value)] -= 1
      total -= 1
      if Int(value) < current { below -= 1 }
    }

    /// The value in the middle; the lower one of two.
    mutating func median() -> UInt8 {
      let half = (total - 1) / 2
      while below > half {
        current -= 1
        below -= counts[current]
      }
      while below + counts[current] <= half {
        below += counts[current]
        current += 1
      }
      return UInt8(current)
    }
  }
}
