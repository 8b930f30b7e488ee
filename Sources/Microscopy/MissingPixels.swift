import Basics

/// Pixels that a reader hands out where the file has none: the one rule of what is missing, for pictures, surveys and
/// tiles.
///
/// A tile of no bytes comes back transparent, one of zeroed bytes black where it is not compressed, and a JPEG tile
/// whose content is lost is filled with the middle of its range, the grey 128. All three come without an error from
/// OpenSlide 3.4.1. Stained tissue has none of these colours but for a pixel here and there.
public enum MissingPixels {
  /// Whether a pixel holds nothing: less than half opaque, black, or the grey 128, each exactly.
  @inline(__always)
  public static func isMissing(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) -> Bool {
    alpha < 128 || (red == green && green == blue && (red == 0 || red == 128))
  }
}

extension RGBAImage {
  /// How many of the pixels are missing (``MissingPixels``), of those for which `counts` holds.
  ///
  /// - Parameter counts: asked with column and row of each missing pixel.
  public func missingPixels(where counts: (Int, Int) -> Bool = { _, _ in true }) -> Int {
    pixels.withUnsafeBufferPointer { pixels in
      var missing = 0
      for index in 0..<(width * height) {
        let offset = index * 4
        guard
          MissingPixels.isMissing(
            red: pixels[offset], green: pixels[offset + 1], blue: pixels[offset + 2], alpha: pixels[offset + 3])
        else { continue }
        if counts(index % width, index / width) { missing += 1 }
      }
      return missing
    }
  }

  /// Whether nothing but missing pixels lies in these columns and rows.
  func isMissing(columns: Range<Int>, rows: Range<Int>) -> Bool {
    pixels.withUnsafeBufferPointer { pixels in
      for y in rows {
        for offset in stride(
          from: (y * width + columns.lowerBound) * 4, to: (y * width + columns.upperBound) * 4, by: 4)
        where !MissingPixels.isMissing(
          red: pixels[offset], green: pixels[offset + 1], blue: pixels[offset + 2], alpha: pixels[offset + 3])
        {
          return false
        }
      }
      return true
    }
  }

  /// Makes these columns and rows transparent.
  mutating func clear(columns: Range<Int>, rows: Range<Int>) {
    let width = width
    pixels.withUnsafeMutableBufferPointer { pixels in
      for y in rows {
        for index in ((y * width + columns.lowerBound) * 4)..<((y * width + columns.upperBound) * 4) {
          pixels[index] = 0
        }
      }
    }
  }
}
