import Basics
import CJPEG
import Glibc

/// Why a JPEG could not be written or read.
public enum JPEGFailure: Error, Hashable, Sendable {
  /// A side of more than 65,535 px, or none; of one that is read, more than 256 million pixels.
  case size
  /// Colours that are neither grey nor red, green and blue, but those of a printer (CMYK).
  case colors
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
    guard let written else { throw .library(text(message)) }
    defer { free(written) }
    return Array(UnsafeBufferPointer(start: written, count: Int(size)))
  }

  /// The picture that the JPEG `bytes` holds, as its pixels lie: a note that it is to be turned is not followed.
  ///
  /// - Throws: ``JPEGFailure``, `library` also where libjpeg would fill what is missing of it.
  public static func image(_ bytes: [UInt8]) throws(JPEGFailure) -> RGBAImage {
    var (width, height): (UInt32, UInt32) = (0, 0)
    var message = [CChar](repeating: 0, count: 128)
    let components = coverslip_jpeg_begin(bytes, bytes.count, &width, &height, &message)
    guard components > 0 else { throw .library(text(message)) }
    guard components == 1 || components == 3 else { throw .colors }
    let size = PixelSize(width: Int(width), height: Int(height))
    guard let area = size.area, area <= mostPixels else { throw .size }
    var image = RGBAImage(size: size)
    guard coverslip_jpeg_picture(bytes, bytes.count, width, height, &image.pixels, &message) == 1 else {
      throw .library(text(message))
    }
    return image
  }

  /// 256 million pixels are a gigabyte of them.
  private static let mostPixels = 1 << 28

  private static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
