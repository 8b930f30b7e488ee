import Microscopy

/// The colours in which a scan is even: glass, padding, pen on glass. Tissue is never even over 24 um.
struct GlassModes {
  /// One such colour.
  struct Mode {
    /// Mean of its pixels.
    var color: SIMD3<Float>
    /// Pixels that were looked at and have it.
    var pixels = 0
    /// Whether the pixels have exactly the colour that most of them have.
    var isExact = false
    /// How often a row passes from it to something uneven, or back.
    var meetings = 0
    /// Whether its outline is straight lines, as padding's is.
    var isStraight = false
  }

  private(set) var modes: [Mode] = []
  /// Even pixels of any colour.
  private(set) var evenPixels = 0
  /// Opaque pixels that were looked at.
  private(set) var pixels = 0

  private let scan: SurveyScan
  private let step: Int

  /// Levels that neighbours may differ by: noise and JPEG leave glass within 2, averaged over a pixel of 8 um.
  private static let evenness = 4
  /// Colours this close to a mode belong to it.
  static let reach: Float = 6
  /// The most modes that are looked at.
  private static let most = 6
  /// Pixels looked at, about: more say nothing more of a colour.
  private static let wanted = 1 << 22
  /// Darker than this in its brightest channel, glass would be as good as black.
  private static let darkest: UInt8 = 90

  /// - Parameter isGlass: whether a colour with this share of the scan may be glass; any other is tissue or ink.
  init(_ scan: SurveyScan, where isGlass: (SIMD3<Float>, Double) -> Bool) {
    self.scan = scan
    let count = scan.size.width * scan.size.height
    step = max(1, Int((Double(count) / Double(Self.wanted)).squareRoot()))
    var histogram = ColorHistogram()
    forEachPixel { x, y in
      pixels += 1
      guard isEven(x, y) else { return }
      evenPixels += 1
      histogram.add(scan.color(x: x, y: y))
    }
    modes = histogram.peaks(atLeast: max(Self.fewest, pixels / 500), most: Self.most).map { Mode(color: $0) }
    refine()
    let looked = Double(max(1, pixels))
    modes.removeAll { !isGlass($0.color, Double($0.pixels) / looked) }
    describe()
  }

  /// Even pixels of one colour, at least: 30 squares of 24 um.
  private static let fewest = 30

  private func forEachPixel(_ body: (Int, Int) -> Void) {
    for y in stride(from: 0, to: scan.size.height, by: step) {
      for x in stride(from: 0, to: scan.size.width, by: step) where scan.opaque[x, y] { body(x, y) }
    }
  }

  /// Whether the eight neighbours have the pixel's colour; beyond the edge there is none to differ.
  func isEven(_ x: Int, _ y: Int) -> Bool {
    let center = scan.color(x: x, y: y)
    guard max(center.red, center.green, center.blue) >= Self.darkest else { return false }
    for row in max(0, y - 1)...min(scan.size.height - 1, y + 1) {
      for column in max(0, x - 1)...min(scan.size.width - 1, x + 1) {
        guard scan.opaque[column, row] else { return false }
        let other = scan.color(x: column, y: row)
        let difference = max(
          abs(Int(center.red) - Int(other.red)), abs(Int(center.green) - Int(other.green)),
          abs(Int(center.blue) - Int(other.blue)))
        guard difference <= Self.evenness else { return false }
      }
    }
    return true
  }

  /// Means instead of the histogram's bins, and what is left of each mode.
  private mutating func refine() {
    for _ in 0..<2 {
      var sums = [SIMD4<Float>](repeating: .zero, count: modes.count)
      var counts = [[UInt32: Int]](repeating: [:], count: modes.count)
      forEachPixel { x, y in
        let color = scan.color(x: x, y: y)
        guard let mode = index(of: color), isEven(x, y) else { return }
        sums[mode] += SIMD4(Float(color.red), Float(color.green), Float(color.blue), 1)
        counts[mode][UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue), default: 0] += 1
      }
      for mode in modes.indices where sums[mode].w > 0 {
        modes[mode].color = SIMD3(sums[mode].x, sums[mode].y, sums[mode].z) / sums[mode].w
        modes[mode].pixels = Int(sums[mode].w)
        modes[mode].isExact = (counts[mode].values.max() ?? 0) * 100 >= modes[mode].pixels * 99
      }
    }
    modes.removeAll { $0.pixels < Self.fewest }
  }

  /// The mode that a colour belongs to: the nearest, if any is near.
  private func index(of color: (red: UInt8, green: UInt8, blue: UInt8)) -> Int? {
    let value = SIMD3(Float(color.red), Float(color.green), Float(color.blue))
    var (best, found) = (Self.reach, Int?.none)
    for (index, mode) in modes.enumerated() {
      let difference = value - mode.color
      let distance = pointwiseMax(difference, -difference).max()
      if distance <= best { (best, found) = (distance, index) }
    }
    return found
  }

  /// Pixels of something uneven in a row, from which on it may be tissue: 40 um.
  private static let unevenRun = 5

  /// What each mode borders on, row by row.
  private mutating func describe() {
    var outlines = [Outline](repeating: Outline(), count: modes.count)
    for y in stride(from: 0, to: scan.size.height, by: step) {
      var (last, uneven) = (Int?.none, 0)
      var extents = [ClosedRange<Int>?](repeating: nil, count: modes.count)
      for x in 0..<scan.size.width where scan.opaque[x, y] {
        guard let mode = index(of: scan.color(x: x, y: y)) else {
          uneven += 1
          continue
        }
        if uneven >= Self.unevenRun {
          modes[mode].meetings += 1
          if let last { modes[last].meetings += 1 }
        }
        (last, uneven) = (mode, 0)
        extents[mode] = (extents[mode]?.lowerBound ?? x)...x
      }
      if uneven >= Self.unevenRun, let last { modes[last].meetings += 1 }
      for mode in modes.indices { outlines[mode].add(extents[mode]) }
    }
    for mode in modes.indices { modes[mode].isStraight = outlines[mode].isStraight }
  }

  /// Where a mode begins and ends in each row.
  private struct Outline {
    private var last: ClosedRange<Int>?
    private var rows = 0
    private var unchanged = 0

    mutating func add(_ extent: ClosedRange<Int>?) {
      guard let extent else { return }
      rows += 1
      if let last, abs(last.lowerBound - extent.lowerBound) <= 1, abs(last.upperBound - extent.upperBound) <= 1 {
        unchanged += 1
      }
      last = extent
    }

    var isStraight: Bool { unchanged * 10 >= rows * 9 }
  }
}

/// Counts of colours, 4 levels a bin along each channel.
private struct ColorHistogram {
  private var counts = [Int32](repeating: 0, count: 1 << 18)

  mutating func add(_ color: (red: UInt8, green: UInt8, blue: UInt8)) {
    counts[(Int(color.red) >> 2) << 12 | (Int(color.green) >> 2) << 6 | Int(color.blue) >> 2] += 1
  }

  /// The densest cubes of 3 x 3 x 3 bins, one after the other, each without what the ones before hold.
  func peaks(atLeast least: Int, most: Int) -> [SIMD3<Float>] {
    var rest = self
    var found: [SIMD3<Float>] = []
    while found.count < most, let peak = rest.densest(), peak.count >= least {
      found.append(SIMD3(Float(peak.bin.x), Float(peak.bin.y), Float(peak.bin.z)) * 4 + 1.5)
      rest.clear(about: peak.bin)
    }
    return found
  }

  private func densest() -> (bin: SIMD3<Int>, count: Int)? {
    var best: (bin: SIMD3<Int>, count: Int)?
    for index in counts.indices where counts[index] > 0 {
      let bin = SIMD3(index >> 12, index >> 6 & 63, index & 63)
      var sum = 0
      Self.neighbours(of: bin) { sum += Int(counts[$0]) }
      if sum > best?.count ?? 0 { best = (bin, sum) }
    }
    return best
  }

  private mutating func clear(about bin: SIMD3<Int>) {
    var indices: [Int] = []
    Self.neighbours(of: bin) { indices.append($0) }
    for index in indices { counts[index] = 0 }
  }

  private static func neighbours(of bin: SIMD3<Int>, _ body: (Int) -> Void) {
    for red in max(0, bin.x - 1)...min(63, bin.x + 1) {
      for green in max(0, bin.y - 1)...min(63, bin.y + 1) {
        for blue in max(0, bin.z - 1)...min(63, bin.z + 1) { body(red << 12 | green << 6 | blue) }
      }
    }
  }
}
