/// Pixels as straight (not premultiplied) RGBA, 8 bits per channel, row-major, four bytes per pixel.
@frozen
public struct RGBAImage: Hashable, Sendable {
  /// Width and height, px.
  public let size: PixelSize
  /// `size.width * size.height * 4` bytes.
  public var pixels: [UInt8]

  /// An image over existing bytes; the count must be `width * height * 4`.
  @inlinable
  public init(size: PixelSize, pixels: [UInt8]) {
    precondition(pixels.count == size.width * size.height * 4, "four bytes a pixel")
    self.size = size
    self.pixels = pixels
  }

  /// An image of one colour; default: transparent black.
  public init(size: PixelSize, filledWith color: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)) {
    self.size = size
    let (red, green, blue, alpha) = color
    pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height * 4) { buffer, count in
      count = size.width * size.height * 4
      if red == green, green == blue, blue == alpha { return buffer.initialize(repeating: red) }
      for offset in stride(from: 0, to: count, by: 4) {
        buffer[offset] = red
        buffer[offset + 1] = green
        buffer[offset + 2] = blue
        buffer[offset + 3] = alpha
      }
    }
  }

  /// Columns, px.
  @inlinable
  public var width: Int { size.width }
  /// Rows, px.
  @inlinable
  public var height: Int { size.height }

  /// The four channels at (`x`, `y`), which must lie inside.
  @inlinable
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    get {
      let offset = (y * width + x) * 4
      return (pixels[offset], pixels[offset + 1], pixels[offset + 2], pixels[offset + 3])
    }
    set {
      let offset = (y * width + x) * 4
      pixels[offset] = newValue.red
      pixels[offset + 1] = newValue.green
      pixels[offset + 2] = newValue.blue
      pixels[offset + 3] = newValue.alpha
    }
  }

  /// This picture laid over an opaque colour: what is shown where a slide has no pixel.
  public func flattened(over background: (UInt8, UInt8, UInt8) = (255, 255, 255)) -> RGBAImage {
    guard !isOpaque else { return self }
    var result = self
    result.pixels.withUnsafeMutableBufferPointer { buffer in
      for offset in stride(from: 0, to: buffer.count, by: 4) where buffer[offset + 3] != 255 {
        let alpha = Int(buffer[offset + 3])
        let mix = { (value: UInt8, under: UInt8) in
          UInt8((Int(value) * alpha + Int(under) * (255 - alpha) + 127) / 255)
        }
        buffer[offset] = mix(buffer[offset], background.0)
        buffer[offset + 1] = mix(buffer[offset + 1], background.1)
        buffer[offset + 2] = mix(buffer[offset + 2], background.2)
        buffer[offset + 3] = 255
      }
    }
    return result
  }

  /// Whether no pixel lets anything through.
  private var isOpaque: Bool {
    var all: UInt8 = 255
    pixels.withUnsafeBufferPointer { pixels in
      for offset in stride(from: 3, to: pixels.count, by: 4) { all &= pixels[offset] }
    }
    return all == 255
  }
}
