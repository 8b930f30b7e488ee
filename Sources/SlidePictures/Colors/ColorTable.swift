import Basics

/// What a colour becomes: looked up, with 7 bits a channel, so that a picture of a million pixels takes two
/// milliseconds where a colour library takes twenty. 8 MiB.
///
/// A colour stands for itself and its neighbour: what comes out is at most as far off as one level of 255 in makes it.
/// Black and white are exact.
public struct ColorTable: Sendable {
  private let entries: [UInt32]

  /// Different values of each channel.
  private static let steps = 128

  /// A table of what `change` makes of straight, opaque RGBA in place. It is called once, with two million pixels.
  public init(_ change: (UnsafeMutableRawBufferPointer) -> Void) {
    let (steps, count) = (Self.steps, Self.steps * Self.steps * Self.steps)
    entries = [UInt32](unsafeUninitializedCapacity: count) { buffer, written in
      let value = { (step: Int) in UInt32((step * 255 + (steps - 1) / 2) / (steps - 1)) }
      for index in 0..<count {
        let (red, green, blue) = (index % steps, index / steps % steps, index / steps / steps)
        buffer[index] = value(red) | value(green) << 8 | value(blue) << 16 | 0xFF << 24
      }
      change(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
      for index in 0..<count { buffer[index] &= 0x00FF_FFFF }
      written = count
    }
  }

  /// `image` with what its colours become; alpha stays as it is.
  public func changed(_ image: RGBAImage) -> RGBAImage {
    var changed = image
    changed.pixels.withUnsafeMutableBytes { bytes in
      let pixels = bytes.assumingMemoryBound(to: UInt32.self)
      entries.withUnsafeBufferPointer { entries in
        for index in pixels.indices {
          let pixel = pixels[index]
          let place = (pixel >> 1 & 0x7F) | (pixel >> 2 & 0x3F80) | (pixel >> 3 & 0x1F_C000)
          pixels[index] = entries[Int(place)] | pixel & 0xFF00_0000
        }
      }
    }
    return changed
  }
}
