import Basics

/// A picture of few colours: what sixel takes, and a PNG that is small.
public struct IndexedImage: Hashable, Sendable {
  /// Width and height, px.
  public let size: PixelSize
  /// The colours, at most 256.
  public let palette: [RGB]
  /// The number of each pixel's colour, row-major, `size.width * size.height`.
  public let indices: [UInt8]

  /// A picture of `palette`; each index must name one of its colours.
  public init(size: PixelSize, palette: [RGB], indices: [UInt8]) {
    precondition(indices.count == size.width * size.height, "one index a pixel")
    precondition(palette.count <= 256, "an index is a byte")
    self.size = size
    self.palette = palette
    self.indices = indices
  }
}

extension IndexedImage {
  /// `image`, which must be opaque, in at most `colors` of its own colours, 1 to 256.
  ///
  /// The colours are split as in P. Heckbert's median cut (SIGGRAPH 1982), with two changes that X. Wu's quantiser
  /// (Graphics Gems II, 1991) has too: the box that is split is the one with the greatest squared error, and it is cut
  /// at the mean of its widest axis. Colours are told apart by 6 bits a channel; each entry of the palette is the mean
  /// of the pixels that it stands for.
  public init(reducing image: RGBAImage, to colors: Int = 256) {
    var histogram = ColorHistogram(image)
    let boxes = histogram.split(into: min(256, max(1, colors)))
    var entry = [UInt8](repeating: 0, count: ColorHistogram.bins)
    for (number, box) in boxes.enumerated() {
      for bin in histogram.bins(of: box) { entry[bin] = UInt8(number) }
    }
    let count = image.width * image.height
    let indices = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      image.pixels.withUnsafeBufferPointer { pixels in
        for index in 0..<count {
          buffer[index] =
            entry[
              ColorHistogram.bin(pixels[index * 4], pixels[index * 4 + 1], pixels[index * 4 + 2])]
        }
      }
      filled = count
    }
    self.init(size: image.size, palette: boxes.map(\.mean), indices: indices)
  }

  /// The same picture with four channels.
  public var image: RGBAImage {
    let pixels = indices.flatMap { index -> [UInt8] in
      let color = palette[Int(index)]
      return [color.red, color.green, color.blue, 255]
    }
    return RGBAImage(size: size, pixels: pixels)
  }
}

/// How often each colour of 6 bits a channel stands in a picture, and the sums of what it stands for.
private struct ColorHistogram {
  static let bins = 1 << 18

  /// Those bins that have pixels, in an order that keeps the bins of each box together.
  private var order: [Int]
  private let counts: [Int]
  private let sums: [SIMD3<Double>]
  private let squares: [SIMD3<Double>]

  /// Bins that become one colour.
  struct Box {
    let range: Range<Int>
    /// The sum of squared distances to ``center``, by channel.
    let errors: SIMD3<Double>
    let center: SIMD3<Double>

    var mean: RGB {
      let rounded = center.rounded(.toNearestOrAwayFromZero)
      return RGB(UInt8(rounded.x), UInt8(rounded.y), UInt8(rounded.z))
    }

    /// Whether it has more than one bin.
    var canBeSplit: Bool { range.count > 1 }
  }

  static func bin(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    Int(red >> 2) << 12 | Int(green >> 2) << 6 | Int(blue >> 2)
  }

  init(_ image: RGBAImage) {
    var counts = [Int](repeating: 0, count: Self.bins)
    var sums = [SIMD3<Double>](repeating: .zero, count: Self.bins)
    var squares = sums
    for offset in stride(from: 0, to: image.pixels.count, by: 4) {
      let (red, green, blue) = (image.pixels[offset], image.pixels[offset + 1], image.pixels[offset + 2])
      let bin = Self.bin(red, green, blue)
      let color = SIMD3(Double(red), Double(green), Double(blue))
      counts[bin] += 1
      sums[bin] += color
      squares[bin] += color * color
    }
    (self.counts, self.sums, self.squares) = (counts, sums, squares)
    order = counts.indices.filter { counts[$0] > 0 }
  }

  /// The bins of `box`.
  func bins(of box: Box) -> ArraySlice<Int> { order[box.range] }

  /// At most `count` boxes that hold all bins.
  mutating func split(into count: Int) -> [Box] {
    guard !order.isEmpty else { return [] }
    var boxes = [box(order.indices)]
    while boxes.count < count {
      let widest = boxes.indices.filter { boxes[$0].canBeSplit }.max { error(boxes[$0]) < error(boxes[$1]) }
      guard let widest else { break }
      let (lower, upper) = halves(of: boxes[widest])
      boxes[widest] = lower
      boxes.append(upper)
    }
    return boxes
  }

  private func error(_ box: Box) -> Double { box.errors.sum() }

  /// `box` cut at the mean of the channel with the greatest error, each half with one bin at least.
  private mutating func halves(of box: Box) -> (Box, Box) {
    let axis = (0..<3).max { box.errors[$0] < box.errors[$1] } ?? 0
    let mean = { [sums, counts] (bin: Int) in sums[bin][axis] / Double(counts[bin]) }
    let sorted = order[box.range].sorted { (mean($0), $0) < (mean($1), $1) }
    order.replaceSubrange(box.range, with: sorted)
    let below = sorted.prefix { mean($0) < box.center[axis] }.count
    let cut = box.range.lowerBound + min(max(1, below), sorted.count - 1)
    return (self.box(box.range.lowerBound..<cut), self.box(cut..<box.range.upperBound))
  }

  private func box(_ range: Range<Int>) -> Box {
    var (count, sum, square) = (0, SIMD3<Double>.zero, SIMD3<Double>.zero)
    for bin in order[range] {
      count += counts[bin]
      sum += sums[bin]
      square += squares[bin]
    }
    let center = sum / Double(count)
    return Box(range: range, errors: square - sum * center, center: center)
  }
}
