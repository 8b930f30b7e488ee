import Basics

extension RGBAImage {
  /// Opaque pixels from `width * height * 3` bytes.
  public init(width: Int, height: Int, rgb: [UInt8]) {
    precondition(rgb.count == width * height * 3, "three bytes a pixel")
    self.init(size: PixelSize(width: width, height: height), filledWith: (0, 0, 0, 255))
    for pixel in 0..<(width * height) {
      for channel in 0..<3 { pixels[pixel * 4 + channel] = rgb[pixel * 3 + channel] }
    }
  }

  /// Opaque pixels of one colour.
  public init(width: Int, height: Int, filledWith color: RGB) {
    self.init(
      size: PixelSize(width: width, height: height), filledWith: (color.red, color.green, color.blue, 255))
  }

  /// The colour at (`x`, `y`), which must lie inside; alpha stays out of it.
  public subscript(color x: Int, y: Int) -> RGB {
    get {
      let offset = (y * width + x) * 4
      return RGB(pixels[offset], pixels[offset + 1], pixels[offset + 2])
    }
    set {
      let offset = (y * width + x) * 4
      pixels[offset] = newValue.red
      pixels[offset + 1] = newValue.green
      pixels[offset + 2] = newValue.blue
    }
  }

  /// This picture laid over `background`: opaque everywhere.
  public func flattened(over background: RGB) -> RGBAImage {
    flattened(over: (background.red, background.green, background.blue))
  }

  /// This picture in `width` x `height` pixels, each the mean of the area that it covers.
  public func resampled(width newWidth: Int, height newHeight: Int) -> RGBAImage {
    if newWidth == width, newHeight == height { return self }
    guard width > 0, height > 0 else {
      return RGBAImage(width: newWidth, height: newHeight, filledWith: RGB(0, 0, 0))
    }
    let across = AreaSpans(from: width, to: newWidth)
    let down = AreaSpans(from: height, to: newHeight)
    var result = [UInt8](repeating: 0, count: newWidth * newHeight * 4)
    pixels.withUnsafeBytes { source in
      result.withUnsafeMutableBytes { target in
        for y in 0..<newHeight {
          let row = UnsafeMutableRawBufferPointer(rebasing: target[(y * newWidth * 4)..<((y + 1) * newWidth * 4)])
          averageRow(source, down[y], across, into: row)
        }
      }
    }
    return RGBAImage(size: PixelSize(width: newWidth, height: newHeight), pixels: result)
  }

  private func averageRow(
    _ source: UnsafeRawBufferPointer, _ rows: AreaSpans.Span, _ across: AreaSpans,
    into row: UnsafeMutableRawBufferPointer
  ) {
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { sums in
      sums.initialize(repeating: .zero)
      for y in rows.range {
        let weight = rows.weight(y)
        for x in 0..<width {
          let bytes = source.loadUnaligned(fromByteOffset: (y * width + x) * 4, as: SIMD4<UInt8>.self)
          sums[x] += weight * SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: bytes))
        }
      }
      for x in 0..<(row.count / 4) {
        let span = across[x]
        var sum = SIMD4<Float>.zero
        for column in span.range { sum += span.weight(column) * sums[column] }
        let mean = sum / (span.length * rows.length) + 0.5
        for channel in 0..<4 { row[x * 4 + channel] = UInt8(mean[channel]) }
      }
    }
  }
}

/// Which samples each of fewer (or more) evenly spaced spans covers, and by how much.
struct AreaSpans {
  /// From `start` to `end`, in samples.
  struct Span {
    let start: Float
    let end: Float
    let range: Range<Int>

    var length: Float { end - start }
    /// The part of the sample `index` that lies in the span, 0 to 1.
    func weight(_ index: Int) -> Float { min(end, Float(index + 1)) - max(start, Float(index)) }
  }

  private let spans: [Span]

  init(from samples: Int, to count: Int) {
    let step = Double(samples) / Double(max(1, count))
    spans = (0..<count).map { index in
      let start = Double(index) * step
      let end = min(Double(samples), Double(index + 1) * step)
      let last = min(samples, Int((end - 1e-9).rounded(.down)) + 1)
      return Span(start: Float(start), end: Float(end), range: Int(start)..<max(Int(start) + 1, last))
    }
  }

  subscript(index: Int) -> Span { spans[index] }
}
