import Basics
import CJPEG
import Glibc

/// Why a JPEG could not be written.
public enum JPEGFailure: Error, Hashable, Sendable {
  /// A side of more than 65,535 px, or none.
  case size
  /// What libjpeg says of it.
  case library(String)
}

/// JPEG files as bytes, by libjpeg-turbo.
public enum JPEG {
  /// `image`, which must be opaque, as a baseline JPEG.
  ///
  /// - Parameter quality: of libjpeg's scale, 1 to 100.
  /// - Throws: ``JPEGFailure``.
  public static func bytes(_ image: RGBAImage, quality: Int) throws(JPEGFailure) -> [UInt8] {
    let sides = 1...65_535
    guard sides.contains(image.width), sides.contains(image.height) else { throw .size }
    var message = [CChar](repeating: 0, count: 128)
    var size: UInt = 0
    let written = coverslip_jpeg_write(
      image.pixels, UInt32(image.width), UInt32(image.height), Int32(min(100, max(1, quality))), &size, &message)
    guard let written else {
      throw .library(String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    defer { free(written) }
    return Array(UnsafeBufferPointer(start: written, count: Int(size)))
  }
}
