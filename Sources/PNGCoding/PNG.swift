import Basics
import CPNG

/// PNG files as bytes, by libpng.
public enum PNG {
  /// A picture of few colours: an index of one byte or less a pixel.
  ///
  /// - Parameters:
  ///   - size: the picture's size, px.
  ///   - indices: the number of each pixel's colour, row-major.
  ///   - palette: red, green and blue of each colour, one to 256 of them.
  /// - Throws: ``PNGFailure``.
  public static func bytes(size: PixelSize, indices: [UInt8], palette: [UInt8]) throws(PNGFailure) -> [UInt8] {
    precondition(indices.count == size.width * size.height, "one index a pixel")
    precondition(palette.count % 3 == 0 && (3...768).contains(palette.count), "three bytes a colour")
    return try written(size, coverslip_png_capacity) { memory, capacity, message in
      coverslip_png_write_indexed(
        memory, capacity, UInt32(size.width), UInt32(size.height), indices, palette, UInt32(palette.count / 3), message)
    }
  }

  /// A picture in true colour, which must be opaque.
  ///
  /// - Throws: ``PNGFailure``.
  public static func bytes(_ image: RGBAImage) throws(PNGFailure) -> [UInt8] {
    guard let area = image.size.area, area <= mostPixels else { throw .size }
    let colors = [UInt8](unsafeUninitializedCapacity: area * 3) { buffer, count in
      for pixel in 0..<area {
        for channel in 0..<3 { buffer[pixel * 3 + channel] = image.pixels[pixel * 4 + channel] }
      }
      count = area * 3
    }
    return try written(image.size, coverslip_png_rgb_capacity) { memory, capacity, message in
      coverslip_png_write_rgb(memory, capacity, UInt32(image.width), UInt32(image.height), colors, message)
    }
  }

  /// The picture that the PNG `bytes` holds.
  ///
  /// - Throws: ``PNGFailure``.
  public static func image(_ bytes: [UInt8]) throws(PNGFailure) -> RGBAImage {
    var head = png_image()
    defer { png_image_free(&head) }
    guard coverslip_png_begin(&head, bytes, bytes.count) == 1 else { throw .library(words(&head)) }
    let size = PixelSize(width: Int(head.width), height: Int(head.height))
    guard let area = size.area, area <= mostPixels else { throw .size }
    var image = RGBAImage(size: size)
    guard coverslip_png_read(&head, &image.pixels) == 1 else { throw .library(words(&head)) }
    return image
  }

  /// 256 million pixels are a gigabyte of them.
  private static let mostPixels = 1 << 28

  private static func written(
    _ size: PixelSize, _ most: (UInt32, UInt32) -> Int,
    _ write: (UnsafeMutablePointer<UInt8>, Int, UnsafeMutablePointer<CChar>) -> Int
  ) throws(PNGFailure) -> [UInt8] {
    guard size.width > 0, size.height > 0, size.width * size.height <= mostPixels else { throw .size }
    let capacity = most(UInt32(size.width), UInt32(size.height))
    guard capacity > 0 else { throw .size }
    var message = [CChar](repeating: 0, count: 64)
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let memory = buffer.baseAddress else { return }
      count = write(memory, capacity, &message)
    }
    guard !bytes.isEmpty else { throw .library(text(message)) }
    return bytes
  }

  private static func words(_ image: inout png_image) -> String {
    withUnsafeBytes(of: &image.message) { text(Array($0.bindMemory(to: CChar.self))) }
  }

  private static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
